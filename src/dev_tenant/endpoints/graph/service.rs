//! The services behind Graph. Each has its own errors.

use crate::dev_tenant::endpoints::graph::response::GraphError;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Service {
    /// Users, groups and the organization.
    Directory,
    /// Mail, calendar, people and tasks, which are stored in the mailbox.
    Outlook,
    /// Teams and presence.
    Teams,
    OneDrive,
}

impl Service {
    /// Returns the error for an access token without one of the sufficient scopes.
    pub fn denied(self, sufficient: &[&str], granted: &str) -> GraphError {
        match self {
            Self::Directory => GraphError::denied(),
            Self::Outlook => {
                GraphError::new(403, "ErrorAccessDenied", "Access is denied. Check credentials and try again.")
            }
            Self::Teams => {
                let (needed, granted) = (sufficient.join(", "), granted.replace(' ', ", "));
                let message = format!(
                    "Missing scope permissions on the request. API requires one of '{needed}'. Scopes on the request '{granted}'"
                );
                GraphError::new(403, "Forbidden", &message)
            }
            Self::OneDrive => GraphError::new(403, "accessDenied", "Access denied"),
        }
    }

    /// Returns the error for too many requests.
    pub fn throttled(self) -> GraphError {
        match self {
            Self::Directory | Self::Teams => GraphError::new(429, "TooManyRequests", "Too many requests."),
            Self::Outlook => {
                let message = "Application is over its MailboxConcurrency limit.";
                GraphError::new(429, "ApplicationThrottled", message)
            }
            Self::OneDrive => GraphError::new(429, "activityLimitReached", "The app or user has been throttled."),
        }
    }
}

/// Returns the error of Outlook for a user without a mailbox.
pub fn no_mailbox() -> GraphError {
    let message = "The mailbox is either inactive, soft-deleted, or is hosted on-premise.";
    GraphError::new(404, "MailboxNotEnabledForRESTAPI", message)
}

/// Returns the error of the directory for an object that does not exist.
pub fn not_found(what: &str) -> GraphError {
    let message =
        format!("Resource '{what}' does not exist or one of its queried reference-property objects are not present.");
    GraphError::new(404, "Request_ResourceNotFound", &message)
}
