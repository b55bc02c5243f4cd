//! `GET /v1.0/me/transitiveMemberOf/microsoft.graph.group`: the groups of the user, in pages.
//!
//! The cast to groups is an advanced query. Graph requires `ConsistencyLevel: eventual` and `$count=true` for it.

use axum::response::Response;
use serde_json::{Value, json};

use crate::dev_tenant::endpoints::graph::access::Caller;
use crate::dev_tenant::endpoints::graph::call::GraphCall;
use crate::dev_tenant::endpoints::graph::list::{self, ListOptions, ListRules, require_eventual};
use crate::dev_tenant::endpoints::graph::resource::GROUPS;
use crate::dev_tenant::endpoints::graph::response::{GraphError, GraphResponse};
use crate::dev_tenant::endpoints::graph::service::Service;
use crate::dev_tenant::state::directory::{group_ids, group_name};

const RULES: ListRules = ListRules {
    service: Service::Directory,
    properties: &["id", "displayName", "description", "mail", "groupTypes", "securityEnabled"],
    usual_top: 100,
    largest_top: Some(999),
    parameters: &["$count"],
};
/// The scope that allows to read more of a group than its ID: see "Limited information returned for inaccessible member objects" in
/// Graph's overview of permissions.
const NAMES: &str = "GroupMember.Read.All";

pub async fn list(call: GraphCall) -> Response {
    call.tenant.switches.count_group_page();
    call.respond(&GROUPS, |caller| page(&call, caller)).await
}

/// Returns one page of the user's groups.
fn page(call: &GraphCall, caller: &Caller) -> Result<GraphResponse, GraphError> {
    let options = ListOptions::parse(&call.query, &RULES)?;
    if options.parameter("$count").is_none() {
        let message =
            "The request uses advanced query parameters: ConsistencyLevel must be eventual, and $count must be true.";
        return Err(GraphError::new(400, "Request_UnsupportedQuery", message));
    }
    require_eventual(call, &options)?;
    let has_names = caller.has(NAMES);
    let ids = group_ids(call.tenant.groups_of(&caller.persona));
    let groups = ids.iter().enumerate().map(|(number, id)| resource(has_names.then_some(number), id)).collect();
    list::page(call, caller, (&options, "groups"), groups)
}

/// Returns a group. Without the permission to read its other properties, `number` is `None`, and Graph sends them as null.
fn resource(number: Option<usize>, id: &str) -> Value {
    json!({
        "id": id,
        "displayName": number.map(group_name),
        "description": null,
        "mail": null,
        "groupTypes": number.map(|_| json!([])),
        "securityEnabled": number.map(|_| true),
    })
}
