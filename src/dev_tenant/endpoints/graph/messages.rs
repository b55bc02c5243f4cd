//! `GET /v1.0/me/messages` and `GET /v1.0/me/mailFolders/inbox/messages`: the messages of the inbox, newest first.

use axum::response::Response;
use serde_json::{Value, json};
use time::OffsetDateTime;
use time::format_description::well_known::Rfc3339;

use crate::dev_tenant::endpoints::graph::access::Caller;
use crate::dev_tenant::endpoints::graph::call::GraphCall;
use crate::dev_tenant::endpoints::graph::list::{self, ListOptions, ListRules};
use crate::dev_tenant::endpoints::graph::resource::MESSAGES;
use crate::dev_tenant::endpoints::graph::response::{GraphError, GraphResponse};
use crate::dev_tenant::endpoints::graph::service::{Service, no_mailbox};
use crate::dev_tenant::protocol::ids::TENANT_DOMAIN;
use crate::dev_tenant::state::licences::Licences;
use crate::dev_tenant::state::mailbox::{Message, inbox};

const RULES: ListRules = ListRules {
    service: Service::Outlook,
    properties: &[
        "id",
        "subject",
        "from",
        "sender",
        "receivedDateTime",
        "isRead",
        "isDraft",
        "hasAttachments",
        "importance",
        "webLink",
        "bodyPreview",
        "body",
    ],
    usual_top: 10,
    largest_top: Some(1000),
    parameters: &["$count", "$orderby"],
};
/// The properties that need `Mail.Read`, because `Mail.ReadBasic` does not allow to read the bodies.
const OF_BODIES: [&str; 2] = ["bodyPreview", "body"];

pub async fn list(call: GraphCall) -> Response {
    call.respond(&MESSAGES, |caller| page(&call, caller)).await
}

fn page(call: &GraphCall, caller: &Caller) -> Result<GraphResponse, GraphError> {
    let options = ListOptions::parse(&call.query, &RULES)?;
    if !Licences::of(&caller.persona).mailbox {
        return Err(no_mailbox());
    }
    let may_read_bodies = caller.has("Mail.Read");
    if !may_read_bodies && OF_BODIES.iter().any(|property| options.selects(property)) {
        return Err(Service::Outlook.denied(&["Mail.Read"], &caller.granted));
    }
    let mut messages = inbox(&caller.persona, call.tenant.clock.date_time().date());
    match options.parameter("$orderby") {
        None | Some("receivedDateTime desc") => {}
        Some("receivedDateTime" | "receivedDateTime asc") => messages.reverse(),
        Some(_) => {
            return Err(GraphError::new(400, "ErrorInvalidProperty", "The property does not support sorting."));
        }
    }
    let items = messages.iter().map(|message| resource(message, may_read_bodies)).collect();
    let path = call.path().trim_start_matches("/v1.0/me/").replace("mailFolders/inbox", "mailFolders('inbox')");
    let context = format!("users('{}')/{path}", caller.persona.object_id());
    list::page(call, caller, (&options, &context), items)
}

fn resource(message: &Message, with_body: bool) -> Value {
    let sender = json!({ "emailAddress": { "name": message.sender, "address": message.sender_address } });
    let mut resource = json!({
        "@odata.etag": format!("W/\"{}\"", message.id),
        "id": message.id,
        "subject": message.subject,
        "from": sender,
        "sender": sender,
        "receivedDateTime": date_time(message.received),
        "isRead": message.is_read,
        "isDraft": false,
        "hasAttachments": message.has_attachments,
        "importance": message.importance,
        "webLink": format!("https://mail.{TENANT_DOMAIN}/?ItemID={}", message.id),
    });
    if with_body {
        resource["bodyPreview"] = Value::from(message.body);
        resource["body"] = json!({ "contentType": "html", "content": message.body });
    }
    resource
}

fn date_time(time: OffsetDateTime) -> String {
    time.format(&Rfc3339).unwrap_or_default()
}
