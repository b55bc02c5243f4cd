//! The page that offers to reset a password: for a user who chose "Forgot your password?" in a sign-in that this app
//! has forgotten.

use leptos::prelude::*;

use crate::{
    paths, text,
    web::{HomepageLink, Page},
};

/// Returns the page that offers to reset a password.
pub fn page() -> Page {
    Page::new(text!("reset-password-title")).view(|| {
        view! {
            <section class="card">
                <h1>{text!("reset-password-question")}</h1>
                <p class="lead">{text!("reset-password-explanation")}</p>
                <p class="actions">
                    <a class="button main" href=paths::to(paths::RESET_PASSWORD) rel="external">
                        {text!("reset-password-link")}
                    </a>
                    <HomepageLink />
                </p>
            </section>
        }
    })
}
