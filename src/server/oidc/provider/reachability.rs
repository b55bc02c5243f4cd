//! The state of the provider, as the last attempt to fetch its metadata and keys showed it.

use super::error::ProviderError;

/// The result of the last attempt to fetch the provider's metadata and keys.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reachability {
    NotRequestedYet,
    Usable,
    /// The provider is down: a later attempt may succeed.
    Unreachable,
    /// The provider responds, but cannot be used with the current settings.
    Unusable,
}

impl Reachability {
    pub(super) fn of_failure(cause: &ProviderError) -> Self {
        if cause.is_outage() { Self::Unreachable } else { Self::Unusable }
    }
}
