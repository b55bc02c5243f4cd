//! The page for an address that this app does not have.

use axum::http::StatusCode;
use leptos::prelude::*;

use crate::{
    text,
    web::{HomepageLink, Page},
};

/// Returns the page for an unknown address, with status 404.
pub fn page() -> Page {
    Page::new(text!("not-found-title")).status(StatusCode::NOT_FOUND).view(|| {
        view! {
            <section class="card">
                <h1>{text!("not-found-title")}</h1>
                <p>{text!("not-found-explanation")}</p>
                <p class="actions">
                    <HomepageLink />
                </p>
            </section>
        }
    })
}
