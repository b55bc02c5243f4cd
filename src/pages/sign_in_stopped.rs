//! The page that ends a redirect loop, after several sign-ins in a row have failed.

use axum::http::StatusCode;
use leptos::prelude::*;

use crate::{
    paths,
    web::{HomepageLink, Page},
};

/// Returns the page, with status 429. `return_to` is the path of this app to which the next sign-in returns.
pub fn page(return_to: String) -> Page {
    Page::new("Sign-in stopped").status(StatusCode::TOO_MANY_REQUESTS).view(move || {
        view! {
            <section class="card">
                <h1>"Sign-in stopped"</h1>
                <p class="lead">
                    "You came back from the sign-in service three times within two minutes and are still not signed in. This app stopped here, because another attempt without a change would probably fail, too. Check the following, and then start again."
                </p>
                <ul>
                    <li>"Allow cookies for this site, and open it in one browser window only."</li>
                    <li>"Use another account if this one was rejected."</li>
                    <li>"Check that the date and the time of this device are right."</li>
                </ul>
                <p>"If it happens again, tell the administrators of this app."</p>
                <p class="actions">
                    <a class="button main" href=paths::to(&paths::sign_in_after_loop(&return_to)) rel="external">
                        "Start again"
                    </a>
                    <HomepageLink />
                </p>
            </section>
        }
    })
}
