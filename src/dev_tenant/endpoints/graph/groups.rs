//! `GET /v1.0/me/transitiveMemberOf/microsoft.graph.group`: the groups of the user, in pages.
//!
//! The cast to groups is an advanced query. Graph requires `ConsistencyLevel: eventual` and `$count=true` for it.

use std::borrow::Cow;
use std::collections::HashMap;

use serde_json::{Value, json};
use url::form_urlencoded;

use crate::dev_tenant::endpoints::graph::call::GraphCall;
use crate::dev_tenant::endpoints::graph::list_options::page_size;
use crate::dev_tenant::endpoints::graph::response::GraphError;
use crate::dev_tenant::protocol::address;
use crate::dev_tenant::protocol::random::fingerprint;
use crate::dev_tenant::state::directory::{Persona, group_ids};

const USUAL_PAGE: usize = 100;
const LARGEST_PAGE: usize = 999;

/// Returns one page of the persona's groups.
pub fn page(call: &GraphCall, persona: &Persona) -> Result<Value, GraphError> {
    let GraphCall { tenant, headers, query, .. } = call;
    let options: HashMap<Cow<'_, str>, Cow<'_, str>> = form_urlencoded::parse(query.as_bytes()).collect();
    let option = |name: &str| options.get(name).map(Cow::as_ref);
    let is_eventual = headers.get("consistencylevel").is_some_and(|level| level == "eventual");
    if !is_eventual || option("$count") != Some("true") {
        let message =
            "The request uses advanced query parameters: ConsistencyLevel must be eventual, and $count must be true.";
        return Err(GraphError::new(400, "Request_UnsupportedQuery", message));
    }
    if let Some(unknown) =
        options.keys().find(|name| !["$count", "$select", "$top", "$skiptoken"].contains(&name.as_ref()))
    {
        return Err(GraphError::bad_request(&format!("The query parameter '{unknown}' is not supported.")));
    }
    if option("$select") != Some("id") {
        return Err(GraphError::bad_request("User.Read allows only the 'id' of a group. Use $select=id."));
    }
    let top = option("$top").map_or(Ok(USUAL_PAGE), |top| page_size(top, LARGEST_PAGE))?;
    let all = group_ids(tenant.groups_of(persona));
    let from = option("$skiptoken").map_or(Some(0), |marker| position(persona, marker));
    let from = from
        .filter(|from| *from <= all.len())
        .ok_or_else(|| GraphError::bad_request("The skip marker is not valid."))?;
    let shown: Vec<Value> = all.iter().skip(from).take(top).map(|id| json!({ "id": id })).collect();
    let mut body = json!({
        "@odata.context": tenant.graph("/v1.0/$metadata#groups(id)"),
        "@odata.count": all.len(),
        "value": shown,
    });
    if from + top < all.len() {
        let marker = marker(persona, from + top);
        let next = format!("{}?$count=true&$select=id&$top={top}&$skiptoken={marker}", tenant.graph(address::GROUPS));
        body["@odata.nextLink"] = Value::from(next);
    }
    Ok(body)
}

/// Returns the skip token that continues the list at a position. It is valid for this user only.
fn marker(persona: &Persona, position: usize) -> String {
    format!("{}.{position}", fingerprint(&format!("{}/{position}", persona.object_id())))
}

fn position(persona: &Persona, presented: &str) -> Option<usize> {
    let position = presented.rsplit_once('.')?.1.parse().ok()?;
    (marker(persona, position) == presented).then_some(position)
}
