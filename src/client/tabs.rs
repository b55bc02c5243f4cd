//! Messages between the tabs of one browser: a sign-out or a switch to another account in one tab reaches the pages in the others.

use std::cell::RefCell;

use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use web_sys::{BroadcastChannel, MessageEvent};

thread_local! {
    /// The channel on which this page listens. The page also sends through it, because a channel does not receive its
    /// own messages: with a second channel, the page would react to its own message.
    static CHANNEL: RefCell<Option<BroadcastChannel>> = const { RefCell::new(None) };
}

/// Calls `callback` when another tab reports a sign-out on the channel with this name, or shows a page of another user.
///
/// A page sends the tag of its user to the other tabs, so that they leave the pages of the previous user.
pub fn follow_sign_out(channel: &str, callback: impl Fn() + 'static) {
    let Ok(channel) = BroadcastChannel::new(channel) else { return };
    let user = user_of_page();
    let own = user.clone();
    let listener = Closure::<dyn Fn(MessageEvent)>::new(move |message: MessageEvent| {
        if own.is_none() || message.data().as_string() != own {
            callback();
        }
    });
    channel.set_onmessage(Some(listener.as_ref().unchecked_ref()));
    // The page listens until it is closed, so the listener is never dropped.
    listener.forget();
    if let Some(user) = user {
        _ = channel.post_message(&JsValue::from_str(&user));
    }
    CHANNEL.set(Some(channel));
}

/// Returns the tag of the user of this page. `None` if the page does not know its user.
fn user_of_page() -> Option<String> {
    web_sys::window()?.document()?.query_selector("[data-user]").ok()??.get_attribute("data-user")
}

/// Tells the other tabs that the session has ended.
pub fn announce_sign_out() {
    CHANNEL.with_borrow(|channel| {
        if let Some(channel) = channel {
            _ = channel.post_message(&JsValue::from(0));
        }
    });
}
