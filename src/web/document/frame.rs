//! The frame around every page: the masthead, the notice of the development tenant, and the footer.

use leptos::prelude::*;

use crate::paths;

/// The part of a document before `<main>`: the app's name and the notice of the development tenant.
#[component]
pub fn Masthead(dev_tenant: bool) -> impl IntoView {
    view! {
        <a class="skip" href="#main">
            "Skip to the content"
        </a>
        <header class="masthead">
            <Brand />
            {dev_tenant.then(|| view! { <Ribbon /> })}
        </header>
    }
}

/// The part of a document after `<main>`.
#[component]
pub fn Footer() -> impl IntoView {
    view! {
        <footer class="colophon">
            <p>{concat!("Leptos Entra ", env!("CARGO_PKG_VERSION"))}</p>
        </footer>
    }
}

/// The app's name and logo, which lead to the homepage.
#[component]
fn Brand() -> impl IntoView {
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

/// The notice on every page that the accounts are fictitious, if the provider is the development tenant.
#[component]
fn Ribbon() -> impl IntoView {
    view! {
        <aside class="ribbon" aria-label="About this app">
            <p>
                <strong>"Development tenant:"</strong>
                " no real accounts, no real data"
            </p>
        </aside>
    }
}

/// A link to the homepage that looks like a button.
#[component]
pub fn HomepageLink() -> impl IntoView {
    view! {
        <a class="button quiet" href=paths::to(paths::HOME)>
            "Homepage"
        </a>
    }
}
