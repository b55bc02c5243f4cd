//! Messages between the tabs of one browser: a sign-out, a switch to another account or a use of the session in one tab reaches the pages in
//! the others.

use std::cell::RefCell;

use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use web_sys::{BroadcastChannel, MessageEvent};

thread_local! {
    /// The channel on which this page listens. The page also sends through it, because a channel does not receive its
    /// own messages: with a second channel, the page would react to its own message.
    static CHANNEL: RefCell<Option<BroadcastChannel>> = const { RefCell::new(None) };
}

/// Calls `callback` with each message of another tab on the channel with this name: a text, or `None` when the other tab reports a
/// sign-out.
pub fn listen_to_tabs(channel: &str, callback: impl Fn(Option<String>) + 'static) {
    let Ok(channel) = BroadcastChannel::new(channel) else { return };
    let listener =
        Closure::<dyn Fn(MessageEvent)>::new(move |message: MessageEvent| callback(message.data().as_string()));
    channel.set_onmessage(Some(listener.as_ref().unchecked_ref()));
    // The page listens until it is closed, so the listener is never dropped.
    listener.forget();
    CHANNEL.set(Some(channel));
}

/// Sends a text to the other tabs.
pub fn tell_tabs(message: &str) {
    send(&JsValue::from_str(message));
}

/// Tells the other tabs that the session has ended.
pub fn announce_sign_out() {
    send(&JsValue::from(0));
}

fn send(message: &JsValue) {
    CHANNEL.with_borrow(|channel| {
        if let Some(channel) = channel {
            _ = channel.post_message(message);
        }
    });
}
