//! The frame around every page: the notice of the development tenant, the name and the logo, and the footer.

use std::sync::Arc;

use leptos::{either::Either, prelude::*};

use super::languages::LanguageMenu;
use crate::{paths, server::config::Brand, text};

/// The beginning of the body: the skip link, and the notice that the accounts are fictitious if the provider is the development
/// tenant.
#[component]
pub fn Opening(dev_tenant: bool) -> impl IntoView {
    view! {
        <a class="skip" href="#main">
            {text!("frame-skip")}
        </a>
        {dev_tenant.then(|| view! { <Ribbon /> })}
    }
}

/// The app's logo and name, which lead to the homepage.
#[component]
pub fn HomeLink(name: String, logo: Option<String>) -> impl IntoView {
    view! {
        <a class="brand" href=paths::to(paths::HOME)>
            {match logo {
                Some(address) => Either::Left(view! { <img class="logo" src=address alt="" height="28" /> }),
                None => Either::Right(view! { <BuiltInLogo /> }),
            }}
            <span>{name}</span>
        </a>
    }
}

#[component]
fn BuiltInLogo() -> impl IntoView {
    view! {
        <svg class="sign" viewBox="0 0 32 32" width="28" height="28" aria-hidden="true" focusable="false">
            <rect class="sign-ground" width="32" height="32" rx="8" />
            <path class="sign-key" d="M12 10a6 6 0 1 0 5.7 8H21v3h3v-3h2v-4h-8.3A6 6 0 0 0 12 10Zm0 4a2 2 0 1 1 0 4 2 2 0 0 1 0-4Z" />
        </svg>
    }
}

/// The part of a document after `<main>`: the contacts, the languages and the version of the app.
#[component]
pub fn Footer(brand: Arc<Brand>, offers_languages: bool) -> impl IntoView {
    let links = [
        (text!("footer-support"), &brand.support),
        (text!("footer-privacy"), &brand.privacy),
        (text!("footer-terms"), &brand.terms),
    ];
    let links = links.into_iter().filter_map(|(label, address)| Some((label, address.as_ref()?.to_string())));
    let links: Vec<_> = links.map(|(label, address)| view! { <li><a href=address>{label}</a></li> }).collect();
    view! {
        <footer class="colophon">
            {offers_languages.then(|| view! { <LanguageMenu /> })}
            {(!links.is_empty()).then(|| view! { <ul>{links}</ul> })}
            <p>{[&brand.name, " ", env!("CARGO_PKG_VERSION")].concat()}</p>
        </footer>
    }
}

/// The notice on every page that the accounts are fictitious, if the provider is the development tenant.
#[component]
fn Ribbon() -> impl IntoView {
    view! {
        <aside class="ribbon" aria-label=text!("frame-about")>
            <p>
                <strong>{text!("frame-dev-tenant")}</strong>
                " "
                {text!("frame-dev-tenant-data")}
            </p>
        </aside>
    }
}

/// A link to the homepage that looks like a button.
#[component]
pub fn HomepageLink() -> impl IntoView {
    view! {
        <a class="button quiet" href=paths::to(paths::HOME)>
            {text!("frame-homepage")}
        </a>
    }
}
