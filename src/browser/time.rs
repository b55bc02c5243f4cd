//! Tasks and timers of the browser.

use std::future::Future;

use js_sys::{Date, Promise};
use wasm_bindgen_futures::JsFuture;

/// Starts a task beside whatever the page does.
pub fn spawn(task: impl Future<Output = ()> + 'static) {
    wasm_bindgen_futures::spawn_local(task);
}

/// Waits. A tab in the background may wake up late: measure with [`now`].
pub async fn sleep(milliseconds: i32) {
    let timer = Promise::new(&mut |resolve, _| {
        // Without a window there is no timer and the promise stays open, as does the task that waits for it.
        if let Some(window) = web_sys::window() {
            _ = window.set_timeout_with_callback_and_timeout_and_arguments_0(&resolve, milliseconds);
        }
    });
    _ = JsFuture::from(timer).await;
}

/// Returns milliseconds since 1970, by the browser's clock.
pub fn now() -> f64 {
    Date::now()
}
