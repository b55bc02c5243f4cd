//! The HTML document around a page: head, body, and what the client needs to take the page over.
//!
//! Why not Leptos' own shell: a page awaits nothing, so one render into one string does what the streaming path does
//! at a fraction of its cost. State and script stand in `<head>`, so that `<main>` holds exactly what [`App`] rendered. What
//! is the same on all pages is rendered once, when the server starts.

use std::sync::{Arc, PoisonError, RwLock};

use leptos::prelude::*;

use super::{
    App,
    live::is_live,
    root::{Colophon, Masthead},
};
use crate::{
    model::{Page, View, WelcomeView},
    pages::Drawing,
    paths::{self, Base},
};

/// Addresses and scripts that every document names; made once, when the server starts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Assets {
    /// Where the app begins below its host.
    pub base: Base,
    /// The style sheet, e.g. `/pkg/leptos-entra.css?v=3f2a`.
    pub style: String,
    /// The client's JavaScript, e.g. `/pkg/leptos-entra.js?v=3f2a`.
    pub script: String,
    /// The client's WebAssembly, e.g. `/pkg/leptos-entra.wasm?v=3f2a`.
    pub wasm: String,
    /// The body of the script that reloads the page after a rebuild; only under `cargo leptos watch`.
    pub live_reload: Option<String>,
}

/// Around the channel's name and what to do: where somebody is signed in, the page asks the server once more when another tab
/// says that this is over. What the client finds out by itself it tells with an event. A page that tells does not listen and the other way
/// round, so that nothing goes in circles.
const FOLLOW_OTHER_TABS: [&str; 3] = [
    "if(self.BroadcastChannel){const tabs=new BroadcastChannel(\"",
    "\");tabs.onmessage=()=>location.",
    ";addEventListener(\"signed-out\",()=>tabs.postMessage(0))}",
];
/// Around the channel's name: the other tabs hear that nobody is signed in any more.
const TELL_OTHER_TABS: [&str; 2] = ["self.BroadcastChannel&&new BroadcastChannel(\"", "\").postMessage(0)"];
/// Writes the times of a page as the person's own clock has them.
const LOCAL_TIMES: &str = "for(const time of document.querySelectorAll(\"time\"))time.textContent=\
     new Date(time.dateTime).toLocaleString(\"en-GB\",{dateStyle:\"long\",timeStyle:\"short\"})";

/// Renders documents, with what they have in common.
pub struct Document {
    dev_tenant: bool,
    assets: Assets,
    masthead: String,
    colophon: String,
    /// The picture of the welcome view that was asked for last: at one app it is always the same.
    picture: RwLock<Option<(Drawing, Arc<str>)>>,
}

impl Document {
    /// Renders what all pages have in common.
    pub fn new(dev_tenant: bool, assets: Assets) -> Self {
        assets.base.clone().begin_page();
        Self {
            dev_tenant,
            assets,
            masthead: rendered(|| view! { <Masthead dev_tenant /> }),
            colophon: rendered(|| view! { <Colophon /> }),
            picture: RwLock::default(),
        }
    }

    /// Renders the whole HTML document of a view. `nonce` is the one of the response's `Content-Security-Policy`.
    pub fn html(&self, mut view: View, nonce: &str) -> String {
        if let View::Welcome(welcome) = &mut view {
            welcome.picture = self.picture_of(welcome);
        }
        let page = Page { dev_tenant: self.dev_tenant, base: self.assets.base.clone(), view };
        let mut html = String::with_capacity(12 * 1024);
        push_head(&mut html, &page, &self.assets, nonce);
        push(&mut html, &["<body>", &self.masthead, "<main id=\"main\" tabindex=\"-1\">"]);
        html.push_str(&rendered(|| view! { <App page /> }));
        push(&mut html, &["</main>", &self.colophon, "</body></html>"]);
        html
    }

    fn picture_of(&self, welcome: &WelcomeView) -> Arc<str> {
        let wanted = Drawing::of(welcome, self.dev_tenant);
        let known = self.picture.read().unwrap_or_else(PoisonError::into_inner);
        if let Some((drawing, picture)) = &*known
            && *drawing == wanted
        {
            return Arc::clone(picture);
        }
        drop(known);
        let picture: Arc<str> = rendered(|| wanted.clone().draw()).into();
        *self.picture.write().unwrap_or_else(PoisonError::into_inner) = Some((wanted, Arc::clone(&picture)));
        picture
    }
}

fn push_head(html: &mut String, page: &Page, assets: &Assets, nonce: &str) {
    push(
        html,
        &[
            "<!DOCTYPE html><html lang=\"en\"><head><meta charset=\"utf-8\">",
            "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">",
            "<meta name=\"color-scheme\" content=\"light dark\"><title>",
            title(&page.view),
            " – Leptos Entra</title><link rel=\"stylesheet\" href=\"",
            &assets.style,
            "\"><link rel=\"icon\" href=\"",
            &assets.base.join(paths::ICON),
            "\" type=\"image/svg+xml\">",
        ],
    );
    if let View::DeviceCode(view) = &page.view {
        let seconds = view.interval.to_string();
        push(html, &["<noscript><meta http-equiv=\"refresh\" content=\"", &seconds, "\"></noscript>"]);
    }
    push_scripts(html, page, nonce);
    if is_live(&page.view)
        && let Ok(state) = serde_json::to_string(page)
    {
        push_client(html, &state, assets, nonce);
    }
    if let Some(script) = &assets.live_reload {
        push(html, &["<script nonce=\"", nonce, "\">", script, "</script>"]);
    }
    html.push_str("</head>");
}

/// The scripts of pages that do without the client, or do not wait for it.
fn push_scripts(html: &mut String, page: &Page, nonce: &str) {
    let way = match &page.view {
        View::Welcome(_) | View::Sessions(_) | View::Mail(_) => Some("reload()".to_owned()),
        // A form led there: to reload it would be to send that once more.
        View::ApiResult(_) => Some(["replace(\"", &page.base.join(paths::HOME), "\")"].concat()),
        View::SigningOut { .. } => None,
        _ => return,
    };
    // Two apps on one host have one origin: the name of the channel keeps them apart.
    let channel = page.base.join(paths::SIGN_OUT);
    push(html, &["<script nonce=\"", nonce, "\">"]);
    if let Some(way) = way {
        let [before, between, after] = FOLLOW_OTHER_TABS;
        push(html, &[before, &channel, between, &way, after]);
    } else {
        let [before, after] = TELL_OTHER_TABS;
        push(html, &[before, &channel, after]);
    }
    html.push_str("</script>");
    if matches!(page.view, View::Sessions(_)) {
        push(html, &["<script type=\"module\" nonce=\"", nonce, "\">", LOCAL_TIMES, "</script>"]);
    }
}

/// Renders a view. The owner frees its signals when it goes.
fn rendered<View: IntoView>(view: impl FnOnce() -> View) -> String {
    Owner::new().with(|| view().to_html())
}

/// The client: JavaScript and WebAssembly load side by side, then `hydrate` reads the state and takes the page over.
///
/// A script begins both, not `<link rel="preload">`: without JavaScript that would load what nobody needs.
fn push_client(html: &mut String, state: &str, assets: &Assets, nonce: &str) {
    html.push_str("<script type=\"application/json\" id=\"page\">");
    push_script_text(html, state);
    push(
        html,
        &[
            "</script><script type=\"module\" nonce=\"",
            nonce,
            "\">const wasm=fetch(\"",
            &assets.wasm,
            "\");import(\"",
            &assets.script,
            "\").then(async client=>{await client.default({module_or_path:wasm});client.hydrate()})</script>",
        ],
    );
}

/// Writes JSON so that no text in it can end the script element (`</script>`), open a comment in it (`<!--`), or
/// break a line of a script.
fn push_script_text(html: &mut String, json: &str) {
    let mut rest = json;
    while let Some(at) = rest.find(['<', '\u{2028}', '\u{2029}']) {
        let (before, from) = rest.split_at(at);
        html.push_str(before);
        let mut characters = from.chars();
        html.push_str(match characters.next() {
            Some('<') => "\\u003c",
            Some('\u{2028}') => "\\u2028",
            _ => "\\u2029",
        });
        rest = characters.as_str();
    }
    html.push_str(rest);
}

fn push(html: &mut String, parts: &[&str]) {
    for part in parts {
        html.push_str(part);
    }
}

const fn title(view: &View) -> &'static str {
    match view {
        View::SignIn(_) => "Sign in",
        View::Welcome(_) => "Welcome",
        View::ApiResult(Ok(_)) => "Answer of the downstream API",
        View::ApiResult(Err(error)) | View::Failed(error) | View::Unexpected { error, .. } => error.title(),
        View::Sessions(_) => "My sessions",
        View::DeviceCode(_) => "Sign in with a code",
        View::Mail(_) => "Your latest mail",
        View::SignInFailed(_) => "Sign-in failed",
        View::SignInStopped { .. } => "Sign-in stopped",
        View::ResetPassword => "Reset the password",
        View::AdminConsent(_) => "Admin consent",
        View::SigningOut { .. } => "Signing you out",
        View::SignedOut { .. } => "Signed out",
        View::ConfigMissing(_) => "Config missing",
        View::NotFound => "Page not found",
    }
}
