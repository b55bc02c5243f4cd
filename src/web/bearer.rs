//! The access token of a request to the protected API, and the responses to requests without the right (RFC 6750).
//!
//! Only the header `Authorization` may contain the token. Addresses are logged, and browsers send forms and cookies to
//! which a page of another site has led them.

mod on_behalf_of;

use std::sync::Arc;

use axum::{
    extract::FromRequestParts,
    http::{HeaderMap, StatusCode, Uri, header, request::Parts},
    response::{IntoResponse as _, Response},
};
use base64::{Engine as _, engine::general_purpose::STANDARD};
use serde_json::json;
use url::form_urlencoded;

pub use self::on_behalf_of::problem_of_call;
use super::{ProblemDetails, RETRY_SOON};
use crate::{
    paths,
    server::{
        Services,
        bearer::{ApiRight, Bearer, BearerError},
        security_event::SecurityEvent,
    },
};

impl<R: ApiRight> FromRequestParts<Arc<Services>> for Bearer<R> {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, services: &Arc<Services>) -> Result<Self, Response> {
        let token = match token_of(&parts.headers, &parts.uri) {
            Ok(token) => token,
            Err(rejected) => return Err(rejected.into_problem(services).into_response()),
        };
        match Self::admit(services, token).await {
            Ok(proof) => Ok(proof),
            Err(error) => {
                log(&error);
                Err(problem_of(&error, services).await.into_response())
            }
        }
    }
}

/// Why a request has no access token that could be verified.
enum NoToken {
    Missing,
    InAddress,
    SeveralHeaders,
    Malformed,
}

impl NoToken {
    fn into_problem(self, services: &Services) -> ProblemDetails {
        let invalid = |detail: &'static str| {
            let challenge = challenge(services, &[("error", "invalid_request"), ("error_description", detail)]);
            ProblemDetails::new(StatusCode::BAD_REQUEST).detail(detail).header(header::WWW_AUTHENTICATE, &challenge)
        };
        match self {
            // RFC 6750 §3.1: no error code if the request has no token.
            Self::Missing => ProblemDetails::new(StatusCode::UNAUTHORIZED)
                .detail("Send an access token in the Authorization header.")
                .header(header::WWW_AUTHENTICATE, &challenge(services, &[])),
            Self::InAddress => invalid("The access token must be in the Authorization header, not in the address."),
            Self::SeveralHeaders => invalid("The request must have one Authorization header."),
            Self::Malformed => invalid("The Authorization header must have the form: Bearer, a space, the token."),
        }
    }
}

/// Returns the access token in the header `Authorization`. The name of the scheme has any case (RFC 9110 §11.1).
fn token_of<'a>(headers: &'a HeaderMap, uri: &Uri) -> Result<&'a str, NoToken> {
    let query = uri.query().unwrap_or_default().as_bytes();
    if form_urlencoded::parse(query).any(|(name, _)| name.eq_ignore_ascii_case("access_token")) {
        return Err(NoToken::InAddress);
    }
    let mut sent = headers.get_all(header::AUTHORIZATION).into_iter();
    let first = sent.next().ok_or(NoToken::Missing)?;
    if sent.next().is_some() {
        return Err(NoToken::SeveralHeaders);
    }
    let first = first.to_str().map_err(|_| NoToken::Malformed)?;
    let (scheme, token) = first.split_once(' ').unwrap_or((first, ""));
    if !scheme.eq_ignore_ascii_case("bearer") {
        return Err(NoToken::Missing);
    }
    let token = token.trim_start_matches(' ');
    let is_token_character = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~+/=".contains(&byte);
    if token.is_empty() || !token.bytes().all(is_token_character) {
        return Err(NoToken::Malformed);
    }
    Ok(token)
}

/// Returns a value of `WWW-Authenticate`. The parameters contain neither quotes nor backslashes.
fn challenge(services: &Services, parameters: &[(&str, &str)]) -> String {
    let realm = services.auth.relying_party.own_address(paths::HOME);
    let realm = [("realm", realm.as_str())];
    let parameters = realm.iter().chain(parameters).map(|(name, value)| format!("{name}=\"{value}\""));
    format!("Bearer {}", parameters.collect::<Vec<_>>().join(", "))
}

/// Returns the response to a request whose token is invalid or lacks the right (RFC 6750 §3).
async fn problem_of(error: &BearerError, services: &Services) -> ProblemDetails {
    let with = |status, detail: &str, parameters: &[(&str, &str)]| {
        let challenge = challenge(services, parameters);
        ProblemDetails::new(status).detail(detail).header(header::WWW_AUTHENTICATE, &challenge)
    };
    let insufficient = |detail: &str, scope: &str| {
        let error = ("error", "insufficient_scope");
        let parameters = [error, ("error_description", detail), ("scope", scope)];
        let known = if scope.is_empty() { &parameters[..2] } else { &parameters[..] };
        with(StatusCode::FORBIDDEN, detail, known)
    };
    match error {
        BearerError::NoApi => ProblemDetails::new(StatusCode::NOT_FOUND),
        BearerError::Token(error) => {
            let detail = if error.is_expired() {
                "The access token has expired."
            } else {
                "The access token is not valid for this API."
            };
            let parameters = [("error", "invalid_token"), ("error_description", detail)];
            with(StatusCode::UNAUTHORIZED, detail, &parameters)
        }
        BearerError::Unavailable(_) => ProblemDetails::new(StatusCode::SERVICE_UNAVAILABLE)
            .detail("The access token cannot be verified now. Try again in a moment.")
            .header(header::RETRY_AFTER, RETRY_SOON),
        BearerError::ScopeMissing(scope) => insufficient("The access token lacks a scope.", scope),
        BearerError::RoleMissing(_) => insufficient("The access token lacks an app role.", ""),
        BearerError::OtherTenant => insufficient("This route is for users and apps of another tenant.", ""),
        BearerError::GroupMissing => insufficient("The user of the access token is not in the group.", ""),
        BearerError::GroupsUnknown => insufficient("The access token does not list the groups of its user.", ""),
        BearerError::UserNeeded(scope) => insufficient("This route needs the access token of a user.", scope),
        BearerError::AppNeeded => insufficient("This route needs the access token of an app without a user.", ""),
        BearerError::ContextMissing { context, handles_claims_challenges } => {
            let (claims, endpoint) = (claims(context), authorization_endpoint(services).await);
            let client_id = services.auth.relying_party.client_id().as_str();
            let parameters = [
                ("authorization_uri", endpoint.as_str()),
                ("client_id", client_id),
                ("error", "insufficient_claims"),
                ("claims", &claims),
                ("cc_type", "authcontext"),
            ];
            // A client that cannot handle a claims challenge would send the same token again after a 401.
            let status = if *handles_claims_challenges { StatusCode::UNAUTHORIZED } else { StatusCode::FORBIDDEN };
            with(status, "The user must confirm their identity again.", &parameters)
        }
    }
}

/// Returns the claims challenge for an authentication context, in the encoding that Entra ID's clients expect.
fn claims(context: &str) -> String {
    STANDARD.encode(json!({ "access_token": { "acrs": { "essential": true, "value": context } } }).to_string())
}

/// Returns the address where the client begins the step-up. Empty if the metadata is missing.
async fn authorization_endpoint(services: &Services) -> String {
    let snapshot = services.auth.relying_party.snapshot().await;
    snapshot.map(|snapshot| snapshot.metadata.authorization_endpoint.to_string()).unwrap_or_default()
}

/// Logs why a request is rejected. An expired token is not logged as a security event, because every client sends one now and then.
fn log(refused: &BearerError) {
    let error = refused as &dyn std::error::Error;
    match refused {
        BearerError::NoApi => {}
        BearerError::Token(token) if token.is_expired() => {
            tracing::debug!(error, "an access token for the API has expired");
        }
        BearerError::Token(_) => {
            let event = SecurityEvent::TokenInvalid.name();
            tracing::warn!(event, error, "an access token for the API was rejected");
        }
        BearerError::Unavailable(_) => tracing::warn!(error, "an access token for the API could not be verified"),
        _ => {
            let event = SecurityEvent::RightMissing.name();
            tracing::info!(event, error, "an access token for the API lacks a right");
        }
    }
}
