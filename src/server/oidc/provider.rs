//! The OpenID provider: its metadata and keys (a snapshot), fetched in the background or on first use, and cached.

mod background_refresh;
mod error;
mod fetch;
mod key_refetch;
mod reachability;
mod refetch_state;
mod snapshot;

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
    key_refetch::TokenSender,
    snapshot::ProviderSnapshot,
};
use self::{
    reachability::Reachability,
    refetch_state::RefetchState,
    snapshot::{FRESH, LAST_KNOWN_GOOD},
};
use crate::server::{
    entra::{AllowedTenants, Authority},
    http::{Http, Limits},
};

/// The OpenID provider. Concurrent requests to this app share one fetch of metadata and keys.
pub struct OpenIdProvider {
    authority: Authority,
    allowed_tenants: AllowedTenants,
    limits: Limits,
    known: RwLock<Option<Arc<ProviderSnapshot>>>,
    fetching: Mutex<RefetchState>,
    fetching_for_any_client: Mutex<RefetchState>,
    fetching_for_api_client: Mutex<RefetchState>,
    reachability: watch::Sender<Reachability>,
    /// Wakes the background task that fetches, because a page waits for a snapshot or the snapshot is old.
    wanted: Notify,
}

impl OpenIdProvider {
    /// Creates a provider whose metadata and keys are not fetched yet.
    pub fn new(authority: Authority, allowed_tenants: AllowedTenants, limits: Limits) -> Self {
        Self {
            authority,
            allowed_tenants,
            limits,
            known: RwLock::new(None),
            fetching: Mutex::default(),
            fetching_for_any_client: Mutex::default(),
            fetching_for_api_client: Mutex::default(),
            reachability: watch::Sender::new(Reachability::NotRequestedYet),
            wanted: Notify::new(),
        }
    }

    /// Returns the authority that was configured.
    pub fn authority(&self) -> &Authority {
        &self.authority
    }

    /// Returns whether metadata and keys have been fetched at least once since the start.
    pub fn has_been_fetched(&self) -> bool {
        self.known.read().unwrap_or_else(PoisonError::into_inner).is_some()
    }

    /// Returns the cached snapshot of metadata and keys. Fetches it if it is missing or too old.
    pub async fn snapshot(&self, http: &Http) -> Result<Arc<ProviderSnapshot>, ProviderError> {
        if let Some(known) = self.snapshot_within(FRESH) {
            return Ok(known);
        }
        if let Some(known) = self.snapshot_within(LAST_KNOWN_GOOD) {
            // The cached snapshot is used while the background task fetches a newer one.
            self.wanted.notify_one();
            return Ok(known);
        }
        let mut refetch_state = self.fetching.lock().await;
        match self.snapshot_within(FRESH) {
            Some(known) => Ok(known),
            None => self.fetch_unless_failed(http, &mut refetch_state).await,
        }
    }

    /// Fetches a snapshot. Shortly after a failed attempt, returns the cause of that failure instead, so that waiting
    /// requests do not each make a new attempt.
    async fn fetch_unless_failed(
        &self,
        http: &Http,
        refetch_state: &mut RefetchState,
    ) -> Result<Arc<ProviderSnapshot>, ProviderError> {
        if let Some(cause) = refetch_state.recent_failure() {
            return Err(cause);
        }
        let fetched = self.fetch(http).await;
        refetch_state.failure = fetched.as_ref().err().map(|cause| (Instant::now(), cause.clone()));
        self.reachability
            .send_replace(fetched.as_ref().map_or_else(Reachability::of_failure, |_| Reachability::Usable));
        fetched.map(|fetched| self.keep(fetched))
    }

    /// Caches a snapshot, unless the fetch of the cached snapshot began later.
    fn keep(&self, fetched: ProviderSnapshot) -> Arc<ProviderSnapshot> {
        let mut known = self.known.write().unwrap_or_else(PoisonError::into_inner);
        if let Some(newer) = known.as_ref().filter(|known| known.fetched_at > fetched.fetched_at) {
            return Arc::clone(newer);
        }
        let fetched = Arc::new(fetched);
        *known = Some(Arc::clone(&fetched));
        fetched
    }

    fn snapshot_within(&self, age: Duration) -> Option<Arc<ProviderSnapshot>> {
        let known = self.known.read().unwrap_or_else(PoisonError::into_inner);
        known.as_ref().filter(|known| known.fetched_at.elapsed() < age).map(Arc::clone)
    }
}
