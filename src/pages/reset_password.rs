//! Whoever has forgotten their password, and came here from a sign-in that is not known any more.

use leptos::prelude::*;

use crate::{components::HomepageLink, paths};

/// Offers to reset the password: one click.
#[component]
pub fn ResetPassword() -> impl IntoView {
    view! {
        <section class="card">
            <h1>"Forgotten your password?"</h1>
            <p class="lead">"Choose a new one at your sign-in service. Afterwards you are signed in with it."</p>
            <p class="actions">
                <a class="button main" href=paths::to(paths::RESET_PASSWORD) rel="external">
                    "Reset the password"
                </a>
                <HomepageLink />
            </p>
        </section>
    }
}
