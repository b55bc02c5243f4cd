//! `GET /v1.0/me/messages`: a small mailbox. It differs between users only in the name in one subject.

use serde_json::{Value, json};

use crate::dev_tenant::endpoints::graph::list_options::ListOptions;
use crate::dev_tenant::endpoints::graph::response::GraphError;
use crate::dev_tenant::protocol::random::base64url;
use crate::dev_tenant::state::directory::Persona;
use crate::dev_tenant::state::tenant::Tenant;

const PROPERTIES: [&str; 4] = ["id", "subject", "from", "receivedDateTime"];

/// Returns the newest messages of the persona.
pub fn page(tenant: &Tenant, persona: &Persona, query: &str) -> Result<Value, GraphError> {
    let options = ListOptions::parse(query, &PROPERTIES, &[])?;
    let shown: Vec<Value> =
        mailbox(persona).into_iter().take(options.top).map(|message| options.select(message)).collect();
    let (user, suffix) = (persona.object_id(), options.context_suffix());
    Ok(json!({
        "@odata.context": tenant.graph(&format!("/v1.0/$metadata#users('{user}')/messages{suffix}")),
        "value": shown,
    }))
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
