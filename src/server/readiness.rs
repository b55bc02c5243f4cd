//! The readiness of this process: whether a load balancer may send requests to it.
//!
//! Readiness does not depend on whether the provider can be reached now. Otherwise an outage of the provider would take all
//! replicas out of service, although signed-in users need no provider.

use std::{
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    time::Duration,
};

use tokio::{
    sync::Mutex,
    time::{Instant, timeout},
};

use super::{
    auth::Auth,
    session::{Store, StoreError},
};

/// The time for which a result of the store check is cached, so that many probes do not load the store.
const CACHED: Duration = Duration::from_secs(1);
/// The timeout of the store check.
const STORE_TIMEOUT: Duration = Duration::from_secs(2);

/// The readiness of this process.
#[derive(Default)]
pub struct Readiness {
    pub drain: Drain,
    /// The last result of the store check. The lock makes concurrent probes share one check.
    store: Mutex<Option<StoreCheck>>,
}

/// The result of a store check.
#[derive(Clone, Copy)]
struct StoreCheck {
    at: Instant,
    succeeded: bool,
}

/// The parts of the readiness.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ReadinessReport {
    /// Whether the session store responds.
    pub store: bool,
    /// Whether the provider's metadata and keys were fetched at least once since the start.
    pub metadata: bool,
    /// Whether the process is about to stop.
    pub draining: bool,
}

impl ReadinessReport {
    /// Returns whether a load balancer may send requests to this process.
    pub const fn is_ready(self) -> bool {
        self.store && self.metadata && !self.draining
    }
}

/// Records whether the process is draining: it still accepts requests, but will stop soon. Clones share the record.
#[derive(Clone, Default)]
pub struct Drain(Arc<AtomicBool>);

impl Drain {
    /// Begins to drain.
    pub fn begin(&self) {
        self.0.store(true, Ordering::Relaxed);
    }

    /// Returns whether the process is draining.
    pub fn has_begun(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }
}

impl Readiness {
    /// Checks the parts of the readiness.
    pub async fn report(&self, auth: &Auth) -> ReadinessReport {
        ReadinessReport {
            store: self.store_responds(&auth.store).await,
            metadata: auth.relying_party.provider().has_been_fetched(),
            draining: self.drain.has_begun(),
        }
    }

    async fn store_responds(&self, store: &Store) -> bool {
        let mut last = self.store.lock().await;
        if let Some(check) = last.filter(|check| check.at.elapsed() < CACHED) {
            return check.succeeded;
        }
        let checked = timeout(STORE_TIMEOUT, store.ping()).await.unwrap_or(Err(StoreError::Late));
        let did_succeed = last.map(|check| check.succeeded);
        match &checked {
            Err(error) if did_succeed != Some(false) => tracing::warn!(
                event = "store_unreachable",
                error = error as &dyn std::error::Error,
                "this process is not ready, because the session store does not respond"
            ),
            Ok(()) if did_succeed == Some(false) => {
                tracing::info!(event = "store_reachable", "the session store responds again");
            }
            _ => {}
        }
        *last = Some(StoreCheck { at: Instant::now(), succeeded: checked.is_ok() });
        checked.is_ok()
    }
}
