//! The HTML document around a page: head, header, `<main>`, footer, and the loader of the client.
//!
//! The shell of Leptos is not used, because most pages await nothing. They are rendered into one string, at a fraction of
//! the cost of the streaming path. `src/docs/differences.md` has the figures.

mod account;
mod context;
mod frame;
mod languages;
mod session_end;
mod shell;

use aws_lc_rs::digest;
use base64::{Engine as _, engine::general_purpose::STANDARD};
use leptos::prelude::*;

use self::{account::AccountMenu, context::context, shell::RenderedShell};
use super::{
    Assets, Style, brand,
    page::{Contents, Hydration, SessionOfPage},
    visitor::PageVisitor,
};
use crate::{
    paths,
    server::correlation::RequestId,
    texts::{Direction, language},
};

pub use self::{account::SignOutOfAllForm, frame::HomepageLink, languages::LanguageMenu, shell::Shell};

/// The script that loads the client: a function of the addresses of the client's files and of the time of loading.
const LOADER: &str = include_str!("../client/loader.js");

/// Renders the HTML documents of pages in one language, and holds the parts that all documents share.
pub struct Document {
    assets: Assets,
    prefix: String,
    style_source: String,
    shell: RenderedShell,
    switches_account: bool,
    /// The end of every title.
    title_end: String,
    loader: String,
}

/// The parts of a request that its document shows.
pub struct PageRequest<'a> {
    /// The nonce of the response's content security policy.
    pub nonce: &'a str,
    pub id: Option<RequestId>,
    /// The path as the browser sees it.
    pub path: &'a str,
}

/// A document up to the end of its view.
pub struct BegunDocument {
    pub html: String,
    /// The owner in which the rest of `<main>` is rendered.
    pub owner: Owner,
    /// The island after `<main>` by which the page follows its session.
    pub follower: String,
}

impl Document {
    /// Makes the renderer of an app for the current language ([`language`]). The parts that all documents share are rendered once, here.
    pub fn new(shell: &Shell, assets: Assets) -> Self {
        let styles = Styles::of(&assets);
        Self {
            prefix: prefix(&assets, &styles.html),
            style_source: styles.source,
            shell: RenderedShell::new(shell, &assets),
            switches_account: shell.switches_account,
            title_end: escaped(&[" – ", &assets.brand.name].concat()),
            loader: without_comments(LOADER),
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

    /// Renders the document of a page, without the shared prefix.
    pub fn render(&self, contents: Contents, request: PageRequest<'_>) -> String {
        let begun = self.begin(contents, request);
        [begun.html, self.end(&begun.follower)].concat()
    }

    /// Renders the document of a page up to the end of its view, without the shared prefix.
    pub fn begin(&self, contents: Contents, request: PageRequest<'_>) -> BegunDocument {
        let PageRequest { nonce, id, path } = request;
        let own_path = self.assets.base.strip(path).unwrap_or_default();
        let owner = context(&self.assets);
        let (visitor, main, follower) = owner.with(|| {
            if let Some(id) = id {
                provide_context(id);
            }
            let time_left = session_end::time_left(&contents.visitor);
            let visitor = self.visitor(contents.visitor, own_path);
            (visitor, (contents.view)(), session_end::follow_session(contents.session, time_left, own_path))
        });
        let mut html = String::with_capacity(main.len() + 4 * 1024);
        push(&mut html, &["<title>", &escaped(&contents.title), &self.title_end, "</title>"]);
        if let Some(seconds) = contents.refresh_without_script {
            let seconds = seconds.to_string();
            push(&mut html, &["<noscript><meta http-equiv=\"refresh\" content=\"", &seconds, "\"></noscript>"]);
        }
        if !follower.is_empty() || main.contains("<leptos-island") {
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
        push(&mut html, &["</head><body>", &self.shell.opening, &visitor, "</div></header>"]);
        push(&mut html, &["<main id=\"main\" tabindex=\"-1\">", &main]);
        BegunDocument { html, owner, follower }
    }

    /// Returns the rest of a document, from the end of `<main>`.
    pub fn end(&self, follower: &str) -> String {
        ["</main>", follower, &self.shell.footer, "</body></html>"].concat()
    }

    /// Renders the part of the header that depends on the visitor: the navigation and the account, or the sign-in.
    fn visitor(&self, visitor: PageVisitor, path: &str) -> String {
        match visitor {
            PageVisitor::Unknown => String::new(),
            PageVisitor::SignedOut => self.shell.sign_in.clone(),
            PageVisitor::SignedIn(user) => {
                let (user, switches_account) = (*user, self.switches_account);
                let account = view! { <AccountMenu user switches_account /> }.to_html();
                [self.shell.navigation_at(path), &account].concat()
            }
        }
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

/// Returns the beginning of all documents. It does not depend on the request, so that it is compressed only once.
fn prefix(assets: &Assets, style: &str) -> String {
    let base = assets.base.as_str();
    let language = language();
    let direction = match language.direction() {
        Direction::LeftToRight => "",
        Direction::RightToLeft => " dir=\"rtl\"",
    };
    let root = if base.is_empty() { String::new() } else { format!(" data-base=\"{base}\"") };
    let (icon, kind) = match (&assets.logo, &assets.brand.logo) {
        (Some(address), Some(logo)) => (address.clone(), brand::media_type(logo)),
        _ => (assets.base.join(paths::ICON), "image/svg+xml"),
    };
    format!(
        "<!DOCTYPE html><html lang=\"{}\"{direction}{root}><head><meta charset=\"utf-8\">\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\
         <meta name=\"color-scheme\" content=\"light dark\">{style}<link rel=\"icon\" href=\"{icon}\" type=\"{kind}\">",
        language.tag()
    )
}

/// The style sheet and the colours of the brand in the head of all documents.
struct Styles {
    html: String,
    /// How the content security policy allows them. Inline styles are allowed by their hash, because a nonce would differ
    /// in each response: the styles could not be compressed in advance.
    source: String,
}

impl Styles {
    fn of(assets: &Assets) -> Self {
        let accent = assets.brand.accent.as_ref().map(brand::style_of).unwrap_or_default();
        match &assets.style {
            Style::Inline(css) => Self::inline(&[css.as_str(), &accent].concat()),
            Style::Linked(address) => {
                let accent = if accent.is_empty() { None } else { Some(Self::inline(&accent)) };
                let (html, source) = accent.map(|Self { html, source }| (html, source)).unwrap_or_default();
                Self {
                    html: format!("<link rel=\"stylesheet\" href=\"{address}\">{html}"),
                    source: format!("'self' {source}").trim_end().to_owned(),
                }
            }
        }
    }

    fn inline(css: &str) -> Self {
        let hash = digest::digest(&digest::SHA256, css.as_bytes());
        Self { html: format!("<style>{css}</style>"), source: format!("'sha256-{}'", STANDARD.encode(hash)) }
    }
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
