//! The result of the last attempt to reach the provider.

use super::error::ProviderError;

/// How the last attempt to fetch metadata and keys ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    NotAskedYet,
    Answered,
    /// The provider is down: a later attempt may succeed.
    OutOfReach,
    /// The provider responds, but cannot be used as it is set up: no outage.
    Unusable,
}

impl Standing {
    pub(super) fn of_failure(cause: &ProviderError) -> Self {
        if cause.is_outage() { Self::OutOfReach } else { Self::Unusable }
    }
}
