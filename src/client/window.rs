//! The address of the browser window, and its changes.

use wasm_bindgen::{JsCast, closure::Closure};
use web_sys::PageTransitionEvent;

/// Opens an address of this app in place of the page, so that "Back" does not lead to the page again.
pub fn go_to(address: &str) {
    if let Some(window) = web_sys::window() {
        _ = window.location().replace(address);
    }
}

/// Reloads the page that the window shows.
pub fn reload() {
    if let Some(window) = web_sys::window() {
        _ = window.location().reload();
    }
}

/// Calls `callback` when "Back" shows the page again from the browser's page cache, in the state in which the user left
/// it.
pub fn on_return(callback: impl Fn() + 'static) {
    let listener = Closure::<dyn Fn(PageTransitionEvent)>::new(move |event: PageTransitionEvent| {
        if event.persisted() {
            callback();
        }
    });
    if let Some(window) = web_sys::window() {
        _ = window.add_event_listener_with_callback("pageshow", listener.as_ref().unchecked_ref());
    }
    // The page listens until it is closed, so the listener is never dropped.
    listener.forget();
}
