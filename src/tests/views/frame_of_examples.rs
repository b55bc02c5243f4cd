//! The parts around the views in these tests: the files of the client, the signed-in user, and the session of a page.

use std::sync::Arc;

use leptos_entra::{
    paths::Base,
    server::session::TimeLeft,
    web::{Assets, Page, PageUser, PageVisitor, SessionOfPage, Style},
};

pub fn assets() -> Assets {
    Assets {
        base: Base::default(),
        style: Style::Inline(":root{color-scheme:light dark}".into()),
        script: "/pkg/leptos-entra.js?v=1".into(),
        wasm: "/pkg/leptos-entra_bg.wasm?v=1".into(),
        brand: Arc::default(),
        logo: None,
        live_reload: None,
    }
}

/// Marks a page as belonging to a session, as the route of the page does.
pub fn of_session(page: Page) -> Page {
    page.session(SessionOfPage::Belongs).visitor(visitor())
}

/// Marks a page as belonging to a session and as the response to a form.
pub fn after_form(page: Page) -> Page {
    page.session(SessionOfPage::BelongsAfterForm).visitor(visitor())
}

pub fn visitor() -> PageVisitor {
    PageVisitor::SignedIn(Box::new(user()))
}

pub fn user() -> PageUser {
    PageUser {
        name: "Mia Keller".into(),
        username: Some("mia.keller@contoso.example".into()),
        tenant_id: Some("aaaabbbb-0000-cccc-1111-dddd2222eeee".into()),
        organization: None,
        photo: None,
        administers: false,
        tag: "0123456789abcdef".into(),
        has_other_accounts: false,
        time_left: Some(TimeLeft { idle: 3600, absolute: 43_200, warning: 120 }),
    }
}
