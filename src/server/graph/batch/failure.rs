//! Why a part of a batch has no result.

use crate::{
    error::AppError,
    server::{api::FailedResponse, graph::mailbox::has_no_mailbox},
};

/// Why a part of a batch has no result.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PartFailure {
    /// The user has not granted the permission yet, so the part was not sent.
    #[error("the permission is not granted")]
    NotPermitted,
    /// The user's account has no licence for the service, such as a mailbox or a drive.
    #[error("the account has no licence for the service")]
    LicenceMissing,
    #[error("Graph responded with {0}")]
    Failed(FailedResponse),
    /// Any other reason, such as a failure of the whole batch.
    #[error(transparent)]
    Error(#[from] AppError),
}

impl PartFailure {
    /// The failure of a part that requires a step-up.
    pub(super) const fn step_up(reference: String) -> Self {
        Self::Error(AppError::step_up(reference))
    }

    /// Returns the failure of a part by its response.
    pub(super) fn of_response(failed: FailedResponse, body: &str) -> Self {
        if is_licence_missing(&failed, body) { Self::LicenceMissing } else { Self::Failed(failed) }
    }

    /// Returns whether the failure is ordinary: the user lacks a permission or a licence, and no operator has to act.
    pub(super) const fn is_ordinary(&self) -> bool {
        matches!(self, Self::NotPermitted | Self::LicenceMissing | Self::Failed(FailedResponse { status: 403, .. }))
    }

    /// Returns whether cached data may be shown in place of the part. It may not if Graph rejected the token, because the user may
    /// no longer have access.
    pub fn may_pass(&self) -> bool {
        match self {
            Self::NotPermitted | Self::LicenceMissing => false,
            Self::Failed(failed) => matches!(failed.status, 408 | 429 | 500..=599),
            Self::Error(error) => matches!(
                error,
                AppError::ApiTimeout
                    | AppError::ApiUnreachable
                    | AppError::ApiThrottled { .. }
                    | AppError::ApiFailed { .. }
                    | AppError::ApiNotJson { .. }
                    | AppError::ApiUnexpectedJson
                    | AppError::ApiUndecodable { .. }
                    | AppError::ApiTooLarge
                    | AppError::ProviderUnavailable
                    | AppError::Busy
            ),
        }
    }
}

/// Returns whether a response means that the account has no licence. Graph has no common code for it. The message is searched
/// for a word and not shown.
fn is_licence_missing(failed: &FailedResponse, body: &str) -> bool {
    let body = body.to_ascii_lowercase();
    let is_named = body.contains("license") || body.contains("licence");
    has_no_mailbox(failed) || (matches!(failed.status, 400 | 402 | 403 | 404) && is_named)
}

#[cfg(test)]
mod tests {
    use super::{AppError, FailedResponse, PartFailure};

    fn failure(status: u16, code: &str, body: &str) -> PartFailure {
        let code = Some(code.to_owned());
        PartFailure::of_response(FailedResponse { code, ..FailedResponse::of_status(status) }, body)
    }

    #[test]
    fn a_missing_licence_is_not_a_missing_permission() {
        for (status, code, message) in [
            (
                404,
                "MailboxNotEnabledForRESTAPI",
                "The mailbox is either inactive, soft-deleted, or is hosted on-premise.",
            ),
            (400, "BadRequest", "Tenant does not have a SPO license."),
            (403, "Forbidden", "Failed to get license information for the user."),
        ] {
            assert_eq!(failure(status, code, message), PartFailure::LicenceMissing, "{code}");
        }
        for (status, code, message) in [
            (403, "ErrorAccessDenied", "Access is denied. Check credentials and try again."),
            (503, "UnknownError", "The license service is down."),
            (404, "ImageNotFound", "The photo wasn't found."),
        ] {
            assert!(matches!(failure(status, code, message), PartFailure::Failed(_)), "{code}");
        }
    }

    #[test]
    fn only_a_missing_permission_or_licence_is_ordinary() {
        assert!(PartFailure::NotPermitted.is_ordinary() && PartFailure::LicenceMissing.is_ordinary());
        assert!(failure(403, "ErrorAccessDenied", "").is_ordinary());
        for status in [400, 401, 404, 410, 429, 500, 503] {
            assert!(!failure(status, "Code", "").is_ordinary(), "{status}");
        }
        assert!(!PartFailure::Error(AppError::ApiUnexpectedJson).is_ordinary());
    }

    #[test]
    fn stale_data_replaces_temporary_failures_only() {
        for status in [429, 500, 503, 504, 408] {
            assert!(failure(status, "Code", "").may_pass(), "{status}");
        }
        for status in [400, 401, 403, 404, 410] {
            assert!(!failure(status, "Code", "").may_pass(), "{status}");
        }
        assert!(!PartFailure::NotPermitted.may_pass() && !PartFailure::LicenceMissing.may_pass());
        assert!(PartFailure::Error(AppError::ApiUnreachable).may_pass());
        assert!(PartFailure::Error(AppError::Busy).may_pass());
        assert!(!PartFailure::step_up("r".to_owned()).may_pass());
        assert!(!PartFailure::Error(AppError::ApiUnauthorized).may_pass());
    }
}
