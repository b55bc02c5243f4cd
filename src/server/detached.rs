//! Work that must not stop in the middle when the browser goes away.
//!
//! A web framework drops a request's future when its connection closes. A code that has been redeemed, or a refresh token
//! that has been rotated, would be lost with it.

use tracing::Instrument as _;

/// Runs a future to its end, whether or not anybody still waits for it. Returns nothing when it panicked.
pub async fn detached<T: Send + 'static>(future: impl Future<Output = T> + Send + 'static) -> Option<T> {
    tokio::spawn(future.in_current_span()).await.ok()
}
