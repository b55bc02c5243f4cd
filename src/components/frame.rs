//! What stands around every page: the app's name, the ribbon of the dev tenant, the way home.

use leptos::prelude::*;

use crate::paths;

/// The app's name and sign, which lead to the homepage.
#[component]
pub fn Brand() -> impl IntoView {
    view! {
        <a class="brand" href=paths::to(paths::HOME)>
            <svg class="sign" viewBox="0 0 32 32" width="28" height="28" aria-hidden="true" focusable="false">
                <rect class="sign-ground" width="32" height="32" rx="8" />
                <path class="sign-key" d="M12 10a6 6 0 1 0 5.7 8H21v3h3v-3h2v-4h-8.3A6 6 0 0 0 12 10Zm0 4a2 2 0 1 1 0 4 2 2 0 0 1 0-4Z" />
            </svg>
            <span>"Leptos Entra"</span>
        </a>
    }
}

/// Says on every page that this is not for real.
#[component]
pub fn Ribbon() -> impl IntoView {
    view! {
        <aside class="ribbon" aria-label="About this app">
            <p>
                <strong>"Development tenant:"</strong>
                " no real accounts, no real data"
            </p>
        </aside>
    }
}

/// The way home, at the end of a page that leads nowhere else.
#[component]
pub fn HomepageLink() -> impl IntoView {
    view! {
        <a class="button quiet" href=paths::to(paths::HOME)>
            "Homepage"
        </a>
    }
}
