//! The errors that the browser may see. They never contain text of a provider or an API.

mod shown;
mod wire;

use serde::{Deserialize, Serialize};

pub use self::{
    shown::{NextStep, ShownError},
    wire::{ErrorJson, SentError},
};

/// An error as the user sees it. Details are in the server's log, under the ID of the request.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
pub enum AppError {
    #[error("the user is not signed in")]
    SignedOut,
    #[error("the sign-in has ended")]
    SessionEnded,
    #[error("the provider requires a step-up")]
    StepUp {
        /// The reference of the stored step-up. It is valid in the session that requested it only.
        reference: Option<String>,
    },
    #[error("an app role is missing")]
    RoleMissing,
    #[error("the user belongs to another tenant")]
    OtherTenant,
    #[error("the provider did not grant a scope")]
    ScopeMissing,
    #[error("the user is not in the group")]
    GroupMissing,
    #[error("the provider did not give the requested proof of authentication")]
    ProofMissing,
    #[error("a sign-in by device code cannot request the proof of authentication")]
    ProofNotRequestable,
    #[error("the groups of the user are unknown")]
    MembershipUnknown,
    #[error("the request came from another site")]
    CrossSite,
    #[error("the request is not well-formed")]
    BadRequest,
    #[error("the request is too large")]
    RequestTooLarge,
    #[error("this client makes too many requests")]
    TooManyRequests {
        /// Seconds until the next request is accepted.
        retry_after: u32,
    },
    #[error("the session store is unavailable")]
    StoreUnavailable,
    #[error("the OpenID provider is unavailable")]
    ProviderUnavailable,
    #[error("another request is still refreshing the access token")]
    Busy,
    #[error("the app is not configured")]
    NotConfigured,
    #[error("the downstream API did not accept the access token")]
    ApiUnauthorized,
    #[error("the downstream API responded that a permission is missing")]
    ApiForbidden {
        /// The API's own error code, such as `Authorization_RequestDenied`.
        code: Option<String>,
    },
    #[error("the downstream API is not configured: {setting} is missing")]
    ApiNotConfigured {
        /// The name of the setting with the address of the API, such as `ENDPOINT`.
        setting: String,
    },
    #[error("the requested page is not at the downstream API")]
    ApiForeignPage,
    #[error("the downstream API has nothing at this address")]
    ApiNotFound { code: Option<String> },
    #[error("the downstream API limits the rate of requests")]
    ApiThrottled {
        /// Seconds to wait, if the API says so.
        retry_after: Option<u32>,
    },
    #[error("the downstream API rejected the request with status {status}")]
    ApiRejected { status: u16, code: Option<String> },
    #[error("the downstream API failed with status {status}")]
    ApiFailed { status: u16, code: Option<String>, retry_after: Option<u32> },
    #[error("the downstream API responded with a redirect, status {status}")]
    ApiRedirected { status: u16, to: Option<String> },
    #[error("the downstream API did not respond in time")]
    ApiTimeout,
    #[error("the downstream API cannot be reached")]
    ApiUnreachable,
    #[error("the downstream API's response is not JSON")]
    ApiNotJson { media_type: Option<String>, bytes: u32 },
    #[error("the downstream API's JSON does not have the expected members")]
    ApiUnexpectedJson,
    #[error("the downstream API's response cannot be decoded")]
    ApiUndecodable { encoding: Option<String> },
    #[error("the downstream API's response is too large")]
    ApiTooLarge,
    #[error("the browser did not reach this app")]
    Offline,
    #[error("something unexpected happened")]
    Unexpected,
}

impl AppError {
    /// Returns the status of the HTTP response that reports this error.
    pub const fn status(&self) -> u16 {
        match self {
            Self::BadRequest | Self::ApiForeignPage => 400,
            Self::SignedOut | Self::SessionEnded | Self::StepUp { .. } | Self::ApiUnauthorized => 401,
            Self::CrossSite
            | Self::ApiForbidden { .. }
            | Self::RoleMissing
            | Self::OtherTenant
            | Self::ScopeMissing
            | Self::GroupMissing
            | Self::ProofMissing
            | Self::ProofNotRequestable
            | Self::MembershipUnknown => 403,
            Self::ApiNotConfigured { .. } | Self::ApiNotFound { .. } => 404,
            Self::RequestTooLarge => 413,
            Self::ApiThrottled { .. } | Self::TooManyRequests { .. } => 429,
            Self::Offline | Self::Unexpected => 500,
            Self::ApiRejected { status, .. } | Self::ApiFailed { status, .. } => own_status(*status),
            Self::ApiRedirected { .. }
            | Self::ApiUnreachable
            | Self::ApiNotJson { .. }
            | Self::ApiUnexpectedJson
            | Self::ApiUndecodable { .. }
            | Self::ApiTooLarge => 502,
            Self::StoreUnavailable | Self::ProviderUnavailable | Self::Busy | Self::NotConfigured => 503,
            Self::ApiTimeout => 504,
        }
    }

    /// Returns the error for a step-up with this reference.
    pub const fn step_up(reference: String) -> Self {
        Self::StepUp { reference: Some(reference) }
    }

    /// Returns whether the same request may succeed later, so that the page offers a retry.
    pub const fn may_pass(&self) -> bool {
        match self {
            Self::ApiRejected { status, .. } => is_temporary(*status),
            Self::ApiFailed { status, retry_after, .. } => retry_after.is_some() || is_temporary(*status),
            Self::StoreUnavailable
            | Self::ProviderUnavailable
            | Self::Busy
            | Self::MembershipUnknown
            | Self::TooManyRequests { .. }
            | Self::ApiThrottled { .. }
            | Self::ApiTimeout
            | Self::ApiUnreachable
            // The response was damaged on its way.
            | Self::ApiUndecodable { encoding: None }
            | Self::Offline
            | Self::Unexpected => true,
            _ => false,
        }
    }
}

/// Returns whether the downstream API may respond to the same request with another status later. The others say that the API lacks a
/// function, that a proxy requires a sign-in, or that the storage is full.
const fn is_temporary(status: u16) -> bool {
    match status {
        501 | 505 | 507 | 511 => false,
        408 | 409 | 412 | 423..=425 | 428 | 500..=599 => true,
        _ => false,
    }
}

/// Returns the HTTP status with which this app responds to the browser if the downstream API responded with `status`.
const fn own_status(status: u16) -> u16 {
    match status {
        408 | 504 => 504,
        410 => 404,
        451 => 403,
        _ => 502,
    }
}

#[cfg(test)]
mod tests {
    use super::{AppError, own_status};

    #[test]
    fn no_status_of_the_api_becomes_500() {
        for status in 0..1000 {
            assert!([403, 404, 502, 504].contains(&own_status(status)), "{status}");
        }
    }

    #[test]
    fn exactly_the_failures_that_a_retry_can_mend_may_pass() {
        let failed = |status| AppError::ApiFailed { status, code: None, retry_after: None };
        let rejected = |status| AppError::ApiRejected { status, code: None };
        let mut may_pass = vec![
            AppError::StoreUnavailable,
            AppError::ProviderUnavailable,
            AppError::Busy,
            AppError::MembershipUnknown,
            AppError::TooManyRequests { retry_after: 5 },
            AppError::ApiThrottled { retry_after: None },
            AppError::ApiTimeout,
            AppError::ApiUnreachable,
            AppError::ApiUndecodable { encoding: None },
            AppError::ApiFailed { status: 413, code: None, retry_after: Some(5) },
            AppError::Offline,
            AppError::Unexpected,
        ];
        may_pass.extend([500, 502, 503, 504, 506, 509, 520].map(failed));
        may_pass.extend([408, 409, 412, 423, 424, 425, 428].map(rejected));
        assert_eq!(may_pass.iter().find(|error| !error.may_pass()), None);
        let mut stays = vec![
            AppError::SignedOut,
            AppError::SessionEnded,
            AppError::StepUp { reference: None },
            AppError::RoleMissing,
            AppError::OtherTenant,
            AppError::ScopeMissing,
            AppError::GroupMissing,
            AppError::ProofMissing,
            AppError::ProofNotRequestable,
            AppError::CrossSite,
            AppError::BadRequest,
            AppError::RequestTooLarge,
            AppError::NotConfigured,
            AppError::ApiUnauthorized,
            AppError::ApiForbidden { code: None },
            AppError::ApiNotConfigured { setting: "ENDPOINT".to_owned() },
            AppError::ApiForeignPage,
            AppError::ApiNotFound { code: None },
            AppError::ApiRedirected { status: 302, to: None },
            AppError::ApiNotJson { media_type: None, bytes: 0 },
            AppError::ApiUnexpectedJson,
            AppError::ApiUndecodable { encoding: Some("br".to_owned()) },
            AppError::ApiTooLarge,
        ];
        stays.extend([100, 501, 505, 507, 511, 600].map(failed));
        stays.extend([304, 400, 402, 405, 410, 413, 422, 451].map(rejected));
        assert_eq!(stays.iter().find(|error| error.may_pass()), None);
    }
}
