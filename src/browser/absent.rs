//! What stands in for the browser while the server renders: every wish is refused.
//!
//! Nothing in here is ever waited for: the server renders components, but no event and no timer of theirs runs there.

use std::future::Future;

use serde::de::DeserializeOwned;

use crate::error::AppError;

/// Refuses: the server does not call itself.
#[expect(clippy::unused_async, reason = "stands in for an asynchronous function of the browser")]
pub async fn post_server_function<T: DeserializeOwned>(_path: &str, _body: &str) -> Result<T, AppError> {
    Err(AppError::Unexpected)
}

/// Refuses: the server has no clipboard.
#[expect(clippy::unused_async, reason = "stands in for an asynchronous function of the browser")]
pub async fn copy_text(_text: &str) -> bool {
    false
}

/// Returns at once.
#[expect(clippy::unused_async, reason = "stands in for an asynchronous function of the browser")]
pub async fn sleep(_milliseconds: i32) {}

/// Drops the task.
pub fn spawn(_task: impl Future<Output = ()> + 'static) {}

/// Returns the beginning of time.
pub const fn now() -> f64 {
    0.0
}

/// Stays.
pub const fn go_to(_path: &str) {}

/// Stays.
pub const fn reload() {}

/// Never calls back.
pub fn on_return(_callback: impl Fn() + 'static) {}
