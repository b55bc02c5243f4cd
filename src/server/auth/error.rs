//! The reasons why a sign-in fails, one variant for each step, and the problem that the user sees.

use crate::{
    error::AppError,
    model::{SignInProblem, SignInProblemKind as Kind},
    paths::ReturnTo,
    server::{
        clock,
        entra::{self, IssuerRefused},
        oidc::{ErrorResponse, IdTokenError, MetadataError, ProviderError, ResponseIssuerError, TokenEndpointError},
        session::StoreError,
    },
};

/// The reason why a sign-in failed.
#[derive(Debug, thiserror::Error)]
pub enum AuthError {
    #[error("the authorization response is malformed")]
    MalformedResponse,
    #[error("the authorization response belongs to no sign-in of this browser")]
    UnknownTransaction,
    #[error("the authorization response is not the one of this provider")]
    ResponseIssuer(#[from] ResponseIssuerError),
    #[error("there is no redirect URI: people sign in by device code")]
    NoRedirectUri,
    #[error("the provider is not known")]
    Provider(#[from] ProviderError),
    #[error("the authorization request could not be built")]
    AuthorizationRequest(#[from] url::ParseError),
    #[error("the provider refused with `{}`", .0.error)]
    Refused(Box<ErrorResponse>),
    #[error("the token endpoint did not answer with tokens")]
    TokenEndpoint(TokenEndpointError),
    #[error("the token response has no ID token")]
    NoIdToken,
    #[error("the ID token did not verify")]
    IdToken(#[from] IdTokenError),
    #[error("the device code has expired")]
    DeviceCodeExpired,
    #[error("the session store failed")]
    Store(#[from] StoreError),
}

/// A failed sign-in, and the path where a retry leads.
#[derive(Debug)]
pub struct FailedSignIn {
    pub error: AuthError,
    pub return_to: ReturnTo,
}

impl From<TokenEndpointError> for AuthError {
    fn from(error: TokenEndpointError) -> Self {
        match error {
            TokenEndpointError::Refused(refused) => Self::Refused(refused),
            other => Self::TokenEndpoint(other),
        }
    }
}

impl AuthError {
    fn kind(&self) -> Kind {
        match self {
            Self::MalformedResponse => Kind::MalformedResponse,
            Self::UnknownTransaction => Kind::UnknownTransaction,
            Self::Provider(
                ProviderError::Issuer(_)
                | ProviderError::Metadata(MetadataError::Address(_) | MetadataError::ForeignHost(_)),
            )
            | Self::NoRedirectUri => Kind::AppMisconfigured,
            // Invalid metadata can come from a proxy in front of the provider, so it is treated as temporary.
            Self::Provider(_) | Self::AuthorizationRequest(_) | Self::TokenEndpoint(_) => Kind::ProviderUnavailable,
            Self::Store(_) => Kind::StoreUnavailable,
            Self::Refused(error) => entra::explain(&error.error, error.number.as_deref()),
            Self::ResponseIssuer(_) | Self::NoIdToken | Self::IdToken(_) => Kind::AnswerNotTrusted,
            Self::DeviceCodeExpired => Kind::DeviceCodeExpired,
        }
    }
}

impl FailedSignIn {
    /// Logs the failure, without personal data. Call it once for each failure.
    pub fn log(&self) {
        let refused = if let AuthError::Refused(refused) = &self.error { Some(refused) } else { None };
        tracing::warn!(
            event = "authn_login_fail",
            error = &self.error as &dyn std::error::Error,
            number = refused.and_then(|refused| refused.number.as_deref()),
            suberror = refused.and_then(|refused| refused.suberror.as_deref()),
            trace_id = refused.and_then(|refused| refused.trace_id.as_deref()),
            correlation_id = refused.and_then(|refused| refused.correlation_id.as_deref()),
            "a sign-in did not succeed"
        );
    }

    /// Returns the problem that the user sees.
    pub fn problem(&self) -> SignInProblem {
        let mut problem = SignInProblem {
            kind: self.error.kind(),
            error: None,
            code: None,
            trace_id: None,
            correlation_id: None,
            timestamp: Some(clock::timestamp()),
            explanation: explanation(&self.error),
            return_to: self.return_to.as_str().to_owned(),
        };
        if let AuthError::Refused(refused) = &self.error {
            problem.error = Some(refused.error.clone());
            problem.code.clone_from(&refused.number);
            problem.trace_id.clone_from(&refused.trace_id);
            problem.correlation_id.clone_from(&refused.correlation_id);
            problem.timestamp = refused.timestamp.clone().or(problem.timestamp);
        }
        problem
    }

    /// Returns the failure of the app itself, for which the sign-in failure view would be the wrong page.
    pub fn app_error(&self) -> Option<AppError> {
        matches!(self.error, AuthError::Store(_)).then_some(AppError::StoreUnavailable)
    }
}

/// Returns the rule that a token violated. These errors name only settings of this app and of its provider, so the user may
/// see them. Other errors can quote input, so they are only logged.
fn explanation(error: &(dyn std::error::Error + 'static)) -> Option<String> {
    let chain = std::iter::successors(Some(error), |error| error.source());
    let ours = chain.skip_while(|error| !error.is::<IdTokenError>() && !error.is::<IssuerRefused>());
    let texts: Vec<_> = ours.map(ToString::to_string).collect();
    (!texts.is_empty()).then(|| texts.join(": "))
}
