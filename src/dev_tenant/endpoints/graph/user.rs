//! The resource `user` of Graph, with `$select`.

use serde_json::{Map, Value, json};

use crate::dev_tenant::endpoints::graph::call::GraphCall;
use crate::dev_tenant::endpoints::graph::list::{ListOptions, ListRules};
use crate::dev_tenant::endpoints::graph::response::GraphError;
use crate::dev_tenant::endpoints::graph::service::Service;
use crate::dev_tenant::state::directory::Person;

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
/// The properties that `User.ReadBasic.All` allows.
const BASIC: [&str; 6] = ["displayName", "givenName", "id", "mail", "surname", "userPrincipalName"];

pub const PROPERTIES: [&str; 15] = [
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
    "accountEnabled",
    "department",
    "userType",
    "externalUserState",
];

/// The part of a profile that the scopes of the access token allow. All other properties are null.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Detail {
    Basic,
    Full,
}

/// Returns a single user as the response, with the properties that the query selects.
pub fn entity(call: &GraphCall, person: &Person, detail: Detail) -> Result<Value, GraphError> {
    let rules = ListRules {
        service: Service::Directory,
        properties: &PROPERTIES,
        usual_top: 1,
        largest_top: None,
        parameters: &[],
    };
    let options = ListOptions::parse(&call.query, &rules)?;
    let context = format!("/v1.0/$metadata#users{}/$entity", options.context_suffix());
    let mut body = Map::new();
    body.insert("@odata.context".to_owned(), Value::from(call.tenant.graph(&context)));
    if let Value::Object(members) = options.select(usual(resource(person, detail), &options)) {
        body.extend(members);
    }
    Ok(Value::Object(body))
}

/// Removes the properties that a response without `$select` does not have.
pub fn usual(mut user: Value, options: &ListOptions) -> Value {
    if let (Some(members), true) = (user.as_object_mut(), options.selects_nothing()) {
        members.retain(|name, _| DEFAULT.contains(&name.as_str()) || name.starts_with('@'));
    }
    user
}

/// Returns a user with all its properties.
pub fn resource(person: &Person, detail: Detail) -> Value {
    let phones: Vec<&str> = person.business_phone.into_iter().collect();
    let mut user = json!({
        "businessPhones": phones,
        "displayName": person.display_name,
        "givenName": person.given_name,
        "id": person.id,
        "jobTitle": person.job_title,
        "mail": person.mail,
        "mobilePhone": person.mobile_phone,
        "officeLocation": person.office,
        "preferredLanguage": person.preferred_language,
        "surname": person.surname,
        "userPrincipalName": person.user_principal_name,
        "accountEnabled": true,
        "department": person.department,
        "userType": if person.is_guest { "Guest" } else { "Member" },
        "externalUserState": if person.is_guest { Some("Accepted") } else { None },
    });
    if let (Some(members), Detail::Basic) = (user.as_object_mut(), detail) {
        for (name, value) in members.iter_mut().filter(|(name, _)| !BASIC.contains(&name.as_str())) {
            *value = if name == "businessPhones" { json!([]) } else { Value::Null };
        }
    }
    user
}
