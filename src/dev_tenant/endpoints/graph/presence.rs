//! `GET /v1.0/me/presence`: whether the user is available.

use axum::response::Response;
use serde_json::{Value, json};

use crate::dev_tenant::endpoints::graph::call::GraphCall;
use crate::dev_tenant::endpoints::graph::list::{ListOptions, ListRules};
use crate::dev_tenant::endpoints::graph::resource::PRESENCE;
use crate::dev_tenant::endpoints::graph::response::{GraphError, GraphResponse};
use crate::dev_tenant::endpoints::graph::service::Service;
use crate::dev_tenant::protocol::authority_path::Home;
use crate::dev_tenant::state::teams::presence;

const RULES: ListRules = ListRules {
    service: Service::Teams,
    properties: &["id", "availability", "activity", "statusMessage"],
    usual_top: 1,
    largest_top: None,
    parameters: &[],
};

pub async fn own(call: GraphCall) -> Response {
    call.respond(&PRESENCE, |caller| {
        let options = ListOptions::parse(&call.query, &RULES)?;
        if caller.persona.home == Home::Personal {
            return Err(GraphError::new(403, "Forbidden", "Presence is not available for personal accounts."));
        }
        let (availability, activity) = presence(&caller.persona);
        let user = caller.persona.object_id();
        let context = format!("/v1.0/$metadata#users('{user}')/presence{}/$entity", options.context_suffix());
        Ok(GraphResponse::Json(options.select(json!({
            "@odata.context": call.tenant.graph(&context),
            "id": user,
            "availability": availability,
            "activity": activity,
            "statusMessage": Value::Null,
        }))))
    })
    .await
}
