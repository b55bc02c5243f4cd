//! A task that continues when the browser closes the connection.
//!
//! A web framework drops the future of a request when its connection closes. The tokens of a redeemed code, or a
//! rotated refresh token, would be lost with it.

use opentelemetry::context::FutureExt as _;
use tracing::Instrument as _;

/// Runs a future to its end in its own task, even if the caller is dropped. Returns `None` if it panicked. The task has the ID and
/// the spans of the request.
pub async fn detached<T: Send + 'static>(future: impl Future<Output = T> + Send + 'static) -> Option<T> {
    tokio::spawn(future.with_current_context().in_current_span()).await.ok()
}
