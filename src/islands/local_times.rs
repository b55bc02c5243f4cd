//! The times of a page, in the time zone of the user.

use leptos::prelude::*;

use crate::client;

/// Shows nothing. Writes the times of the page in the time zone of the browser; without the client they stay in UTC.
#[island]
pub fn LocalTimes() -> impl IntoView {
    client::localize_times();
    // Leptos would mark the place of `()` with a comment, which filters of browsers remove.
    view! { <span></span> }
}
