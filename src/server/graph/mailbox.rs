//! Responses of Microsoft Graph to a request for the mailbox of a user without one, such as a guest.

use crate::server::api::{ApiError, FailedResponse};

/// Returns whether a request failed because the user has no mailbox. A page then shows the missing licence, and not an error.
pub fn is_mailbox_missing(error: &ApiError) -> bool {
    matches!(error, ApiError::Failed(failed) if has_no_mailbox(failed))
}

/// Returns whether a response means that the user has no mailbox.
pub(super) fn has_no_mailbox(failed: &FailedResponse) -> bool {
    const CODES: [&str; 3] =
        ["MailboxNotEnabledForRESTAPI", "MailboxNotSupportedForRESTAPI", "MailboxNotEnabledForRESTAPIBeta"];

    failed.code.as_deref().is_some_and(|code| CODES.contains(&code))
}
