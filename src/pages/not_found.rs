//! An address that leads nowhere.

use leptos::prelude::*;

use crate::components::HomepageLink;

/// Says so, and leads home.
#[component]
pub fn NotFound() -> impl IntoView {
    view! {
        <section class="card">
            <h1>"Page not found"</h1>
            <p>"This address leads nowhere. The link may be old, or a letter may be missing."</p>
            <p class="actions">
                <HomepageLink />
            </p>
        </section>
    }
}
