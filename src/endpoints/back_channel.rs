//! `POST /back-channel-logout`: the provider's server sends a logout token when a user signs out there.
//!
//! No browser is involved, so there is neither a session nor an origin: only the token's signature authenticates the request.

use std::sync::Arc;

use axum::{
    body::{self, Body},
    extract::State,
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};

use super::callback::is_form;
use crate::server::{Services, security_event::SecurityEvent};

/// The longest accepted body of a back-channel request, in bytes.
const LONGEST: usize = 40 * 1024;

/// The response body for an invalid logout token. It tells the provider that a retry cannot succeed.
const INVALID: &str = r#"{"error":"invalid_request"}"#;
/// The response body for a temporary failure. It tells the provider that a retry with the same logout token may
/// succeed.
const TEMPORARY: &str = r#"{"error":"temporarily_unavailable"}"#;

/// Responds as OpenID Connect Back-Channel Logout §2.8 requires: with 200, or with 400 if the token is invalid or the
/// sign-out failed. The specification does not allow 503 for a temporary failure, so the body of the 400 response tells
/// which of the two it is (RFC 6749 §4.1.2.1). A token that ended no session may be sent again (§2.5).
pub async fn back_channel(State(services): State<Arc<Services>>, headers: HeaderMap, body: Body) -> Response {
    let Some(compact) = logout_token(&headers, body).await else {
        tracing::debug!("a back-channel logout request has no logout token");
        return failed(INVALID);
    };
    let Some(ended) = services.auth.end_back_channel(compact).await else { return failed(TEMPORARY) };
    match ended {
        Ok(_) => StatusCode::OK.into_response(),
        Err(error) => {
            let body = if error.is_temporary() { TEMPORARY } else { INVALID };
            let (is_failure, event) = (error.is_failure(), error.event().map(SecurityEvent::name));
            let error = &error as &dyn std::error::Error;
            if is_failure {
                tracing::error!(error, "a back-channel logout failed");
            } else {
                tracing::warn!(event, error, "a back-channel logout was rejected");
            }
            failed(body)
        }
    }
}

/// Returns the field `logout_token` of the form; `None` if it is missing or repeated. Other fields are ignored (§2.5).
async fn logout_token(headers: &HeaderMap, body: Body) -> Option<String> {
    if !is_form(headers) {
        return None;
    }
    let form = body::to_bytes(body, LONGEST).await.ok()?;
    let mut fields = url::form_urlencoded::parse(&form).filter(|(name, _)| name == "logout_token");
    let (_, only) = fields.next()?;
    fields.next().is_none().then(|| only.into_owned())
}

fn failed(body: &'static str) -> Response {
    let kind = (header::CONTENT_TYPE, HeaderValue::from_static("application/json"));
    (StatusCode::BAD_REQUEST, [kind], body).into_response()
}
