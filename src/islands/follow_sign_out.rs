//! Pages of signed-in users leave the screen when the session ends in another tab.

use leptos::prelude::*;

use crate::{
    client,
    paths::{self, HOME, SIGN_OUT},
};

/// Shows nothing. When another tab reports a sign-out, or when "Back" shows the page again, the page is requested again,
/// because the session may have ended.
#[island]
pub fn ReloadOnSignOut() -> impl IntoView {
    follow(client::reload)
}

/// Shows nothing. As [`ReloadOnSignOut`], for the response to a form: a reload would send the form again, so the homepage is
/// opened instead.
#[island]
pub fn LeaveOnSignOut() -> impl IntoView {
    let home = paths::to(HOME);
    follow(move || client::go_to(&home))
}

/// Returns an empty element. Leptos would mark the place of `()` with a comment, which filters of browsers remove.
fn follow(leave: impl Fn() + Clone + 'static) -> impl IntoView {
    client::on_return(leave.clone());
    // Apps below different base paths share an origin; the path in the name keeps their channels apart.
    client::follow_sign_out(&paths::to(SIGN_OUT), leave);
    view! { <span></span> }
}
