//! `GET` and `POST /oidc/userinfo`: the claims of the user (OpenID Connect Core, section 5.3).

use axum::response::Response;
use serde_json::{Map, Value};

use crate::dev_tenant::endpoints::graph::call::GraphCall;
use crate::dev_tenant::endpoints::graph::resource::USER_INFO;
use crate::dev_tenant::endpoints::graph::response::GraphResponse;
use crate::dev_tenant::protocol::address;
use crate::dev_tenant::protocol::scopes::{self, Scopes};
use crate::dev_tenant::state::directory::Persona;

pub async fn claims(call: GraphCall) -> Response {
    call.respond(&USER_INFO, |caller| {
        let photo = call.tenant.graph(address::PHOTO);
        let granted = scopes::listed_scopes(&caller.granted);
        Ok(GraphResponse::Json(claims_about(&caller.persona, &photo, &granted)))
    })
    .await
}

/// Returns the claims about the user that the scopes of the access token allow.
fn claims_about(persona: &Persona, photo: &str, scopes: &Scopes) -> Value {
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
