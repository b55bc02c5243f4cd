//! The responses of the protected API if a call of another API on behalf of the caller fails.

use axum::http::{StatusCode, header};
use base64::{Engine as _, engine::general_purpose::STANDARD};

use super::{authorization_endpoint, challenge};
use crate::{
    server::{
        Services, auth::on_behalf_of::OnBehalfOfError, bearer::Bearer, graph_of_app::GraphOfAppError,
        oidc::ClaimsRequest,
    },
    web::{ProblemDetails, RETRY_SOON},
};

const UNAVAILABLE: &str = "Another service that this request needs is not available now. Try again in a moment.";

/// Returns the response to a caller for whom another API could not be called. Its texts never contain what the other API or the
/// provider responded.
pub async fn problem_of_call<R>(
    error: &GraphOfAppError<OnBehalfOfError>,
    caller: &Bearer<R>,
    services: &Services,
) -> ProblemDetails {
    // The reason of a missing token is in the log already.
    if !matches!(error, GraphOfAppError::Token(_)) {
        tracing::warn!(
            error = error as &dyn std::error::Error,
            "another API could not be called on behalf of a caller"
        );
    }
    let status = |status, detail: &str| ProblemDetails::new(status).detail(detail);
    match error {
        GraphOfAppError::Token(error) => problem_of_token(error, caller, services).await,
        GraphOfAppError::Challenged(claims) => interaction(Some(claims), caller, services).await,
        GraphOfAppError::Failed { status: 429 | 503, retry_after } => {
            let seconds = retry_after.map_or(RETRY_SOON.to_owned(), |seconds| seconds.to_string());
            status(StatusCode::SERVICE_UNAVAILABLE, UNAVAILABLE).header(header::RETRY_AFTER, &seconds)
        }
        GraphOfAppError::Http(_) => {
            status(StatusCode::SERVICE_UNAVAILABLE, UNAVAILABLE).header(header::RETRY_AFTER, RETRY_SOON)
        }
        GraphOfAppError::Failed { status: 403, .. } => {
            status(StatusCode::FORBIDDEN, "The other service does not allow this for your account.")
        }
        GraphOfAppError::Failed { status: 404, .. } => {
            status(StatusCode::NOT_FOUND, "The other service has no such data for your account.")
        }
        GraphOfAppError::Failed { .. } | GraphOfAppError::NotUnderstood => {
            status(StatusCode::BAD_GATEWAY, "Another service that this request needs sent an unexpected response.")
        }
        GraphOfAppError::NoGraph | GraphOfAppError::ForeignAddress => {
            status(StatusCode::NOT_FOUND, "This app is not connected to the other service.")
        }
    }
}

async fn problem_of_token<R>(error: &OnBehalfOfError, caller: &Bearer<R>, services: &Services) -> ProblemDetails {
    let with = |status, detail: &str, error| {
        let parameters = [("error", error), ("error_description", detail)];
        let challenge = challenge(services, &parameters);
        ProblemDetails::new(status).detail(detail).header(header::WWW_AUTHENTICATE, &challenge)
    };
    match error {
        OnBehalfOfError::NoUser => {
            with(StatusCode::FORBIDDEN, "This route needs the access token of a user.", "insufficient_scope")
        }
        OnBehalfOfError::InteractionRequired { claims, .. } => interaction(claims.as_ref(), caller, services).await,
        OnBehalfOfError::ConsentMissing(_) => ProblemDetails::new(StatusCode::FORBIDDEN).detail(
            "Neither you nor an administrator has allowed this API to call the other service for you. An administrator can grant \
             consent to this API, or list your client in its knownClientApplications, so that users consent to both at once.",
        ),
        OnBehalfOfError::TokenRejected(_) => with(
            StatusCode::UNAUTHORIZED,
            "The provider no longer accepts the access token for other services.",
            "invalid_token",
        ),
        OnBehalfOfError::AppRejected(_) => ProblemDetails::new(StatusCode::BAD_GATEWAY)
            .detail("The provider rejected the request of this API for another service. The log of the API has the reason."),
        OnBehalfOfError::Unavailable(_) => ProblemDetails::new(StatusCode::SERVICE_UNAVAILABLE)
            .detail(UNAVAILABLE)
            .header(header::RETRY_AFTER, RETRY_SOON),
    }
}

/// Passes a claims challenge of the provider or the other API on to the client, which gets another token from the user.
async fn interaction<R>(claims: Option<&ClaimsRequest>, caller: &Bearer<R>, services: &Services) -> ProblemDetails {
    let (encoded, endpoint) =
        (claims.map(|claims| STANDARD.encode(claims.as_str())), authorization_endpoint(services).await);
    let mut parameters =
        vec![("authorization_uri", endpoint.as_str()), ("client_id", services.auth.relying_party.client_id().as_str())];
    match &encoded {
        Some(encoded) => parameters.extend([("error", "insufficient_claims"), ("claims", encoded.as_str())]),
        None => parameters.push(("error", "interaction_required")),
    }
    // A client that cannot handle a claims challenge would send the same token again after a 401.
    let handles_claims_challenges = caller.token().handles_claims_challenges;
    let status = if handles_claims_challenges { StatusCode::UNAUTHORIZED } else { StatusCode::FORBIDDEN };
    ProblemDetails::new(status)
        .detail("The user must confirm their identity again.")
        .header(header::WWW_AUTHENTICATE, &challenge(services, &parameters))
}
