//! The page for an address that this app does not have.

use axum::http::StatusCode;
use leptos::prelude::*;

use crate::web::{HomepageLink, Page};

/// Returns the page for an unknown address, with status 404.
pub fn page() -> Page {
    Page::new("Page not found").status(StatusCode::NOT_FOUND).view(|| {
        view! {
            <section class="card">
                <h1>"Page not found"</h1>
                <p>"This app has no page at this address. The link may be old or incomplete."</p>
                <p class="actions">
                    <HomepageLink />
                </p>
            </section>
        }
    })
}
