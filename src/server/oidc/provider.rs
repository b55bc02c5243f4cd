//! The OpenID provider as this app knows it: metadata and keys, fetched in the background or on first use, and cached.

mod error;
mod fetch;
mod keeping;
mod newer_keys;

use std::{
    sync::{Arc, PoisonError, RwLock},
    time::Duration,
};

use tokio::{
    sync::{Mutex, Notify, watch},
    time::Instant,
};

pub use self::{
    error::{ProviderDocument, ProviderError},
    newer_keys::WhoAsks,
};
use self::{keeping::Standing, newer_keys::Tries};
use super::{ProviderMetadata, SignatureAlgorithm, SigningKeys};
use crate::server::{
    entra::{AllowedTenants, Authority, IssuerPolicy},
    http::{Http, Limits, NamedOrigins},
};

/// Keys and metadata are asked for again after this time. Microsoft: at least once a day.
const FRESH: Duration = Duration::from_hours(1);
/// While the provider cannot be used, the cached metadata and keys serve for this time.
const LAST_KNOWN_GOOD: Duration = Duration::from_hours(24);

/// After a failure there is no new attempt for this time. A user who retries by hand hardly notices.
const TRY_AGAIN_AFTER: Duration = Duration::from_secs(3);

/// What is known of the provider at one time.
pub struct ProviderSnapshot {
    pub metadata: ProviderMetadata,
    pub keys: SigningKeys,
    pub issuer_policy: IssuerPolicy,
    /// When the provider was asked for it.
    fetched_at: Instant,
    /// Its endpoints may be called for as long as somebody knows them from here.
    #[expect(dead_code, reason = "it is held and not read")]
    may_be_called: NamedOrigins,
}

impl ProviderSnapshot {
    /// Says whether a token of this provider may be signed by this algorithm: RS256, or at a provider that is not Microsoft one that
    /// its metadata lists.
    pub(super) fn accepts(&self, algorithm: SignatureAlgorithm) -> bool {
        algorithm == SignatureAlgorithm::Rs256 || (!self.issuer_policy.is_microsoft() && self.metadata.lists(algorithm))
    }

    /// Returns what is known of a provider that was never asked.
    #[cfg(test)]
    pub fn known(metadata: ProviderMetadata, keys: SigningKeys, issuer_policy: IssuerPolicy) -> Self {
        let may_be_called = crate::server::http::AllowList::default().name([]);
        Self { metadata, keys, issuer_policy, fetched_at: Instant::now(), may_be_called }
    }
}

/// The OpenID provider. Questions that come together make one fetch.
pub struct OpenIdProvider {
    authority: Authority,
    allowed_tenants: AllowedTenants,
    limits: Limits,
    known: RwLock<Option<Arc<ProviderSnapshot>>>,
    fetching: Mutex<Tries>,
    fetching_for_strangers: Mutex<Tries>,
    standing: watch::Sender<Standing>,
    /// Somebody would like to know more, or something newer.
    wanted: Notify,
}

impl OpenIdProvider {
    /// Makes a provider of which nothing is known yet.
    pub fn new(authority: Authority, allowed_tenants: AllowedTenants, limits: Limits) -> Self {
        Self {
            authority,
            allowed_tenants,
            limits,
            known: RwLock::new(None),
            fetching: Mutex::default(),
            fetching_for_strangers: Mutex::default(),
            standing: watch::Sender::new(Standing::NotAskedYet),
            wanted: Notify::new(),
        }
    }

    /// Returns the authority that was configured.
    pub fn authority(&self) -> &Authority {
        &self.authority
    }

    /// Returns what is known, fetched when it is missing or old.
    pub async fn snapshot(&self, http: &Http) -> Result<Arc<ProviderSnapshot>, ProviderError> {
        if let Some(known) = self.known_within(FRESH) {
            return Ok(known);
        }
        if let Some(known) = self.known_within(LAST_KNOWN_GOOD) {
            // What is known serves while the background asks whether there is something newer.
            self.wanted.notify_one();
            return Ok(known);
        }
        let mut tries = self.fetching.lock().await;
        match self.known_within(FRESH) {
            Some(known) => Ok(known),
            None => self.fetch_unless_failed(http, &mut tries).await,
        }
    }

    /// Within a moment of a failure, returns the cause of that failure instead of a new request by everyone who waits.
    async fn fetch_unless_failed(
        &self,
        http: &Http,
        tries: &mut Tries,
    ) -> Result<Arc<ProviderSnapshot>, ProviderError> {
        if let Some(cause) = tries.failure_just_now() {
            return Err(cause);
        }
        let fetched = self.fetch(http).await;
        tries.failure = fetched.as_ref().err().map(|cause| (Instant::now(), cause.clone()));
        self.standing.send_replace(fetched.as_ref().map_or_else(Standing::of_failure, |_| Standing::Answered));
        fetched.map(|fetched| self.keep(fetched))
    }

    /// Keeps what was fetched, unless something was asked for later and came sooner.
    fn keep(&self, fetched: ProviderSnapshot) -> Arc<ProviderSnapshot> {
        let mut known = self.known.write().unwrap_or_else(PoisonError::into_inner);
        if let Some(newer) = known.as_ref().filter(|known| known.fetched_at > fetched.fetched_at) {
            return Arc::clone(newer);
        }
        let fetched = Arc::new(fetched);
        *known = Some(Arc::clone(&fetched));
        fetched
    }

    fn known_within(&self, age: Duration) -> Option<Arc<ProviderSnapshot>> {
        let known = self.known.read().unwrap_or_else(PoisonError::into_inner);
        known.as_ref().filter(|known| known.fetched_at.elapsed() < age).map(Arc::clone)
    }
}
