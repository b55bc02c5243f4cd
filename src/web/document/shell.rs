//! The parts of the frame that are rendered once, when the server starts: they depend on the app and not on the request.

use std::sync::Arc;

use leptos::prelude::*;

use super::{
    account::SignInShortcut,
    context::in_context,
    frame::{Footer, HomeLink, Opening},
};
use crate::web::{
    Assets,
    navigation::{Navigation, NavigationBar},
};

/// The settings of the frame that are the same for all pages of an app.
#[derive(Clone, Debug, Default)]
pub struct Shell {
    pub navigation: Navigation,
    /// Whether the account menu has a link that signs in with another account.
    pub switches_account: bool,
    /// Whether the provider is the development tenant.
    pub dev_tenant: bool,
    /// Whether the footer has the language menu.
    pub offers_languages: bool,
}

/// The HTML of the parts of the frame.
pub(super) struct RenderedShell {
    /// From the beginning of the body to the link home in the header.
    pub opening: String,
    pub footer: String,
    pub sign_in: String,
    /// The navigation on pages that are not in it.
    elsewhere: String,
    /// The navigation on each of its pages, by the page's path.
    at: Vec<(String, String)>,
}

impl RenderedShell {
    pub fn new(shell: &Shell, assets: &Assets) -> Self {
        let Shell { navigation, dev_tenant, offers_languages, .. } = shell;
        let (brand, offers_languages) = (Arc::clone(&assets.brand), *offers_languages);
        let (name, logo) = (assets.brand.name.clone(), assets.logo.clone());
        let render = |current: Option<String>| {
            let navigation = navigation.clone();
            in_context(assets, || view! { <NavigationBar navigation current /> }.to_html())
        };
        let paths = navigation.0.iter().map(|entry| entry.path.clone());
        let opening = in_context(assets, || view! { <Opening dev_tenant=*dev_tenant /> }.to_html());
        let home = in_context(assets, || view! { <HomeLink name logo /> }.to_html());
        Self {
            opening: [&opening, "<header class=\"masthead\"><div class=\"bar\">", &home].concat(),
            footer: in_context(assets, || view! { <Footer brand offers_languages /> }.to_html()),
            sign_in: in_context(assets, || view! { <SignInShortcut /> }.to_html()),
            at: paths.map(|path| (path.clone(), render(Some(path)))).collect(),
            elsewhere: if navigation.0.is_empty() { String::new() } else { render(None) },
        }
    }

    /// Returns the navigation on the page at this path.
    pub fn navigation_at(&self, path: &str) -> &str {
        self.at.iter().find(|(at, _)| at == path).map_or(&self.elsewhere, |(_, html)| html)
    }
}
