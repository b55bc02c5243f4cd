//! A snapshot of the provider's metadata and keys, and how long it is used.

use std::time::Duration;

use tokio::time::Instant;

use crate::server::{
    entra::IssuerPolicy,
    http::NamedOrigins,
    oidc::{ProviderMetadata, SignatureAlgorithm, SigningKeys},
};

/// A snapshot is refetched after this time. Microsoft recommends at least once a day.
pub(super) const FRESH: Duration = Duration::from_hours(1);
/// If the provider is unavailable, a snapshot is used up to this age.
pub(super) const LAST_KNOWN_GOOD: Duration = Duration::from_hours(24);

/// The metadata and keys of the provider, as of one time.
pub struct ProviderSnapshot {
    pub metadata: ProviderMetadata,
    pub keys: SigningKeys,
    pub issuer_policy: IssuerPolicy,
    /// When the fetch of this snapshot began.
    pub(super) fetched_at: Instant,
    /// Keeps the endpoints of the metadata on the allow-list of outgoing requests as long as the snapshot exists.
    #[expect(dead_code, reason = "it is held and not read")]
    pub(super) may_be_called: NamedOrigins,
}

impl ProviderSnapshot {
    /// Returns whether a token may have this signature algorithm: RS256, or one that the metadata of a provider other than
    /// Microsoft lists.
    pub(in super::super) fn accepts(&self, algorithm: SignatureAlgorithm) -> bool {
        algorithm == SignatureAlgorithm::Rs256 || (!self.issuer_policy.is_microsoft() && self.metadata.lists(algorithm))
    }

    /// Creates a snapshot for tests, without a request to the provider.
    #[cfg(test)]
    pub fn known(metadata: ProviderMetadata, keys: SigningKeys, issuer_policy: IssuerPolicy) -> Self {
        let may_be_called = crate::server::http::AllowList::default().name([]);
        Self { metadata, keys, issuer_policy, fetched_at: Instant::now(), may_be_called }
    }
}
