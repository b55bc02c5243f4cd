//! The dev tenant's pages: plain HTML that works without JavaScript, and looks like nobody's sign-in page but its own.

use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};

use super::problem::Report;
use super::random::opaque;
use super::tenant::Tenant;

/// HTML that may be put into a page as it is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Html(String);

impl Html {
    /// Takes over HTML that is written in this program.
    pub fn literal(html: &'static str) -> Self {
        Self(html.to_owned())
    }

    /// Makes HTML out of text from anywhere.
    pub fn text(text: &str) -> Self {
        let mut html = String::with_capacity(text.len());
        for letter in text.chars() {
            match letter {
                '&' => html.push_str("&amp;"),
                '<' => html.push_str("&lt;"),
                '>' => html.push_str("&gt;"),
                '"' => html.push_str("&quot;"),
                '\'' => html.push_str("&#39;"),
                letter => html.push(letter),
            }
        }
        Self(html)
    }

    /// Fills the texts into the places `{}` of a template that is written in this program.
    pub fn filled<const COUNT: usize>(template: &'static str, parts: [&Self; COUNT]) -> Self {
        let mut pieces = template.split("{}");
        let mut html = pieces.next().unwrap_or_default().to_owned();
        for (piece, part) in pieces.zip(parts) {
            html.push_str(&part.0);
            html.push_str(piece);
        }
        Self(html)
    }
}

impl FromIterator<Html> for Html {
    fn from_iter<Parts: IntoIterator<Item = Html>>(parts: Parts) -> Self {
        Self(parts.into_iter().map(|part| part.0).collect())
    }
}

/// Answers with a page: the ribbon, one heading, the content.
pub fn page(tenant: &Tenant, status: StatusCode, heading: &str, content: &Html) -> Response {
    answer(tenant, status, heading, content, Script::None)
}

/// Answers with a page whose only form is sent at once where scripts may run.
pub fn page_that_sends_itself(tenant: &Tenant, heading: &str, content: &Html) -> Response {
    answer(tenant, StatusCode::OK, heading, content, Script::SendsTheForm)
}

/// Answers with a page that has frames of the application in it, and that goes on where its link `#continue` leads, if it has
/// one, as soon as they are there.
pub fn page_with_frames(tenant: &Tenant, heading: &str, content: &Html) -> Response {
    answer(tenant, StatusCode::OK, heading, content, Script::GoesOn)
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Script {
    None,
    SendsTheForm,
    GoesOn,
}

fn answer(tenant: &Tenant, status: StatusCode, heading: &str, content: &Html, script: Script) -> Response {
    let nonce = opaque();
    let shown = Html::text(heading);
    let sends_itself = script == Script::SendsTheForm;
    let framed = if script == Script::GoesOn { frame_source(tenant) } else { String::new() };
    let has_script = script != Script::None;
    let script = match script {
        Script::None => Html::default(),
        Script::SendsTheForm => Html::filled(SEND, [&Html::text(&nonce)]),
        Script::GoesOn => Html::filled(GO_ON, [&Html::text(&nonce)]),
    };
    let body = Html::filled(PAGE, [&shown, &Html::text(&nonce), &Html::text(MARKER), &shown, content, &script]);
    let script_source = if has_script { format!("script-src 'nonce-{nonce}'; ") } else { String::new() };
    // `img-src` is for the empty icon, without which browsers ask for /favicon.ico.
    let policy = format!(
        "default-src 'none'; style-src 'nonce-{nonce}'; {script_source}{framed}img-src data:; base-uri 'none'; frame-ancestors 'none'; form-action 'self' {}",
        tenant.registration.origins().join(" ")
    );
    // `no-referrer` would make browsers send `Origin: null` along with our own forms, and `same-origin` along with those to
    // the application; Entra ID's self-sending form says where it comes from.
    let referrer = if sends_itself { "strict-origin-when-cross-origin" } else { "same-origin" };
    let mut response = (status, body.0).into_response();
    let headers = response.headers_mut();
    let fixed = [
        (header::CONTENT_TYPE, "text/html; charset=utf-8"),
        (header::CACHE_CONTROL, "no-store"),
        (header::X_FRAME_OPTIONS, "DENY"),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::REFERRER_POLICY, referrer),
    ];
    for (name, value) in fixed {
        headers.insert(name, HeaderValue::from_static(value));
    }
    if let Ok(policy) = HeaderValue::try_from(policy) {
        headers.insert(header::CONTENT_SECURITY_POLICY, policy);
    }
    response
}

fn frame_source(tenant: &Tenant) -> String {
    format!("frame-src {}; ", tenant.registration.framed_origins().join(" "))
}

/// Answers with the page of an error that must not go back to the application (RFC 6749, section 4.1.2.1).
pub fn problem_page(tenant: &Tenant, report: &Report) -> Response {
    let content = Html::filled(
        "<p>{}</p><p>The application was not told, because the request did not prove that it comes from it.</p>",
        [&Html::text(&report.description())],
    );
    page(tenant, report.problem.status, "This request cannot be answered", &content)
}

/// Answers a form that was sent twice, came too late, or is not from our page.
pub fn stale_form(tenant: &Tenant) -> Response {
    let content = Html::literal(
        "<p>This page was used before, is too old, or was not sent from here. Go back to the application and begin again.</p>",
    );
    page(tenant, StatusCode::BAD_REQUEST, "This page is out of date", &content)
}

/// Stands on every page, and in no build without the dev tenant: release builds are searched for it (rule DT-10).
const MARKER: &str = "Development tenant – not Microsoft";

const SEND: &str = r#"<script nonce="{}">document.forms[0].submit();</script>
"#;

const GO_ON: &str = r#"<script nonce="{}">
addEventListener("load", () => { const on = document.getElementById("continue"); if (on) location.replace(on.href); });
</script>
"#;

const PAGE: &str = r#"<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<link rel="icon" href="data:,">
<title>{} – Development tenant</title>
<style nonce="{}">
:root { color-scheme: light dark; }
body { margin: 0; font: 1rem/1.5 ui-monospace, monospace; background: Canvas; color: CanvasText; }
.ribbon { margin: 0; padding: .5rem 1rem; background: #ffd400; color: #1a1a1a; font-weight: bold; text-align: center; border-bottom: 4px dashed #1a1a1a; }
main { box-sizing: border-box; max-width: 36rem; margin: 0 auto; padding: 1rem; overflow-wrap: anywhere; }
h1 { font-size: 1.5rem; line-height: 1.25; }
ul.accounts { list-style: none; padding: 0; }
li { margin: .5rem 0; }
button, input { box-sizing: border-box; width: 100%; min-height: 2.75rem; font: inherit; padding: .5rem .75rem; border: 2px solid currentcolor; border-radius: .25rem; background: Canvas; color: CanvasText; overflow-wrap: anywhere; }
button { text-align: start; cursor: pointer; }
button:hover, button:focus-visible, input:focus-visible { outline: 4px solid #b8860b; outline-offset: 2px; }
button span { display: block; }
button .name { font-weight: bold; }
button small { font-size: .875rem; }
form { margin: 1rem 0; }
label { display: block; margin: .5rem 0; }
</style>
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
