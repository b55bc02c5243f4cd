//! Islands that leave the page of a signed-in user when the session ends elsewhere: in another tab, at the provider, or
//! on another device.

use std::cell::Cell;

use leptos::prelude::*;

use crate::{
    client,
    paths::{self, HOME, IS_SIGNED_IN, SIGN_OUT},
};

/// The shortest time between two checks of the session, in milliseconds.
const CHECK_INTERVAL: f64 = 1000.0;

/// An island without content. When another tab reports a sign-out, or when "Back" shows the page again, it requests the
/// page again, because the session may have ended. When the user returns to the tab, it checks the session.
#[island]
pub fn ReloadOnSignOut() -> impl IntoView {
    follow(client::reload)
}

/// An island without content, as [`ReloadOnSignOut`], for a page that is the response to a form. A reload would send
/// the form again, so the island opens the homepage instead.
#[island]
pub fn LeaveOnSignOut() -> impl IntoView {
    let home = paths::to(HOME);
    follow(move || client::go_to(&home))
}

/// Returns an empty element. Leptos would mark the place of `()` with a comment, which browser extensions that filter
/// pages remove.
fn follow(leave: impl Fn() + Clone + 'static) -> impl IntoView {
    client::on_return(leave.clone());
    // Apps with different base paths can share an origin. The path in the channel's name keeps their channels apart.
    client::follow_sign_out(&paths::to(SIGN_OUT), leave.clone());
    leave_if_ended(leave);
    view! { <span></span> }
}

/// Checks the session when the user returns to the tab. No message of another tab reports that the provider or another
/// device has ended the session: the frame of a front-channel logout belongs to the provider's site, so browsers keep its
/// channels apart.
fn leave_if_ended(leave: impl Fn() + Clone + 'static) {
    let address = paths::to(IS_SIGNED_IN);
    let checked_at = Cell::new(0.0);
    client::on_sight(move || {
        let now = client::now();
        if now - checked_at.replace(now) < CHECK_INTERVAL {
            return;
        }
        let (address, leave) = (address.clone(), leave.clone());
        client::spawn(async move {
            // The tab stays after an error: the session may exist although the store or the network has failed.
            if let Ok(false) = client::call_server(&address).await {
                client::announce_sign_out();
                leave();
            }
        });
    });
}
