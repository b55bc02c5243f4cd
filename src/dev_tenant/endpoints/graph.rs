//! The dev tenant's Microsoft Graph, as far as the app needs it, and its `UserInfo` endpoint.

mod access;
mod application;
mod broken;
mod calendar_view;
mod call;
mod groups;
mod list_options;
mod messages;
mod response;
mod user;
mod user_info;

pub use application::application;

use std::collections::HashMap;

use axum::extract::{OriginalUri, Path};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::Response;
use serde_json::json;

use crate::dev_tenant::endpoints::graph::call::GraphCall;
use crate::dev_tenant::endpoints::graph::response::{GraphError, GraphResponse};
use crate::dev_tenant::protocol::{address, scopes};
use crate::dev_tenant::state::lock::hold;

const PHOTO: &[u8] = include_bytes!("graph/photo.png");
const PHOTO_SIZES: [&str; 9] =
    ["48x48", "64x64", "96x96", "120x120", "240x240", "360x360", "432x432", "504x504", "648x648"];

/// `GET /v1.0/me`: the profile of the user.
pub async fn me(call: GraphCall) -> Response {
    call.tenant.switches.count_graph_call();
    call.respond("User.Read", |caller| {
        user::resource(&call.tenant, &caller.persona, &call.query).map(GraphResponse::Json)
    })
    .await
}

/// `GET /v1.0/me/messages`: the newest messages of the user.
pub async fn messages(call: GraphCall) -> Response {
    call.respond("Mail.Read", |caller| {
        messages::page(&call.tenant, &caller.persona, &call.query).map(GraphResponse::Json)
    })
    .await
}

/// `GET /v1.0/me/calendarView`: the user's events in a time window.
pub async fn calendar_view(call: GraphCall) -> Response {
    call.respond("Calendars.Read", |caller| {
        calendar_view::page(&call.tenant, &caller.persona, &call.query).map(GraphResponse::Json)
    })
    .await
}

/// `GET /v1.0/me/transitiveMemberOf/microsoft.graph.group`: the groups of the user.
pub async fn groups(call: GraphCall) -> Response {
    call.tenant.switches.count_group_page();
    call.respond("User.Read", |caller| groups::page(&call, &caller.persona).map(GraphResponse::Json)).await
}

/// `GET /v1.0/me/photo/$value` and `GET /v1.0/me/photos/{size}/$value`: the photo of the user.
pub async fn photo(call: GraphCall, Path(path): Path<HashMap<String, String>>) -> Response {
    call.tenant.switches.count_photo_call();
    let fault = call.tenant.switches.photo_fault.strike();
    call.respond_unless(fault, Some("User.Read"), |caller| {
        if !caller.persona.has_photo || !size_exists(&path) {
            return Err(GraphError::new(404, "ImageNotFound", "The photo wasn't found."));
        }
        let headers = vec![(header::CONTENT_TYPE, HeaderValue::from_static("image/png"))];
        Ok(GraphResponse::Raw(StatusCode::OK, headers, PHOTO.into()))
    })
    .await
}

/// `POST /v1.0/me/revokeSignInSessions`: ends all refresh tokens of the user in all apps.
pub async fn revoke_sessions(call: GraphCall) -> Response {
    call.tenant.switches.count_graph_call();
    call.respond(scopes::REVOKE_SESSIONS, |caller| {
        let mut grants = hold(&call.tenant.refresh_grants);
        grants.end_all_of_user(&caller.persona.id);
        call.tenant.remember(&grants);
        let context = call.tenant.graph("/v1.0/$metadata#Edm.Boolean");
        Ok(GraphResponse::Json(json!({ "@odata.context": context, "value": true })))
    })
    .await
}

/// `GET` and `POST /oidc/userinfo`: the claims of the user (OpenID Connect Core, section 5.3).
pub async fn user_info(call: GraphCall) -> Response {
    call.respond_unless(None, Some("openid"), |caller| {
        let photo = call.tenant.graph(address::PHOTO);
        let granted = scopes::listed_scopes(&caller.granted);
        Ok(GraphResponse::Json(user_info::claims(&caller.persona, &photo, &granted)))
    })
    .await
}

/// Responds with an error to requests for all other resources of Graph.
pub async fn unknown(call: GraphCall, OriginalUri(uri): OriginalUri) -> Response {
    call.respond_unless(None, None, |_| {
        let segment = uri.path().rsplit('/').next().unwrap_or_default();
        let message = format!("Resource not found for the segment '{segment}'.");
        Err(GraphError::bad_request(&message))
    })
    .await
}

fn size_exists(path: &HashMap<String, String>) -> bool {
    path.get("size").is_none_or(|size| PHOTO_SIZES.contains(&size.as_str()))
}
