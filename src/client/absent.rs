//! Replaces the functions of `client` that need a browser while the server renders islands.
//!
//! The server renders islands but runs none of their event handlers and timers, so no result of these functions is used.

use std::future::Future;

use leptos::ev::{Event, MouseEvent, SubmitEvent};
use serde::de::DeserializeOwned;

use crate::error::ShownError;

/// Always fails, because the server does not call itself.
#[expect(clippy::unused_async, reason = "stands in for an asynchronous function of the browser")]
pub async fn call_server<T: DeserializeOwned>(_address: &str) -> Result<T, ShownError> {
    let (title, advice) = (String::new(), String::new());
    Err(ShownError { title, advice, next: None, has_ended: false, is_temporary: true })
}

/// Always fails, because the server does not call itself.
pub async fn call_server_with<T: DeserializeOwned>(address: &str, _form: &str) -> Result<T, ShownError> {
    call_server(address).await
}

/// Never calls `callback`, because the server does not call itself.
pub fn on_ended_session(_callback: impl Fn() + 'static) {}

/// Returns `false`: the server has no clipboard.
#[expect(clippy::unused_async, reason = "stands in for an asynchronous function of the browser")]
pub async fn copy_text(_text: &str) -> bool {
    false
}

/// Returns at once, because the server runs no timers of islands.
#[expect(clippy::unused_async, reason = "stands in for an asynchronous function of the browser")]
pub async fn sleep(_milliseconds: i32) {}

/// Drops the task, because the server runs no tasks of islands.
pub fn spawn(_task: impl Future<Output = ()> + 'static) {}

/// Returns 0, because the server runs no timers of islands.
pub const fn now() -> f64 {
    0.0
}

/// Does nothing: the server does not know the time zone of the user.
pub const fn localize_times() {}

/// Returns `None`, because the island reads the attribute in the browser.
pub const fn number(_attribute: &str) -> Option<u32> {
    None
}

/// Returns an empty text, because the island reads the attribute in the browser.
pub const fn text(_attribute: &str) -> String {
    String::new()
}

/// Returns `false`, because the server loads no client.
pub const fn is_late() -> bool {
    false
}

/// Returns `false`, because the server handles no events.
pub const fn is_plain_press(_event: &MouseEvent) -> bool {
    false
}

/// Returns `None`, because the server handles no events.
pub const fn pressed(_event: &MouseEvent) -> Option<String> {
    None
}

/// Returns `None`, because the server handles no events.
pub const fn copied_text(_event: &MouseEvent) -> Option<String> {
    None
}

/// Does nothing, because the server shows the result of no event.
pub const fn show(_selector: &str, _text: &str) {}

/// Does nothing, because the server handles no events.
pub const fn search_response(_event: &Event) {}

/// A form that the user has sent. It does not exist on the server.
pub struct SentForm {
    pub action: String,
    pub calling: String,
}

impl SentForm {
    /// Returns `None`, because the server handles no events.
    pub const fn take(_event: &SubmitEvent) -> Option<Self> {
        None
    }

    /// Does nothing, because the server has no focus to move.
    pub const fn focus(&self) {}

    /// Does nothing, because the server has no buttons to mark as busy.
    pub const fn set_busy(&self, _busy: bool) {}
}

/// Does nothing, because the server has no page to leave.
pub const fn go_to(_address: &str) {}

/// Does nothing, because the server has no page to reload.
pub const fn reload() {}

/// Never calls `callback`, because "Back" leads to no page on the server.
pub fn on_return(_callback: impl Fn() + 'static) {}

/// Never calls `callback`, because the server has no window.
pub fn on_sight(_callback: impl Fn() + 'static) {}

/// Never calls `callback`, because the server has no keyboard.
pub fn on_escape(_callback: impl Fn() + 'static) {}

/// Never calls `callback`, because the server has no tabs.
pub fn listen_to_tabs(_channel: &str, _callback: impl Fn(Option<String>) + 'static) {}

/// Does nothing, because the server has no tabs.
pub const fn tell_tabs(_message: &str) {}

/// Does nothing, because the server has no tabs.
pub const fn announce_sign_out() {}

/// Returns an empty text, because the island reads the attribute in the browser.
pub const fn user_of_page() -> String {
    String::new()
}

/// Returns `false`, because the server has no fields of a page.
pub const fn has_typed() -> bool {
    false
}

/// Does nothing, because the server hides no page.
pub const fn cover_page(_covers: bool) {}

/// Does nothing, because the server removes no content.
pub const fn empty_page() {}

/// Does nothing, because the server has no focus to move.
pub const fn focus_content() {}
