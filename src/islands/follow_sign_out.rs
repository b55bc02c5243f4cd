//! Islands that leave the page of a signed-in user when the session ends in another tab.

use leptos::prelude::*;

use crate::{
    client,
    paths::{self, HOME, SIGN_OUT},
};

/// An island without content. When another tab reports a sign-out, or when "Back" shows the page again, it requests the
/// page again, because the session may have ended.
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
    client::follow_sign_out(&paths::to(SIGN_OUT), leave);
    view! { <span></span> }
}
