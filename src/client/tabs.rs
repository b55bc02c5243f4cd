//! Messages between the tabs of one browser: a sign-out in one tab reaches the pages in the others.

use std::cell::RefCell;

use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use web_sys::BroadcastChannel;

thread_local! {
    /// The channel on which this page listens. The page also sends through it, because a channel does not receive its
    /// own messages: with a second channel, the page would react to its own message.
    static CHANNEL: RefCell<Option<BroadcastChannel>> = const { RefCell::new(None) };
}

/// Calls `callback` when another tab reports a sign-out on the channel with this name.
pub fn follow_sign_out(channel: &str, callback: impl Fn() + 'static) {
    let Ok(channel) = BroadcastChannel::new(channel) else { return };
    let listener = Closure::<dyn Fn()>::new(callback);
    channel.set_onmessage(Some(listener.as_ref().unchecked_ref()));
    // The page listens until it is closed, so the listener is never dropped.
    listener.forget();
    CHANNEL.set(Some(channel));
}

/// Tells the other tabs that the session has ended.
pub fn announce_sign_out() {
    CHANNEL.with_borrow(|channel| {
        if let Some(channel) = channel {
            _ = channel.post_message(&JsValue::from(0));
        }
    });
}
