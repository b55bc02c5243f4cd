//! `GET /v1.0/me/messages`: a small mailbox, the same for everybody but for the person's name in it.

use axum::extract::{RawQuery, State};
use axum::http::HeaderMap;
use axum::response::Response;
use serde_json::{Value, json};
use url::form_urlencoded;

use super::access::admitted;
use super::answer::{Answer, GraphError, Ids};
use super::broken;
use crate::dev_tenant::directory::Persona;
use crate::dev_tenant::random::base64url;
use crate::dev_tenant::tenant::{SharedTenant, Tenant};

/// What can be selected here.
const PROPERTIES: [&str; 4] = ["id", "subject", "from", "receivedDateTime"];
const USUAL_PAGE: usize = 10;

pub async fn messages(State(tenant): State<SharedTenant>, headers: HeaderMap, RawQuery(query): RawQuery) -> Response {
    let ids = Ids::of(&headers);
    let fault = broken::strike(&tenant, &headers).await;
    let answer = match broken::answer(&tenant, fault).await {
        Some(broken) => broken,
        None => match admitted(&tenant, &headers, &["Mail.Read"]).await {
            Ok(admitted) => page(&tenant, &admitted.persona, query.as_deref().unwrap_or_default())
                .map_or_else(Answer::Error, Answer::Json),
            Err(error) => Answer::Error(error),
        },
    };
    answer.into_response(&tenant, &ids)
}

fn page(tenant: &Tenant, persona: &Persona, query: &str) -> Result<Value, GraphError> {
    let bad = |message: &str| GraphError::new(400, "BadRequest", message);
    let (mut selected, mut top) = (PROPERTIES.map(str::to_owned).to_vec(), USUAL_PAGE);
    for (name, value) in form_urlencoded::parse(query.as_bytes()) {
        match name.as_ref() {
            "$select" => selected = value.split(',').map(str::to_owned).collect(),
            "$top" => top = value.parse().map_err(|_| bad("Invalid page size specified."))?,
            _ => return Err(bad(&format!("The query parameter '{name}' is not supported."))),
        }
    }
    if !selected.iter().all(|name| PROPERTIES.contains(&name.as_str())) || !(1..=1000).contains(&top) {
        return Err(bad("Parsing OData Select and Expand failed."));
    }
    let shown: Vec<Value> = mailbox(persona).into_iter().take(top).map(|message| only(message, &selected)).collect();
    let user = persona.object_id();
    Ok(json!({
        "@odata.context": tenant.graph(&format!("/v1.0/$metadata#users('{user}')/messages({})", selected.join(","))),
        "value": shown,
    }))
}

/// An ID comes along, whatever is selected.
fn only(message: Value, selected: &[String]) -> Value {
    let Value::Object(mut members) = message else { return Value::Null };
    members.retain(|name, _| name == "id" || selected.contains(name));
    Value::Object(members)
}

fn mailbox(persona: &Persona) -> Vec<Value> {
    let letters = [
        ("Tom Becker", "tom@devtenant.example", format!("Lunch on Thursday, {}?", persona.display_name), 23),
        ("Build server", "builds@devtenant.example", "Build 4711 has passed".to_owned(), 22),
        ("Maya Lindqvist", "maya@devtenant.example", "Sketches <b>for</b> the new page".to_owned(), 20),
    ];
    let message = |(name, address, subject, day): (&str, &str, String, u8)| {
        json!({
            "id": base64url(format!("{}/{day}", persona.object_id()).as_bytes()),
            "subject": subject,
            "from": { "emailAddress": { "name": name, "address": address } },
            "receivedDateTime": format!("2026-11-{day:02}T08:30:00Z"),
        })
    };
    letters.into_iter().map(message).collect()
}
