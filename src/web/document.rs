//! The HTML document around a page: head, masthead, `<main>`, footer, and the loader of the client.
//!
//! The shell of Leptos is not used, because pages await nothing. They are rendered into one string, at a fraction of
//! the cost of the streaming path. `src/docs/differences.md` has the figures.

mod frame;

use std::sync::Arc;

use aws_lc_rs::digest;
use base64::{Engine as _, engine::general_purpose::STANDARD};
use hydration_context::SsrSharedContext;
use leptos::prelude::*;

use self::frame::{Footer, Masthead};
use super::{
    Assets, Style,
    navigation::Navigation,
    page::{Contents, Hydration, SessionOfPage},
};
use crate::{
    islands::{LeaveOnSignOut, ReloadOnSignOut},
    paths::{self, Base},
    server::correlation::RequestId,
};

pub use self::frame::HomepageLink;

/// The script that loads the client: a function of the addresses of the client's files and of the time of loading.
const LOADER: &str = include_str!("../client/loader.js");

/// Renders the HTML documents of pages, and holds the parts that all documents share.
pub struct Document {
    assets: Assets,
    navigation: Navigation,
    prefix: String,
    style_source: String,
    masthead: String,
    footer: String,
    loader: String,
}

impl Document {
    /// Makes the renderer of an app. The parts that all documents share are rendered once, here.
    pub fn new(dev_tenant: bool, assets: Assets, navigation: Navigation) -> Self {
        let base = assets.base.clone();
        Self {
            prefix: prefix(&assets),
            style_source: style_source(&assets.style),
            masthead: in_context(&base, || view! { <Masthead dev_tenant /> }.to_html()),
            footer: in_context(&base, || view! { <Footer /> }.to_html()),
            loader: without_comments(LOADER),
            navigation,
            assets,
        }
    }

    /// Returns the beginning that all documents share.
    pub fn prefix(&self) -> &str {
        &self.prefix
    }

    /// Returns how the content security policy allows the style sheet (CSP Level 3 §2.3.1).
    pub fn style_source(&self) -> &str {
        &self.style_source
    }

    /// Renders the document of a page, without the shared prefix. `nonce` is that of the response's content security
    /// policy.
    pub fn render(&self, contents: Contents, nonce: &str, request_id: Option<RequestId>) -> String {
        let main = in_context(&self.assets.base, || {
            provide_context(self.navigation.clone());
            if let Some(id) = request_id {
                provide_context(id);
            }
            let mut main = (contents.view)();
            main.push_str(&follow_sign_out(contents.session));
            main
        });
        let mut html = String::with_capacity(main.len() + 4 * 1024);
        push(&mut html, &["<title>", &escaped(&contents.title), " – Leptos Entra</title>"]);
        if let Some(seconds) = contents.refresh_without_script {
            let seconds = seconds.to_string();
            push(&mut html, &["<noscript><meta http-equiv=\"refresh\" content=\"", &seconds, "\"></noscript>"]);
        }
        if main.contains("<leptos-island") {
            self.push_client(&mut html, contents.hydration, nonce);
        }
        if contents.session == SessionOfPage::Ended {
            let channel = self.assets.base.join(paths::SIGN_OUT);
            let tell = ["self.BroadcastChannel&&new BroadcastChannel(\"", &channel, "\").postMessage(0)"];
            push(&mut html, &["<script nonce=\"", nonce, "\">", &tell.concat(), "</script>"]);
        }
        if let Some(script) = &self.assets.live_reload {
            push(&mut html, &["<script nonce=\"", nonce, "\">", script, "</script>"]);
        }
        push(&mut html, &["</head><body>", &self.masthead, "<main id=\"main\" tabindex=\"-1\">", &main, "</main>"]);
        push(&mut html, &[&self.footer, "</body></html>"]);
        html
    }

    fn push_client(&self, html: &mut String, hydration: Hydration, nonce: &str) {
        let when = match hydration {
            Hydration::Now => "now",
            Hydration::WhenTouched => "touched",
        };
        let Assets { script, wasm, .. } = &self.assets;
        push(html, &["<script type=\"module\" nonce=\"", nonce, "\">", &self.loader]);
        push(html, &["(\"", script, "\",\"", wasm, "\",\"", when, "\")</script>"]);
    }
}

/// Returns the island by which a page of a session follows the sign-out in another tab.
fn follow_sign_out(session: SessionOfPage) -> String {
    match session {
        SessionOfPage::None | SessionOfPage::Ended => String::new(),
        SessionOfPage::Belongs => view! { <ReloadOnSignOut /> }.to_html(),
        SessionOfPage::BelongsAfterForm => view! { <LeaveOnSignOut /> }.to_html(),
    }
}

/// Returns the beginning of all documents. It does not depend on the request, so that it is compressed only once.
fn prefix(assets: &Assets) -> String {
    let base = assets.base.as_str();
    let root = if base.is_empty() { String::new() } else { format!(" data-base=\"{base}\"") };
    let style = match &assets.style {
        Style::Inline(css) => format!("<style>{css}</style>"),
        Style::Linked(address) => format!("<link rel=\"stylesheet\" href=\"{address}\">"),
    };
    let icon = assets.base.join(paths::ICON);
    format!(
        "<!DOCTYPE html><html lang=\"en\"{root}><head><meta charset=\"utf-8\">\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\
         <meta name=\"color-scheme\" content=\"light dark\">{style}<link rel=\"icon\" href=\"{icon}\" type=\"image/svg+xml\">"
    )
}

/// Returns how the content security policy allows the style sheet. An inline style sheet is allowed by its hash,
/// because a nonce would differ in each response: the style sheet could not be compressed in advance.
fn style_source(style: &Style) -> String {
    match style {
        Style::Inline(css) => {
            let hash = digest::digest(&digest::SHA256, css.as_bytes());
            format!("'sha256-{}'", STANDARD.encode(hash))
        }
        Style::Linked(_) => "'self'".to_owned(),
    }
}

/// Renders in a new Leptos owner, which frees the signals afterwards. Islands with children need its shared context.
fn in_context(base: &Base, render: impl FnOnce() -> String) -> String {
    Owner::new_root(Some(Arc::new(SsrSharedContext::new_islands()))).with(|| {
        provide_context(base.clone());
        render()
    })
}

/// Removes the comment lines and the indentation of a script, so that the document is smaller.
fn without_comments(script: &str) -> String {
    let lines = script.lines().map(str::trim).filter(|line| !line.starts_with("//"));
    lines.collect::<Vec<_>>().join("\n")
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;")
}

fn push(html: &mut String, parts: &[&str]) {
    for part in parts {
        html.push_str(part);
    }
}
