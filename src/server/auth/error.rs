//! The reasons why a sign-in fails, one variant for each step, and the kind of problem that the user sees.

use crate::server::{
    entra::{self, IssuerRefused},
    http::HttpError,
    oidc::{
        CredentialError, ErrorResponse, IdTokenError, MetadataError, ProviderError, ResponseIssuerError,
        TokenEndpointError,
    },
    session::StoreError,
    sign_in_problem::SignInProblemKind as Kind,
};

/// The reason why a sign-in failed.
#[derive(Debug, thiserror::Error)]
pub enum AuthError {
    #[error("the authorization response is malformed")]
    MalformedResponse,
    #[error("the authorization response does not belong to a pending sign-in of this browser")]
    UnknownTransaction,
    #[error("the issuer of the authorization response is not the provider")]
    ResponseIssuer(#[from] ResponseIssuerError),
    #[error("no redirect URI is configured, so users sign in by device code")]
    NoRedirectUri,
    #[error("AUTHORITY is for several tenants, and the request names no tenant ID that ALLOWED_TENANTS lists")]
    NoTenant,
    #[error("the metadata or the keys of the provider cannot be used")]
    Provider(#[from] ProviderError),
    #[error("the authorization request could not be built")]
    AuthorizationRequest(#[from] url::ParseError),
    #[error("the provider responded with the error `{}`", .0.error)]
    Refused(Box<ErrorResponse>),
    #[error("the token endpoint returned no tokens")]
    TokenEndpoint(#[source] TokenEndpointError),
    #[error("the token response has no ID token")]
    NoIdToken,
    #[error("the ID token is invalid")]
    IdToken(#[from] IdTokenError),
    #[error("the device code has expired")]
    DeviceCodeExpired,
    #[error("the session store failed")]
    Store(#[from] StoreError),
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
    /// Returns the kind of problem that the user sees for this error.
    pub(super) fn kind(&self) -> Kind {
        match self {
            Self::MalformedResponse => Kind::MalformedResponse,
            Self::UnknownTransaction => Kind::UnknownTransaction,
            Self::Provider(error) => of_provider(error),
            Self::NoRedirectUri | Self::NoTenant | Self::AuthorizationRequest(_) => Kind::AppMisconfigured,
            Self::TokenEndpoint(error) => of_token_endpoint(error),
            Self::Store(_) => Kind::StoreUnavailable,
            Self::Refused(error) => entra::explain(&error.error, error.number.as_deref()),
            Self::IdToken(error) => of_id_token(error),
            Self::ResponseIssuer(_) | Self::NoIdToken => Kind::ResponseNotTrusted,
            Self::DeviceCodeExpired => Kind::DeviceCodeExpired,
        }
    }

    /// Returns the error response of the provider, whichever request it rejected. `None` if the sign-in failed for
    /// another reason.
    pub(super) fn refusal(&self) -> Option<&ErrorResponse> {
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
        // A request for metadata or keys contains only the authority. An `error` without a listed error number
        // therefore does not point to a wrong setting.
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
        TokenEndpointError::Credential(CredentialError::ManagedIdentity(error)) if error.may_pass() => {
            Kind::CredentialUnavailable
        }
        TokenEndpointError::NotOffered | TokenEndpointError::Credential(_) => Kind::AppMisconfigured,
        TokenEndpointError::Refused(refused) => entra::explain(&refused.error, refused.number.as_deref()),
    }
}

fn of_id_token(error: &IdTokenError) -> Kind {
    match error {
        IdTokenError::Issuer(IssuerRefused::TenantNotAllowed(_)) => Kind::TenantNotAllowed,
        IdTokenError::Expired(_) | IdTokenError::NotYetValid(_) | IdTokenError::IssuedInTheFuture(_) => Kind::ClockSkew,
        IdTokenError::Algorithm(_) => Kind::ProviderUnusable,
        _ => Kind::ResponseNotTrusted,
    }
}
