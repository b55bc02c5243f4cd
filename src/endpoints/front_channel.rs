//! `GET /front-channel-logout`: a page of the provider loads this URL in a hidden frame when a user signs out there.
//!
//! This route has no session layer: the frame belongs to another site, so the request has no cookies and the response
//! sets none. Every request gets the same empty page, so that no caller learns whether a session existed.

use std::sync::Arc;

use axum::{
    extract::{RawQuery, State},
    http::{HeaderName, HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};

use crate::{server::Services, web::layers::MayBeFramed};

/// The longest accepted session ID (`sid`) in bytes. Entra ID issues GUIDs.
const LONGEST_SESSION: usize = 256;
const LONGEST_ISSUER: usize = 2000;
const EMPTY_PAGE: &str = "<!doctype html><html lang=\"en\"><title>Signed out</title></html>\n";

/// The parameters of the provider's front-channel logout request.
struct Request {
    provider_session: String,
    issuer: Option<String>,
}

impl Request {
    /// Reads the parameters of OpenID Connect Front-Channel Logout §3. `None` if `sid` is missing, or if a parameter is
    /// repeated or too long.
    fn parse(query: &str) -> Option<Self> {
        let (mut sessions, mut issuers) = (Vec::new(), Vec::new());
        for (name, value) in url::form_urlencoded::parse(query.as_bytes()) {
            match name.as_ref() {
                "sid" => sessions.push(value.into_owned()),
                "iss" => issuers.push(value.into_owned()),
                _ => {}
            }
        }
        let (provider_session, issuer) = (sessions.pop()?, issuers.pop());
        let is_odd = !sessions.is_empty()
            || !issuers.is_empty()
            || provider_session.is_empty()
            || provider_session.len() > LONGEST_SESSION
            || issuer.as_ref().is_some_and(|issuer| issuer.len() > LONGEST_ISSUER);
        (!is_odd).then_some(Self { provider_session, issuer })
    }
}

/// Ends the sessions of the provider's session that the request names.
pub async fn front_channel(State(services): State<Arc<Services>>, RawQuery(query): RawQuery) -> Response {
    let policy = policy(&services);
    let status = if let Some(request) = Request::parse(&query.unwrap_or_default()) {
        end(&services, request).await
    } else {
        tracing::debug!("a front-channel logout request names no session");
        StatusCode::OK
    };
    let content_type = (header::CONTENT_TYPE, HeaderValue::from_static("text/html; charset=utf-8"));
    let cached = (header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    let resource = (HeaderName::from_static("cross-origin-resource-policy"), HeaderValue::from_static("cross-origin"));
    let mut response = (status, [content_type, cached, resource], EMPTY_PAGE).into_response();
    if let Some(policy) = policy {
        response.headers_mut().insert(header::CONTENT_SECURITY_POLICY, policy);
        response.extensions_mut().insert(MayBeFramed);
    }
    response
}

async fn end(services: &Services, Request { provider_session, issuer }: Request) -> StatusCode {
    match services.auth.end_front_channel(provider_session, issuer).await {
        Some(Ok(ended)) => {
            tracing::debug!(sessions = ended, "a front-channel logout request was processed");
            StatusCode::OK
        }
        Some(Err(error)) => {
            let error = &error as &dyn std::error::Error;
            tracing::error!(error, "a front-channel logout failed");
            StatusCode::SERVICE_UNAVAILABLE
        }
        None => StatusCode::SERVICE_UNAVAILABLE,
    }
}

/// Returns the content security policy of the only page of this app that may be framed. Pages of the authority may
/// frame it.
fn policy(services: &Services) -> Option<HeaderValue> {
    let origins = services.auth.relying_party.provider().authority().page_origins().join(" ");
    HeaderValue::try_from(format!("default-src 'none'; frame-ancestors {origins}")).ok()
}

#[cfg(test)]
mod tests {
    use super::Request;

    #[test]
    fn sid_is_required_once_and_iss_is_allowed_once() {
        let parsed = |query: &str| Request::parse(query).map(|request| (request.provider_session, request.issuer));
        let text = |text: &str| Some(text.to_owned());
        assert_eq!(parsed("sid=a%20b"), Some(("a b".to_owned(), None)));
        assert_eq!(parsed("iss=https%3A%2F%2Fop&x=y&sid=a"), Some(("a".to_owned(), text("https://op"))));
        assert_eq!(parsed("sid=a&iss="), Some(("a".to_owned(), text(""))));
        for query in ["", "sid", "sid=", "SID=a", "iss=b", "sid=a&sid=a", "sid=a&iss=b&iss=b"] {
            assert_eq!(parsed(query), None, "{query}");
        }
    }

    #[test]
    fn sid_has_at_most_256_bytes_and_iss_at_most_2000() {
        let is_read = |session: usize, issuer: usize| {
            Request::parse(&format!("sid={}&iss={}", "a".repeat(session), "b".repeat(issuer))).is_some()
        };
        assert!(is_read(256, 2000));
        assert!(!is_read(257, 1) && !is_read(1, 2001));
    }
}
