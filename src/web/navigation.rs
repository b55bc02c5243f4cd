//! The navigation: links to the pages that have a label in the route table.

use std::sync::Arc;

use leptos::prelude::*;

use crate::{paths, text, texts};

/// The entries of the navigation.
#[derive(Clone, Debug, Default)]
pub struct Navigation(pub Arc<[NavigationEntry]>);

/// An entry of the navigation, which is a link to a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NavigationEntry {
    /// A message of [`texts`].
    pub label: &'static str,
    /// A path of this app, without the base path.
    pub path: String,
}

/// Shows the navigation as a list of links, of which one leads to the current page. On a narrow screen the list opens below
/// a button, which works without JavaScript.
#[component]
pub fn NavigationBar(navigation: Navigation, current: Option<String>) -> impl IntoView {
    let Navigation(entries) = navigation;
    let links = entries.iter().map(|NavigationEntry { label, path }| {
        let is_current = current.as_ref() == Some(path);
        view! {
            <li>
                <a href=paths::to(path) rel="external" aria-current=is_current.then_some("page")>
                    {texts::format(label, [])}
                </a>
            </li>
        }
    });
    view! {
        <nav class="navigation" aria-label=text!("navigation-name")>
            <details class="menu" name="menu">
                <summary>{text!("navigation-menu")}</summary>
                <ul>{links.collect_view()}</ul>
            </details>
        </nav>
    }
}
