//! The admin consent: an administrator allows this app for a whole organisation, or refuses.
//!
//! A journey of its own, which signs nobody in: what comes back says that somebody pressed a button at Microsoft, and
//! its `tenant` is no proof of anything, so it is not even read.

use openidconnect::CsrfToken;
use url::Url;

use super::{AuthError, RelyingParty, begin::Begun};
use crate::{
    model::{AdminConsentView, ConsentRefusal},
    paths,
    server::{
        entra,
        oidc::ErrorResponse,
        session::{SignInCookie, Store},
    },
};

/// What came back, as it came.
#[derive(Default)]
pub struct ConsentResponse {
    pub state: Option<CsrfToken>,
    pub admin_consent: Option<String>,
    pub error: Option<String>,
    pub error_description: Option<String>,
}

/// Returns the endpoint, where the provider has one and people come back to this app at all.
pub fn endpoint(relying_party: &RelyingParty) -> Option<Url> {
    relying_party.redirect_uri.as_ref()?;
    entra::admin_consent_endpoint(relying_party.provider().authority())
}

/// Begins: opens a transaction that is bound to this browser. None: there is no such endpoint.
pub async fn begin(relying_party: &RelyingParty, store: &Store) -> Result<Option<Begun>, AuthError> {
    let Some(mut go_to) = endpoint(relying_party) else { return Ok(None) };
    let (state, cookie) = (CsrfToken::new_random(), SignInCookie::new_random());
    store.open_admin_consent(&state, &cookie).await?;
    let scopes: Vec<_> = relying_party.scopes().at_admin_consent().iter().map(|scope| scope.to_string()).collect();
    go_to
        .query_pairs_mut()
        .append_pair("client_id", relying_party.client_id.as_str())
        .append_pair("scope", &scopes.join(" "))
        .append_pair("redirect_uri", relying_party.own_address(paths::ADMIN_CONSENT_RESULT).as_str())
        .append_pair("state", state.secret());
    Ok(Some(Begun { go_to, state, cookie }))
}

/// Pairs the answer with the transaction that this browser began, and returns what it says.
pub async fn complete(
    store: &Store,
    response: ConsentResponse,
    cookie: Option<&SignInCookie>,
) -> Result<AdminConsentView, AuthError> {
    let (Some(state), Some(cookie)) = (&response.state, cookie) else { return Ok(AdminConsentView::Unknown) };
    if !store.take_admin_consent(state, cookie).await? {
        return Ok(AdminConsentView::Unknown);
    }
    Ok(match response {
        ConsentResponse { error: Some(error), error_description, .. } => {
            let error = ErrorResponse::from_parameters(error, error_description);
            tracing::info!(error = %error.error, number = error.number, "an administrator did not consent");
            AdminConsentView::Refused(ConsentRefusal {
                error: error.error,
                code: error.number,
                trace_id: error.trace_id,
                correlation_id: error.correlation_id,
                timestamp: error.timestamp,
            })
        }
        ConsentResponse { admin_consent: Some(given), .. } if given.eq_ignore_ascii_case("true") => {
            tracing::info!(event = "authz_admin_consent", "an administrator consented");
            AdminConsentView::Given
        }
        _ => AdminConsentView::Unknown,
    })
}
