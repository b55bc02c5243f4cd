//! Responses at the redirect URI that belong to no sign-in of this browser.
//!
//! They are not authenticated, so they change nothing: they are logged, and the browser is redirected to a page that
//! explains them.

use axum::{
    http::{HeaderValue, header},
    response::{IntoResponse, Redirect, Response},
};
use tower_sessions::SessionStore as _;

use super::parameters::Parameters;
use crate::{
    paths,
    server::{Caller, oidc::ErrorResponse, security_event::SecurityEvent},
};

/// Rejects a request to the redirect URI that contains no authorization response.
pub fn malformed(reason: &'static str) -> Response {
    tracing::warn!(
        event = SecurityEvent::SignInFailed.name(),
        reason,
        "a sign-in failed: the request at the redirect URI is not a valid authorization response"
    );
    Redirect::to(&format!("{}?problem=malformed-response", paths::SIGN_IN_FAILED)).into_response()
}

/// Explains a response without a known `state`. `None` if the response reports neither an admin consent nor an error.
pub fn explained(caller: &Caller, parameters: &Parameters) -> Option<Response> {
    let auth = &caller.services().auth;
    if parameters.reports_admin_consent() && auth.admin_consent_endpoint().is_some() {
        return Some(admin_consent(parameters));
    }
    let error = parameters.error()?;
    log("the provider reported an error that does not belong to a pending sign-in of this browser", &error);
    Some(Redirect::to(&auth.reported_address(&error)).into_response())
}

/// Returns whether the server function found no sign-in for an authorization response. A store failure leads to another
/// page.
pub fn has_no_sign_in(response: &Response) -> bool {
    let address = response.headers().get(header::LOCATION).and_then(|address| address.to_str().ok());
    let query = address.and_then(|address| address.strip_prefix(paths::SIGN_IN_FAILED));
    let problem = query.and_then(|query| query.strip_prefix("?problem="));
    problem.is_some_and(|problem| problem != "store-unavailable")
}

/// Explains the result of an admin consent that was not started in this app, for example with the link of Microsoft's
/// documentation, which leads to the redirect URI.
fn admin_consent(parameters: &Parameters) -> Response {
    if parameters.consent_is_given() {
        tracing::info!(
            event = SecurityEvent::AdminConsent.name(),
            "the provider reported an admin consent that this app did not request"
        );
        return Redirect::to(&format!("{}?reported=given", paths::ADMIN_CONSENT)).into_response();
    }
    if let Some(error) = parameters.error() {
        log("the provider reported a declined admin consent that this app did not request", &error);
    } else {
        tracing::warn!(
            event = SecurityEvent::SignInFailed.name(),
            "the provider reported an unknown result of an admin consent"
        );
    }
    Redirect::to(&format!("{}?reported=declined", paths::ADMIN_CONSENT)).into_response()
}

/// Redirects a user who is already signed in to the homepage instead of the failure page. Otherwise "Back" to the provider's page
/// would end in an error, although the user is signed in.
///
/// The session is read from the store and not from the request's session, which would remove its cookie if it finds no record.
/// A parallel response may just have set the cookie.
pub async fn home_if_signed_in(caller: &Caller, mut response: Response) -> Response {
    if !has_no_sign_in(&response) {
        return response;
    }
    let is_signed_in = match caller.session().id() {
        Some(id) => caller.services().auth.store.load(&id).await.is_ok_and(|session| session.is_some()),
        None => false,
    };
    if is_signed_in {
        response.headers_mut().insert(header::LOCATION, HeaderValue::from_static(paths::HOME));
    }
    response
}

fn log(message: &'static str, error: &ErrorResponse) {
    tracing::warn!(
        event = SecurityEvent::SignInFailed.name(),
        error = error.error,
        number = error.number,
        provider_trace_id = error.trace_id,
        correlation_id = error.correlation_id,
        "{message}"
    );
}
