//! The admin consent: an administrator allows this app for a whole organization, or declines.
//!
//! An admin consent signs no user in. The response says only that a button was pressed at Microsoft. The parameter
//! `tenant` of the response proves nothing, so it is not read.

mod view;

use openidconnect::{CsrfToken, Scope};
use url::Url;

pub use view::{AdminConsentView, ConsentRefusal};

use super::{Auth, AuthError, begin::ProviderRedirect};
use crate::{
    paths,
    server::{entra, oidc::ErrorResponse, security_event::SecurityEvent, session::SignInCookie},
};

/// The parameters of an admin consent response, not verified.
#[derive(Default)]
pub struct ConsentResponse {
    pub state: Option<CsrfToken>,
    pub admin_consent: Option<String>,
    pub error: Option<String>,
    pub error_description: Option<String>,
}

impl Auth {
    /// Returns the admin consent endpoint. `None` if the provider has none, or if no redirect URI is configured.
    pub fn admin_consent_endpoint(&self) -> Option<Url> {
        self.relying_party.redirect_uri()?;
        entra::admin_consent_endpoint(self.relying_party.provider().authority())
    }

    /// Opens an admin consent transaction that is bound to this browser, and returns the redirect to the provider. The request has
    /// the scopes of every sign-in, and `further` scopes. `None` if [`Self::admin_consent_endpoint`] returns `None`.
    pub async fn begin_admin_consent(&self, further: &[Scope]) -> Result<Option<ProviderRedirect>, AuthError> {
        let Some(mut url) = self.admin_consent_endpoint() else { return Ok(None) };
        let relying_party = &self.relying_party;
        let (state, cookie) = (CsrfToken::new_random(), SignInCookie::new_random());
        self.store.open_admin_consent(&state, &cookie).await?;
        let scopes = relying_party.scopes().at_admin_consent(further);
        let scopes: Vec<_> = scopes.iter().map(|scope| scope.as_str()).collect();
        url.query_pairs_mut()
            .append_pair("client_id", relying_party.client_id().as_str())
            .append_pair("scope", &scopes.join(" "))
            .append_pair("redirect_uri", relying_party.own_address(paths::ADMIN_CONSENT_RESULT).as_str())
            .append_pair("state", state.secret());
        Ok(Some(ProviderRedirect { url, state, cookie }))
    }

    /// Takes the admin consent transaction that this browser opened out of the store, and returns the result that the
    /// response states.
    pub async fn complete_admin_consent(
        &self,
        response: ConsentResponse,
        cookie: Option<&SignInCookie>,
    ) -> Result<AdminConsentView, AuthError> {
        let (Some(state), Some(cookie)) = (&response.state, cookie) else { return Ok(AdminConsentView::Unknown) };
        if !self.store.take_admin_consent(state, cookie).await? {
            return Ok(AdminConsentView::Unknown);
        }
        Ok(result(response))
    }
}

fn result(response: ConsentResponse) -> AdminConsentView {
    match response {
        ConsentResponse { error: Some(error), error_description, .. } => {
            let error = ErrorResponse::from_parameters(error, error_description);
            tracing::info!(error = %error.error, number = error.number, "admin consent was declined");
            AdminConsentView::Refused(ConsentRefusal {
                error: error.error,
                code: error.number,
                trace_id: error.trace_id,
                correlation_id: error.correlation_id,
                timestamp: error.timestamp,
            })
        }
        ConsentResponse { admin_consent: Some(given), .. } if given.eq_ignore_ascii_case("true") => {
            tracing::info!(event = SecurityEvent::AdminConsent.name(), "admin consent was given");
            AdminConsentView::Given
        }
        _ => AdminConsentView::Unknown,
    }
}
