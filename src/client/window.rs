//! The address of the browser window, and its changes.

use wasm_bindgen::{JsCast, closure::Closure};
use web_sys::{KeyboardEvent, PageTransitionEvent};

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

/// Calls `callback` when the user returns to the page: when its tab becomes visible, or its window gets the focus. A
/// switch of tabs can cause both events.
pub fn on_sight(callback: impl Fn() + 'static) {
    let Some(window) = web_sys::window() else { return };
    let Some(document) = window.document() else { return };
    let shown = document.clone();
    let listener = Closure::<dyn Fn()>::new(move || {
        if !shown.hidden() {
            callback();
        }
    });
    _ = document.add_event_listener_with_callback("visibilitychange", listener.as_ref().unchecked_ref());
    _ = window.add_event_listener_with_callback("focus", listener.as_ref().unchecked_ref());
    // The page listens until it is closed, so the listener is never dropped.
    listener.forget();
}

/// Calls `callback` when the user presses the key Escape.
pub fn on_escape(callback: impl Fn() + 'static) {
    let listener = Closure::<dyn Fn(KeyboardEvent)>::new(move |event: KeyboardEvent| {
        if event.key() == "Escape" {
            callback();
        }
    });
    if let Some(window) = web_sys::window() {
        _ = window.add_event_listener_with_callback("keydown", listener.as_ref().unchecked_ref());
    }
    // The page listens until it is closed, so the listener is never dropped.
    listener.forget();
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
