//! The page that offers to reset a password: for a user who chose "Forgot your password?" in a sign-in that this app
//! has forgotten.

use leptos::prelude::*;

use crate::{
    paths,
    web::{HomepageLink, Page},
};

/// Returns the page that offers to reset a password.
pub fn page() -> Page {
    Page::new("Reset the password").view(|| {
        view! {
            <section class="card">
                <h1>"Forgot your password?"</h1>
                <p class="lead">"Choose a new password at your sign-in service. You are signed in afterwards."</p>
                <p class="actions">
                    <a class="button main" href=paths::to(paths::RESET_PASSWORD) rel="external">
                        "Reset the password"
                    </a>
                    <HomepageLink />
                </p>
            </section>
        }
    })
}
