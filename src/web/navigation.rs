//! The navigation: links to the pages that have a label in the route table.

use std::sync::Arc;

use leptos::prelude::*;

use crate::paths;

/// The entries of the navigation. [`super::Document`] provides them to every page as Leptos context.
#[derive(Clone, Debug, Default)]
pub struct Navigation(pub Arc<[NavigationEntry]>);

/// An entry of the navigation, which is a link to a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NavigationEntry {
    pub label: &'static str,
    /// A path of this app, without the base path.
    pub path: String,
}

/// Shows the navigation as a list of links.
#[component]
pub fn NavigationLinks() -> impl IntoView {
    let Navigation(entries) = use_context().unwrap_or_default();
    entries
        .iter()
        .map(|NavigationEntry { label, path }| {
            view! {
                <p>
                    <a href=paths::to(path) rel="external">
                        {*label}
                    </a>
                </p>
            }
        })
        .collect_view()
}
