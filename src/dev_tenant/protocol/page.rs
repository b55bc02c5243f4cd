//! The page frame of the dev tenant: plain HTML that works without JavaScript and does not look like a page of Microsoft.

use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};

use crate::dev_tenant::protocol::html::Html;
use crate::dev_tenant::protocol::random::opaque;

/// The application's origins that the content security policy of a dev tenant's page allows.
#[derive(Clone, Debug, Default)]
pub struct PageOrigins {
    /// The origins to which forms may be sent.
    pub form_targets: Vec<String>,
    /// The origins from which frames may load pages.
    pub frames: Vec<String>,
}

/// A page of the dev tenant: the ribbon, one heading, and the content.
pub struct Page<'a> {
    status: StatusCode,
    heading: &'a str,
    content: &'a Html,
    script: Script,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Script {
    None,
    SendsTheForm,
    FollowsTheLink,
}

impl<'a> Page<'a> {
    pub fn new(status: StatusCode, heading: &'a str, content: &'a Html) -> Self {
        Self { status, heading, content, script: Script::None }
    }

    /// Makes a page whose script sends its only form at once.
    pub fn that_sends_itself(heading: &'a str, content: &'a Html) -> Self {
        Self { script: Script::SendsTheForm, ..Self::new(StatusCode::OK, heading, content) }
    }

    /// Makes a page with frames of the application. When they are loaded, its script follows the link `#continue` if
    /// there is one.
    pub fn with_frames(heading: &'a str, content: &'a Html) -> Self {
        Self { script: Script::FollowsTheLink, ..Self::new(StatusCode::OK, heading, content) }
    }

    pub fn into_response(self, origins: &PageOrigins) -> Response {
        let nonce = opaque();
        let body = self.body(&nonce);
        let mut response = (self.status, body).into_response();
        let headers = response.headers_mut();
        let fixed = [
            (header::CONTENT_TYPE, "text/html; charset=utf-8"),
            (header::CACHE_CONTROL, "no-store"),
            (header::X_FRAME_OPTIONS, "DENY"),
            (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
            (header::REFERRER_POLICY, self.referrer_policy()),
        ];
        for (name, value) in fixed {
            headers.insert(name, HeaderValue::from_static(value));
        }
        if let Ok(policy) = HeaderValue::try_from(self.content_security_policy(&nonce, origins)) {
            headers.insert(header::CONTENT_SECURITY_POLICY, policy);
        }
        response
    }

    fn body(&self, nonce: &str) -> String {
        let [heading, nonce, marker] = [self.heading, nonce, MARKER].map(Html::text);
        let script = match self.script {
            Script::None => Html::default(),
            Script::SendsTheForm => Html::filled(SEND, [&nonce]),
            Script::FollowsTheLink => Html::filled(FOLLOW, [&nonce]),
        };
        let style = Html::literal(STYLE);
        Html::filled(PAGE, [&heading, &nonce, &style, &marker, &heading, self.content, &script]).into_string()
    }

    /// Returns the policy of the page. `img-src` is for the portraits, and for the empty icon, without which
    /// browsers request /favicon.ico.
    fn content_security_policy(&self, nonce: &str, origins: &PageOrigins) -> String {
        let scripts = match self.script {
            Script::None => String::new(),
            Script::SendsTheForm | Script::FollowsTheLink => format!("script-src 'nonce-{nonce}'; "),
        };
        let frames = match self.script {
            Script::FollowsTheLink => format!("frame-src {}; ", origins.frames.join(" ")),
            Script::None | Script::SendsTheForm => String::new(),
        };
        format!(
            "default-src 'none'; style-src 'nonce-{nonce}'; {scripts}{frames}img-src data:; base-uri 'none'; frame-ancestors 'none'; form-action 'self' {}",
            origins.form_targets.join(" ")
        )
    }

    /// Returns the referrer policy of the page. With `no-referrer` browsers would send `Origin: null` with the dev
    /// tenant's own forms, and with `same-origin` they would send it with forms to the application. Entra ID's
    /// self-sending form sends its origin.
    fn referrer_policy(&self) -> &'static str {
        match self.script {
            Script::SendsTheForm => "strict-origin-when-cross-origin",
            Script::None | Script::FollowsTheLink => "same-origin",
        }
    }
}

/// The text in the ribbon of every page. Release builds are searched for it, so it must not be anywhere else (rule
/// DT-10).
const MARKER: &str = "Development tenant – not Microsoft";

const SEND: &str = r#"<script nonce="{}">document.forms[0].submit();</script>
"#;

const FOLLOW: &str = r#"<script nonce="{}">
addEventListener("load", () => { const on = document.getElementById("continue"); if (on) location.replace(on.href); });
</script>
"#;

/// The style sheet of every page. It is inside the page, so that a page needs no second request.
const STYLE: &str = include_str!("page.css");

const PAGE: &str = r#"<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<link rel="icon" href="data:,">
<title>{} – Development tenant</title>
<style nonce="{}">
{}</style>
</head>
<body>
<header><p class="ribbon">{}</p></header>
<main>
<h1>{}</h1>
{}
</main>
{}</body>
</html>
"#;
