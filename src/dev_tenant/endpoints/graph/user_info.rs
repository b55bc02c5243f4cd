//! The claims of the `UserInfo` endpoint (OpenID Connect Core, section 5.3).

use serde_json::{Map, Value};

use crate::dev_tenant::protocol::scopes::Scopes;
use crate::dev_tenant::state::directory::Persona;

/// Returns the claims about the user that the scopes of the access token allow.
pub fn claims(persona: &Persona, photo: &str, scopes: &Scopes) -> Value {
    let mut members = Map::new();
    let mut add = |name: &str, value: Option<&str>| {
        if let Some(value) = value {
            members.insert(name.to_owned(), Value::from(value));
        }
    };
    add("sub", Some(&persona.subject()));
    if scopes.contains("profile") {
        add("name", Some(&persona.display_name));
        add("given_name", persona.given_name.as_deref());
        add("family_name", persona.surname.as_deref());
        add("picture", Some(photo));
    }
    if scopes.contains("email") {
        add("email", persona.mail.as_deref());
    }
    Value::Object(members)
}
