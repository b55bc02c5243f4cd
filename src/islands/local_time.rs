//! A time, in the time zone of the user once the page is hydrated.

use leptos::prelude::*;

use crate::client;

/// Shows a time. Without the client it stays as the server wrote it, in UTC.
#[island]
pub fn LocalTime(
    /// For example `2026-11-23T18:55:00Z`.
    machine: String,
    /// For example `23 November 2026, 18:55 UTC`.
    text: String,
) -> impl IntoView {
    let shown = client::local_time(&machine).unwrap_or_else(|| text.clone());
    view! { <time datetime=machine prop:textContent=shown>{text}</time> }
}
