//! `GET /v1.0/me/mailboxSettings` and its property `timeZone`.

use axum::response::Response;
use serde_json::json;

use crate::dev_tenant::endpoints::graph::access::Caller;
use crate::dev_tenant::endpoints::graph::call::GraphCall;
use crate::dev_tenant::endpoints::graph::list::{ListOptions, ListRules};
use crate::dev_tenant::endpoints::graph::resource::MAILBOX_SETTINGS;
use crate::dev_tenant::endpoints::graph::response::{GraphError, GraphResponse};
use crate::dev_tenant::endpoints::graph::service::{Service, no_mailbox};
use crate::dev_tenant::state::licences::Licences;
use crate::dev_tenant::state::mailbox::time_zone as zone_of;

const RULES: ListRules = ListRules {
    service: Service::Directory,
    properties: &["timeZone", "language", "dateFormat", "timeFormat", "userPurpose"],
    usual_top: 1,
    largest_top: None,
    parameters: &[],
};

pub async fn all(call: GraphCall) -> Response {
    call.respond(&MAILBOX_SETTINGS, |caller| {
        let options = ListOptions::parse(&call.query, &RULES)?;
        let (zone, user) = (zone(caller)?, caller.persona.object_id());
        let locale = caller.persona.preferred_language.as_deref().unwrap_or("en-US");
        let context = format!("/v1.0/$metadata#users('{user}')/mailboxSettings{}", options.context_suffix());
        Ok(GraphResponse::Json(options.select(json!({
            "@odata.context": call.tenant.graph(&context),
            "timeZone": zone,
            "language": { "locale": locale, "displayName": locale },
            "dateFormat": "yyyy-MM-dd",
            "timeFormat": "HH:mm",
            "userPurpose": "user",
        }))))
    })
    .await
}

pub async fn time_zone(call: GraphCall) -> Response {
    call.respond(&MAILBOX_SETTINGS, |caller| {
        ListOptions::parse(&call.query, &ListRules { properties: &[], ..RULES })?;
        let (zone, user) = (zone(caller)?, caller.persona.object_id());
        let context = call.tenant.graph(&format!("/v1.0/$metadata#users('{user}')/mailboxSettings/timeZone"));
        Ok(GraphResponse::Json(json!({ "@odata.context": context, "value": zone })))
    })
    .await
}

fn zone(caller: &Caller) -> Result<&'static str, GraphError> {
    if Licences::of(&caller.persona).mailbox { Ok(zone_of(&caller.persona)) } else { Err(no_mailbox()) }
}
