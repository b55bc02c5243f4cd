//! Pages of signed-in users leave the screen when the session ends in another tab.

use leptos::prelude::*;

use crate::client;

/// Shows nothing. When another tab reports a sign-out, or when "Back" shows the page again, the page is requested again,
/// because the session may have ended. A page that responded to a form would send the form again: it goes to `instead`.
#[island]
pub fn FollowSignOut(
    /// The name of the channel. Two apps below different paths of one origin need different names.
    channel: String,
    /// The address to open instead of the page.
    instead: Option<String>,
) -> impl IntoView {
    let again = move || match &instead {
        Some(address) => client::go_to(address),
        None => client::reload(),
    };
    client::on_return(again.clone());
    client::follow_sign_out(&channel, again);
}
