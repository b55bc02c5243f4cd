//! A response of the downstream API as HTML: its facts, its JSON as a tree, its text, and the forms for more.
//!
//! The same component is on the result page, and in the response of the server function that shows the result beside the button.

mod controls;
mod tree;

use leptos::{either::EitherOf3, prelude::*};
use url::{Position, Url};

use self::{
    controls::{CopyText, Pages, TEXT_ID, Tools},
    tree::Tree,
};
use crate::{
    model::{ApiBody, ApiResponse, ShownResponse},
    text,
    texts::{number, units},
};

/// Renders a response for the page with the button, which shows the endpoint already.
pub fn shown(response: ApiResponse) -> ShownResponse {
    let host = host(&response.endpoint);
    ShownResponse {
        summary: text!("island-responded", host = host, milliseconds = response.milliseconds),
        html: view! { <ResponseOfApi response has_endpoint=false search=None /> }.to_html(),
    }
}

/// Returns the host and the port of an endpoint.
fn host(endpoint: &str) -> String {
    Url::parse(endpoint).map(|url| url[Position::BeforeHost..Position::AfterPort].to_owned()).unwrap_or_default()
}

/// Shows a response of the downstream API.
#[component]
pub fn ResponseOfApi(
    response: ApiResponse,
    /// Whether the facts include the endpoint.
    has_endpoint: bool,
    /// The text of the last search.
    search: Option<String>,
) -> impl IntoView {
    let ApiResponse { endpoint, status, body, tree, milliseconds, request_id, list, .. } = response;
    let has_pages = list.page.is_some() || list.next.is_some();
    let found = tree.as_ref().and_then(|tree| tree.found);
    let is_tree_cut = tree.as_ref().is_some_and(|tree| tree.is_cut);
    let (has_tree, has_file) = (tree.is_some(), !matches!(body, ApiBody::Empty));
    let note = note(status, &body);
    view! {
        <div class="answer" data-response="">
            <dl class="facts">
                {has_endpoint.then(|| fact(text!("island-response-endpoint"), endpoint))}
                {fact(text!("island-response-status"), status.to_string())}
                {fact(text!("island-response-duration"), text!("island-response-milliseconds", count = milliseconds))}
                {request_id.map(|id| fact(text!("island-response-request-id"), id))}
                {has_pages.then(|| fact(text!("account-api-page"), number(list.number)))}
            </dl>
            {note.map(|note| view! { <p class="note">{note}</p> })}
            {is_tree_cut.then(|| view! { <p class="note">{text!("account-api-tree-cut")}</p> })}
            {has_file.then(|| view! { <Tools list=list.clone() search found has_tree /> })}
            {tree.map(|tree| view! { <Tree tree /> })}
            {body_text(body)}
            {has_pages.then(|| view! { <Pages list /> })}
        </div>
    }
}

fn fact(name: String, value: String) -> impl IntoView {
    view! {
        <div>
            <dt>{name}</dt>
            <dd dir="auto">{value}</dd>
        </div>
    }
}

/// Returns a sentence about a body that is cut, empty or binary.
fn note(status: u16, body: &ApiBody) -> Option<String> {
    match body {
        ApiBody::Json { is_cut, .. } | ApiBody::Text { is_cut, .. } => is_cut.then(|| text!("island-response-cut")),
        ApiBody::Binary { media_type, bytes } => {
            let size = units::size((*bytes).into());
            Some(text!("island-response-binary", type = media_type.as_str(), size = size))
        }
        ApiBody::Empty if status == 202 => Some(text!("island-response-accepted")),
        ApiBody::Empty => Some(text!("island-response-empty")),
    }
}

/// Shows the text of a body, in a box that scrolls with the keyboard. JSON has a tree already, so its text can be opened.
fn body_text(body: ApiBody) -> impl IntoView {
    let text_box = |label: String, text: String| {
        view! {
            <pre class="json" id=TEXT_ID tabindex="0" role="region" aria-label=label dir="ltr">
                <code>{text}</code>
            </pre>
        }
    };
    match body {
        ApiBody::Json { text, .. } => {
            let label = text!("account-api-text");
            EitherOf3::A(view! {
                <details class="more">
                    <summary>{label.clone()}</summary>
                    <CopyText />
                    {text_box(label, text)}
                </details>
            })
        }
        ApiBody::Text { text, .. } => EitherOf3::B(view! {
            <CopyText />
            {text_box(text!("island-response-text"), text)}
        }),
        ApiBody::Binary { .. } | ApiBody::Empty => EitherOf3::C(()),
    }
}

#[cfg(test)]
mod tests;
