//! Why the provider cannot be used: it is unreachable, it rejects the request, or its response is invalid.

use std::{fmt, sync::Arc};

use url::Url;

use crate::server::{
    entra::IssuerRefused,
    http::HttpError,
    oidc::{ErrorResponse, MetadataError, SigningKeysError},
};

/// Why the provider cannot be used. It is kept and returned again until the next attempt, so that every page and every line of
/// the log names the same cause.
#[derive(Clone, Debug, thiserror::Error)]
pub enum ProviderError {
    #[error("the provider's {0} could not be fetched")]
    Unreachable(ProviderDocument, #[source] Arc<HttpError>),
    #[error("the provider rejected the request for its {0} with `{error}`{number}", error = .1.error, number = number(.1))]
    Rejected(ProviderDocument, Box<ErrorResponse>),
    #[error("the provider responded with status {1} to the request for its {0}")]
    Status(ProviderDocument, u16),
    #[error("the provider's {0} moved to {1}, which this app does not follow to another origin: change the authority")]
    Moved(ProviderDocument, Box<Url>),
    #[error("the provider's metadata is invalid")]
    Metadata(#[from] MetadataError),
    #[error("the provider's issuer was rejected")]
    Issuer(#[source] Box<IssuerRefused>),
    #[error("the provider's keys are invalid")]
    Keys(#[from] SigningKeysError),
}

/// A document that the provider publishes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ProviderDocument {
    Metadata,
    Keys,
}

impl ProviderError {
    /// Returns whether the provider is down, so that a later attempt may succeed without a change of settings.
    pub fn is_outage(&self) -> bool {
        match self {
            Self::Unreachable(_, error) => !matches!(**error, HttpError::TooLarge(_)),
            Self::Status(_, status) => matches!(status, 408 | 429 | 500..),
            _ => false,
        }
    }
}

impl fmt::Display for ProviderDocument {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::Metadata => "metadata",
            Self::Keys => "keys",
        })
    }
}

fn number(refused: &ErrorResponse) -> String {
    refused.number.as_ref().map(|number| format!(" ({number})")).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::{Arc, ErrorResponse, HttpError, ProviderDocument, ProviderError};

    #[test]
    fn a_rejection_names_its_number_and_is_not_an_outage() {
        let description = Some("AADSTS90002: There is no tenant 'x'.".to_owned());
        let refused = Box::new(ErrorResponse::from_parameters("invalid_tenant".to_owned(), description));
        let rejected = ProviderError::Rejected(ProviderDocument::Metadata, refused);
        assert!(rejected.to_string().ends_with("its metadata with `invalid_tenant` (AADSTS90002)"), "{rejected}");
        assert!(!rejected.is_outage());
        assert!(ProviderError::Unreachable(ProviderDocument::Keys, Arc::new(HttpError::Timeout)).is_outage());
        let too_large = Arc::new(HttpError::TooLarge(1));
        assert!(!ProviderError::Unreachable(ProviderDocument::Keys, too_large).is_outage());
        for (status, is_outage) in [(200, false), (302, false), (404, false), (429, true), (500, true), (503, true)] {
            assert_eq!(ProviderError::Status(ProviderDocument::Keys, status).is_outage(), is_outage, "{status}");
        }
    }
}
