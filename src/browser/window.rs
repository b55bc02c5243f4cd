//! Where the window is, and where it goes.

use wasm_bindgen::{JsCast, closure::Closure};
use web_sys::{Event, PageTransitionEvent};

use crate::paths;

/// Goes to a path of this app and forgets this page: "Back" does not lead here again.
pub fn go_to(path: &str) {
    if let Some(window) = web_sys::window() {
        _ = window.location().replace(&paths::to(path));
    }
}

/// Asks the server for this page once more.
pub fn reload() {
    if let Some(window) = web_sys::window() {
        _ = window.location().reload();
    }
}

/// Lets the page's own scripts hear of something.
pub fn say(what: &str) {
    if let (Some(window), Ok(event)) = (web_sys::window(), Event::new(what)) {
        _ = window.dispatch_event(&event);
    }
}

/// Calls back whenever the person returns to this page as they left it ("Back", from the browser's page cache).
pub fn on_return(callback: impl Fn() + 'static) {
    let listener = Closure::<dyn Fn(PageTransitionEvent)>::new(move |event: PageTransitionEvent| {
        if event.persisted() {
            callback();
        }
    });
    if let Some(window) = web_sys::window() {
        _ = window.add_event_listener_with_callback("pageshow", listener.as_ref().unchecked_ref());
    }
    // The page never stops listening while it lives.
    listener.forget();
}
