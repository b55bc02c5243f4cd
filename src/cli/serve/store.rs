//! The background tasks of the session store.

use std::time::Duration;

use crate::server::session::Store;

/// How often expired records are deleted from the store.
const SWEEP_EVERY: Duration = Duration::from_mins(1);
/// After this time the app checks again whether a failed session store works.
const PROBE_EVERY: Duration = Duration::from_secs(15);

/// Tries each operation that the app needs of the session store. Reports a failure, and tries again in the background
/// until the store works.
pub(super) async fn probe(store: &Store) {
    let Err(failure) = store.probe().await else { return };
    tracing::error!(
        event = "store_probe_failed",
        step = failure.step,
        "{}. Users cannot sign in until this is fixed (SESSION_STORE)",
        failure.report()
    );
    tokio::spawn(probe_until_it_works(store.clone()));
}

/// Checks the session store again and again. The app stays up while the store fails, because the fault may be fixed
/// without a restart.
async fn probe_until_it_works(store: Store) {
    loop {
        tokio::time::sleep(PROBE_EVERY).await;
        if store.probe().await.is_ok() {
            tracing::info!(event = "store_probe_succeeded", "the session store works now");
            return;
        }
    }
}

/// Deletes expired records of the session store at regular times, until the process ends.
pub(super) async fn sweep(store: Store) {
    let mut every = tokio::time::interval(SWEEP_EVERY);
    loop {
        every.tick().await;
        loop {
            match store.sweep().await {
                Ok(0) => break,
                Ok(_) => tokio::task::yield_now().await,
                Err(error) => {
                    tracing::error!(
                        error = &error as &dyn std::error::Error,
                        "expired records could not be deleted from the session store; the app retries"
                    );
                    break;
                }
            }
        }
    }
}
