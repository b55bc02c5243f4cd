//! Lists of Graph: the query options `$select`, `$top` and `$skiptoken`, and the pages of a list.

use std::collections::BTreeMap;

use serde_json::{Value, json};
use url::form_urlencoded;

use crate::dev_tenant::endpoints::graph::access::Caller;
use crate::dev_tenant::endpoints::graph::call::GraphCall;
use crate::dev_tenant::endpoints::graph::response::{GraphError, GraphResponse};
use crate::dev_tenant::endpoints::graph::service::Service;
use crate::dev_tenant::protocol::random::fingerprint;

/// The query options that a list accepts.
pub struct ListRules {
    pub service: Service,
    pub properties: &'static [&'static str],
    /// The page size without `$top`.
    pub usual_top: usize,
    /// The largest `$top`. `None` if the list has no `$top`.
    pub largest_top: Option<usize>,
    /// The further parameters of the list.
    pub parameters: &'static [&'static str],
}

pub struct ListOptions {
    pub top: usize,
    /// Whether every item has its `id`, selected or not.
    keeps_id: bool,
    selected: Option<Vec<String>>,
    parameters: BTreeMap<String, String>,
}

impl ListOptions {
    /// Parses a query. Fails for properties and parameters that the resource does not have, and for repeated ones.
    pub fn parse(query: &str, rules: &ListRules) -> Result<Self, GraphError> {
        let keeps_id = rules.service == Service::Outlook;
        let mut options = Self { top: rules.usual_top, keeps_id, selected: None, parameters: BTreeMap::new() };
        for (name, value) in form_urlencoded::parse(query.as_bytes()) {
            if options.parameters.insert(name.to_string(), value.to_string()).is_some() {
                let message = format!(
                    "Query option '{name}' was specified more than once, but it must be specified at most once."
                );
                return Err(GraphError::bad_request(&message));
            }
            match (name.as_ref(), rules.largest_top) {
                ("$select", _) => options.selected = Some(selection(&value, rules.properties)?),
                ("$top", Some(largest)) => options.top = page_size(&value, largest)?,
                ("$skiptoken", Some(_)) => {}
                (name, _) if rules.parameters.contains(&name) => {}
                _ => {
                    let message = format!("The query parameter '{name}' is not supported.");
                    return Err(GraphError::bad_request(&message));
                }
            }
        }
        Ok(options)
    }

    pub fn parameter(&self, name: &str) -> Option<&str> {
        self.parameters.get(name).map(String::as_str)
    }

    /// Returns whether the query selects this property by name.
    pub fn selects(&self, property: &str) -> bool {
        self.selected.iter().flatten().any(|selected| selected == property)
    }

    pub const fn selects_nothing(&self) -> bool {
        self.selected.is_none()
    }

    /// Returns the selected properties, as the suffix of `@odata.context`: `(id,subject)`. Empty without `$select`.
    pub fn context_suffix(&self) -> String {
        self.selected.as_ref().map(|selected| format!("({})", selected.join(","))).unwrap_or_default()
    }

    /// Returns the selected properties of an item. Annotations are always included.
    pub fn select(&self, mut item: Value) -> Value {
        if let (Some(members), Some(selected)) = (item.as_object_mut(), &self.selected) {
            let keeps_id = self.keeps_id;
            members.retain(|name, _| keeps_id && name == "id" || name.starts_with('@') || selected.contains(name));
        }
        item
    }
}

/// Parses `$select`. Fails for properties that the resource does not have.
pub fn selection(text: &str, properties: &[&str]) -> Result<Vec<String>, GraphError> {
    let selected: Vec<String> = text.split(',').map(|name| name.trim().to_owned()).collect();
    match selected.iter().find(|name| !properties.contains(&name.as_str())) {
        None => Ok(selected),
        Some(unknown) => {
            let message =
                format!("Parsing OData Select and Expand failed: Could not find a property named '{unknown}'.");
            Err(GraphError::bad_request(&message))
        }
    }
}

/// Parses `$top`, which is at least 1.
pub fn page_size(text: &str, largest: usize) -> Result<usize, GraphError> {
    let size = text.parse::<usize>().ok().filter(|size| (1..=largest).contains(size));
    size.ok_or_else(|| GraphError::bad_request("Invalid page size specified."))
}

/// Checks the conditions of an advanced query of the directory.
pub fn require_eventual(call: &GraphCall, options: &ListOptions) -> Result<(), GraphError> {
    let is_eventual = call.headers.get("consistencylevel").is_some_and(|level| level == "eventual");
    let counts = options.parameter("$count");
    if counts.is_some() || options.parameter("$search").is_some() {
        if !is_eventual {
            let message =
                "Request with $search or $count query parameter only works with a header 'ConsistencyLevel: eventual'.";
            return Err(GraphError::new(400, "Request_UnsupportedQuery", message));
        }
        if counts.is_some_and(|value| value != "true") {
            return Err(GraphError::bad_request("The value of '$count' is not supported."));
        }
    }
    Ok(())
}

/// Returns one page of a list, with a link to the next page if there is one. `context` is the end of `@odata.context`.
pub fn page(
    call: &GraphCall,
    caller: &Caller,
    (options, context): (&ListOptions, &str),
    items: Vec<Value>,
) -> Result<GraphResponse, GraphError> {
    let owner = format!("{}{}", caller.persona.object_id(), call.path());
    let from = options.parameter("$skiptoken").map_or(Some(0), |marker| position(&owner, marker));
    let from =
        from.filter(|from| *from <= items.len()).ok_or_else(|| GraphError::bad_request("Skip token is not valid."))?;
    let count = items.len();
    let shown: Vec<Value> = items.into_iter().skip(from).take(options.top).map(|item| options.select(item)).collect();
    let mut body = json!({
        "@odata.context": call.tenant.graph(&format!("/v1.0/$metadata#{context}{}", options.context_suffix())),
        "value": shown,
    });
    if options.parameter("$count") == Some("true") {
        body["@odata.count"] = Value::from(count);
    }
    let next = from.saturating_add(options.top);
    if next < count {
        body["@odata.nextLink"] = Value::from(next_link(call, "$skiptoken", &marker(&owner, next)));
    }
    Ok(GraphResponse::Json(body))
}

/// Returns the URL of the request with one changed query option.
pub fn next_link(call: &GraphCall, option: &str, value: &str) -> String {
    let kept = form_urlencoded::parse(call.query.as_bytes()).filter(|(name, _)| name != option);
    let mut next = form_urlencoded::Serializer::new(String::new());
    next.extend_pairs(kept).append_pair(option, value);
    format!("{}?{}", call.tenant.graph(call.path()), next.finish())
}

/// Returns the skip token that continues a list at a position. It is valid for one user and one list only.
fn marker(owner: &str, position: usize) -> String {
    format!("{}.{position}", fingerprint(&format!("{owner}/{position}")))
}

fn position(owner: &str, presented: &str) -> Option<usize> {
    let position = presented.rsplit_once('.')?.1.parse().ok()?;
    (marker(owner, position) == presented).then_some(position)
}
