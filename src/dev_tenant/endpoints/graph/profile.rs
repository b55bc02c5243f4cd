//! `GET /v1.0/me` and `POST /v1.0/me/revokeSignInSessions`.

use axum::response::Response;
use serde_json::json;

use crate::dev_tenant::endpoints::graph::call::GraphCall;
use crate::dev_tenant::endpoints::graph::resource::{ME, REVOKE_SESSIONS};
use crate::dev_tenant::endpoints::graph::response::GraphResponse;
use crate::dev_tenant::endpoints::graph::user::{self, Detail};
use crate::dev_tenant::state::directory::Person;
use crate::dev_tenant::state::lock::hold;

/// Responds with the profile of the user.
pub async fn me(call: GraphCall) -> Response {
    call.tenant.switches.count_graph_call();
    call.respond(&ME, |caller| user::entity(&call, &Person::of(&caller.persona), Detail::Full).map(GraphResponse::Json))
        .await
}

/// Ends all refresh tokens of the user in all apps.
pub async fn revoke_sessions(call: GraphCall) -> Response {
    call.tenant.switches.count_graph_call();
    call.respond(&REVOKE_SESSIONS, |caller| {
        let mut grants = hold(&call.tenant.refresh_grants);
        grants.end_all_of_user(&caller.persona.id);
        call.tenant.remember(&grants);
        let context = call.tenant.graph("/v1.0/$metadata#Edm.Boolean");
        Ok(GraphResponse::Json(json!({ "@odata.context": context, "value": true })))
    })
    .await
}
