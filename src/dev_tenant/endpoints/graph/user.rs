//! The resource `user` of Graph, with `$select`.

use serde_json::{Map, Value, json};
use url::form_urlencoded;

use crate::dev_tenant::endpoints::graph::response::GraphError;
use crate::dev_tenant::state::directory::Persona;
use crate::dev_tenant::state::tenant::Tenant;

/// The properties that a response without `$select` has. Other properties must be selected.
const DEFAULT: [&str; 11] = [
    "businessPhones",
    "displayName",
    "givenName",
    "id",
    "jobTitle",
    "mail",
    "mobilePhone",
    "officeLocation",
    "preferredLanguage",
    "surname",
    "userPrincipalName",
];

/// Returns the persona as the resource `user`, with the properties that the query selects.
pub fn resource(tenant: &Tenant, persona: &Persona, query: &str) -> Result<Value, GraphError> {
    let all = properties(persona);
    let selected = form_urlencoded::parse(query.as_bytes()).find(|(name, _)| name == "$select").map(|(_, value)| value);
    let wanted: Vec<&str> = match &selected {
        Some(list) => list.split(',').map(str::trim).filter(|name| !name.is_empty()).collect(),
        None => DEFAULT.to_vec(),
    };
    let suffix = selected.as_ref().map(|list| format!("({list})")).unwrap_or_default();
    let mut body = Map::new();
    let context = tenant.graph(&format!("/v1.0/$metadata#users{suffix}/$entity"));
    body.insert("@odata.context".to_owned(), Value::from(context));
    for name in wanted {
        let Some(value) = all.get(name) else {
            let message = format!(
                "Parsing OData Select and Expand failed: Could not find a property named '{name}' on type 'microsoft.graph.user'."
            );
            return Err(GraphError::bad_request(&message));
        };
        body.insert(name.to_owned(), value.clone());
    }
    Ok(Value::Object(body))
}

fn properties(persona: &Persona) -> Value {
    let is_guest = persona.user_principal_name.contains("#EXT#");
    json!({
        "businessPhones": [],
        "displayName": persona.display_name,
        "givenName": persona.given_name,
        "id": persona.graph_id(),
        "jobTitle": persona.job_title,
        "mail": persona.mail,
        "mobilePhone": null,
        "officeLocation": null,
        "preferredLanguage": persona.preferred_language,
        "surname": persona.surname,
        "userPrincipalName": persona.user_principal_name,
        "accountEnabled": true,
        "userType": if is_guest { "Guest" } else { "Member" },
        "externalUserState": if is_guest { Some("Accepted") } else { None },
    })
}
