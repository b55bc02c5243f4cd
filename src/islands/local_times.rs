//! The island that writes the times of a page in the time zone of the user.

use leptos::prelude::*;

use crate::client;

/// An island without content. It writes the times of the page in the time zone of the browser. Without the client, they
/// stay in UTC.
#[island]
pub fn LocalTimes() -> impl IntoView {
    client::localize_times();
    // Leptos would mark the place of `()` with a comment, which browser extensions that filter pages remove.
    view! { <span></span> }
}
