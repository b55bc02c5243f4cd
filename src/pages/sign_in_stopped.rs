//! The page that ends a redirect loop, after several sign-ins in a row have failed.

use axum::http::StatusCode;
use leptos::prelude::*;

use crate::{
    paths, text,
    web::{HomepageLink, Page},
};

/// Returns the page, with status 429. `return_to` is the path of this app to which the next sign-in returns.
pub fn page(return_to: String) -> Page {
    Page::new(text!("sign-in-stopped-title")).status(StatusCode::TOO_MANY_REQUESTS).view(move || {
        view! {
            <section class="card">
                <h1>{text!("sign-in-stopped-title")}</h1>
                <p class="lead">{text!("sign-in-stopped-explanation")}</p>
                <ul>
                    <li>{text!("sign-in-stopped-cookies")}</li>
                    <li>{text!("sign-in-stopped-another-account")}</li>
                    <li>{text!("sign-in-stopped-clock")}</li>
                </ul>
                <p>{text!("sign-in-stopped-again")}</p>
                <p class="actions">
                    <a class="button main" href=paths::to(&paths::sign_in_after_loop(&return_to)) rel="external">
                        {text!("sign-in-stopped-start-again")}
                    </a>
                    <HomepageLink />
                </p>
            </section>
        }
    })
}
