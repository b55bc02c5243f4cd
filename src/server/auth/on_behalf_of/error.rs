//! The reasons why there is no access token on behalf of a user. No text quotes a token.

use std::sync::Arc;

use crate::server::{
    auth::AuthError,
    oidc::{ClaimsRequest, ErrorResponse},
};

/// The reason why there is no access token on behalf of a user. What the API responds depends on `error`, `suberror` and
/// `claims` alone, because Microsoft may change its error numbers.
#[derive(Debug, thiserror::Error)]
pub enum OnBehalfOfError {
    /// No request was sent.
    #[error("the access token is that of an app, which acts for no user")]
    NoUser,
    /// The client has to get another token from the user, which satisfies these claims.
    #[error("the user has to confirm their identity at the provider")]
    InteractionRequired {
        claims: Option<ClaimsRequest>,
        #[source]
        error: Arc<AuthError>,
    },
    #[error("neither the user nor an administrator has consented to the scopes of the other API")]
    ConsentMissing(#[source] Arc<AuthError>),
    /// The user's access token has expired or was revoked, or it is for another app.
    #[error("the provider rejected the user's access token")]
    TokenRejected(#[source] Arc<AuthError>),
    /// The credential, the scopes or the registration are wrong.
    #[error("the provider rejected this app")]
    AppRejected(#[source] Arc<AuthError>),
    #[error("the provider issued no access token")]
    Unavailable(#[source] Arc<AuthError>),
}

impl OnBehalfOfError {
    pub(super) fn of(error: Arc<AuthError>) -> Self {
        let Some(ErrorResponse { error: code, suberror, claims, .. }) = error.refusal() else {
            return Self::Unavailable(error);
        };
        match (code.as_str(), suberror.as_deref()) {
            ("consent_required", _) | (_, Some("consent_required")) => Self::ConsentMissing(error),
            ("interaction_required" | "login_required", _) => {
                Self::InteractionRequired { claims: claims.clone(), error }
            }
            ("invalid_grant", _) if claims.is_some() => Self::InteractionRequired { claims: claims.clone(), error },
            ("invalid_grant", _) => Self::TokenRejected(error),
            ("server_error" | "temporarily_unavailable", _) => Self::Unavailable(error),
            _ => Self::AppRejected(error),
        }
    }

    /// Returns Microsoft's error number for the log, e.g. `AADSTS500131`.
    pub fn number(&self) -> Option<&str> {
        match self {
            Self::NoUser => None,
            Self::InteractionRequired { error, .. }
            | Self::ConsentMissing(error)
            | Self::TokenRejected(error)
            | Self::AppRejected(error)
            | Self::Unavailable(error) => error.refusal()?.number.as_deref(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Arc, AuthError, ErrorResponse, OnBehalfOfError};
    use crate::server::oidc::TokenEndpointError;

    fn of(body: &str) -> OnBehalfOfError {
        let refused = ErrorResponse::from_json(body.as_bytes()).unwrap();
        OnBehalfOfError::of(Arc::new(AuthError::Refused(Box::new(refused))))
    }

    #[test]
    fn error_suberror_and_claims_decide_the_reason() {
        let claims = r#""claims":"{\"access_token\":{\"polids\":{\"essential\":true}}}""#;
        for code in ["interaction_required", "invalid_grant"] {
            let error = of(&format!(r#"{{"error":"{code}",{claims}}}"#));
            assert!(matches!(error, OnBehalfOfError::InteractionRequired { claims: Some(_), .. }), "{code}");
        }
        let without = of(r#"{"error":"interaction_required"}"#);
        assert!(matches!(without, OnBehalfOfError::InteractionRequired { claims: None, .. }));
        for consent in [r#"{"error":"consent_required"}"#, r#"{"error":"invalid_grant","suberror":"consent_required"}"#]
        {
            assert!(matches!(of(consent), OnBehalfOfError::ConsentMissing(_)), "{consent}");
        }
        assert!(matches!(of(r#"{"error":"invalid_grant"}"#), OnBehalfOfError::TokenRejected(_)));
        for code in ["invalid_client", "unauthorized_client", "invalid_scope", "invalid_request"] {
            assert!(matches!(of(&format!(r#"{{"error":"{code}"}}"#)), OnBehalfOfError::AppRejected(_)), "{code}");
        }
        assert!(matches!(of(r#"{"error":"temporarily_unavailable"}"#), OnBehalfOfError::Unavailable(_)));
        let down = AuthError::TokenEndpoint(TokenEndpointError::NotUnderstood(502));
        assert!(matches!(OnBehalfOfError::of(Arc::new(down)), OnBehalfOfError::Unavailable(_)));
    }
}
