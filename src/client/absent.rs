//! Stands in for the browser while the server renders islands.
//!
//! The server renders islands but runs none of their event handlers and timers, so no result of these functions is used.

use std::future::Future;

use serde::de::DeserializeOwned;

use crate::error::AppError;

/// Fails: the server does not call itself.
#[expect(clippy::unused_async, reason = "stands in for an asynchronous function of the browser")]
pub async fn call_server<T: DeserializeOwned>(_address: &str) -> Result<T, AppError> {
    Err(AppError::Unexpected)
}

/// Returns `false`: the server has no clipboard.
#[expect(clippy::unused_async, reason = "stands in for an asynchronous function of the browser")]
pub async fn copy_text(_text: &str) -> bool {
    false
}

/// Returns at once.
#[expect(clippy::unused_async, reason = "stands in for an asynchronous function of the browser")]
pub async fn sleep(_milliseconds: i32) {}

/// Drops the task.
pub fn spawn(_task: impl Future<Output = ()> + 'static) {}

/// Returns 0.
pub const fn now() -> f64 {
    0.0
}

/// Returns `None`: the server does not know the time zone of the user.
pub const fn local_time(_machine: &str) -> Option<String> {
    None
}

/// Does nothing.
pub const fn go_to(_address: &str) {}

/// Does nothing.
pub const fn reload() {}

/// Never calls back.
pub fn on_return(_callback: impl Fn() + 'static) {}

/// Never calls back.
pub fn follow_sign_out(_channel: &str, _callback: impl Fn() + 'static) {}

/// Does nothing.
pub const fn tell_sign_out() {}
