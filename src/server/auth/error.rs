//! The reasons why a sign-in fails, one variant for each step, and the problem that the user sees.

use crate::{
    error::AppError,
    paths::ReturnTo,
    server::{
        clock,
        entra::{self, IssuerRefused},
        http::HttpError,
        oidc::{ErrorResponse, IdTokenError, MetadataError, ProviderError, ResponseIssuerError, TokenEndpointError},
        session::StoreError,
        sign_in_problem::{SignInProblem, SignInProblemKind as Kind},
    },
};

use super::reason;

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
    TokenEndpoint(#[source] TokenEndpointError),
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
            Self::Provider(error) => of_provider(error),
            Self::NoRedirectUri | Self::AuthorizationRequest(_) => Kind::AppMisconfigured,
            Self::TokenEndpoint(error) => of_token_endpoint(error),
            Self::Store(_) => Kind::StoreUnavailable,
            Self::Refused(error) => entra::explain(&error.error, error.number.as_deref()),
            Self::IdToken(error) => of_id_token(error),
            Self::ResponseIssuer(_) | Self::NoIdToken => Kind::AnswerNotTrusted,
            Self::DeviceCodeExpired => Kind::DeviceCodeExpired,
        }
    }

    /// Returns what the provider said, at whichever step it refused.
    fn refusal(&self) -> Option<&ErrorResponse> {
        match self {
            Self::Refused(refused) | Self::Provider(ProviderError::Rejected(_, refused)) => Some(refused),
            _ => None,
        }
    }
}

fn of_provider(error: &ProviderError) -> Kind {
    match error {
        ProviderError::Unreachable(..) if error.is_outage() => Kind::ProviderUnavailable,
        ProviderError::Status(..) if error.is_outage() => Kind::ProviderFailed,
        // The request has no parameters but the authority: an `error` without a known number says nothing about settings.
        ProviderError::Rejected(_, refused) => {
            match refused.number.as_deref().filter(|number| entra::is_listed(number)) {
                Some(number) => entra::explain(&refused.error, Some(number)),
                None => Kind::ProviderUnusable,
            }
        }
        ProviderError::Issuer(_)
        | ProviderError::Moved(..)
        | ProviderError::Metadata(MetadataError::Address(_) | MetadataError::ForeignHost(_)) => Kind::AppMisconfigured,
        ProviderError::Unreachable(..)
        | ProviderError::Status(..)
        | ProviderError::Metadata(MetadataError::NotMetadata(_))
        | ProviderError::Keys(_) => Kind::ProviderUnusable,
    }
}

fn of_token_endpoint(error: &TokenEndpointError) -> Kind {
    match error {
        TokenEndpointError::Http(HttpError::TooLarge(_)) | TokenEndpointError::WrongMember { .. } => {
            Kind::ProviderUnusable
        }
        TokenEndpointError::Http(_) => Kind::ProviderUnavailable,
        TokenEndpointError::NotUnderstood(408 | 429 | 500..) => Kind::ProviderFailed,
        TokenEndpointError::NotUnderstood(_) => Kind::ProviderUnusable,
        TokenEndpointError::NotOffered => Kind::AppMisconfigured,
        TokenEndpointError::Refused(refused) => entra::explain(&refused.error, refused.number.as_deref()),
    }
}

fn of_id_token(error: &IdTokenError) -> Kind {
    match error {
        IdTokenError::Issuer(IssuerRefused::TenantNotAllowed(_)) => Kind::TenantNotAllowed,
        IdTokenError::Expired(_) | IdTokenError::NotYetValid(_) | IdTokenError::IssuedInTheFuture(_) => Kind::ClockSkew,
        IdTokenError::Algorithm(_) => Kind::ProviderUnusable,
        _ => Kind::AnswerNotTrusted,
    }
}

impl FailedSignIn {
    /// Logs the failure, without personal data. Call it once for each failure.
    pub fn log(&self) {
        let refused = self.error.refusal();
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
            reason: reason::of(&self.error),
            return_to: self.return_to.as_str().to_owned(),
        };
        if let Some(refused) = self.error.refusal() {
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
