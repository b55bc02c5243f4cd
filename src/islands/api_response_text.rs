//! Shows a response of the downstream API as text.

use leptos::prelude::*;

use crate::{
    error::units::size,
    model::{ApiBody, ApiResponse},
};

const CUT: &str = "The response is too long for this page, so only its beginning is shown.";

/// Shows a response of the API: its origin, its status, and its body in a box that can be scrolled with the keyboard.
#[component]
pub fn ApiResponseText(answer: ApiResponse) -> impl IntoView {
    let ApiResponse { endpoint, status, body, milliseconds, request_id } = answer;
    let (note, text) = shown(status, body);
    view! {
        <div class="answer">
            <dl class="facts">
                <div>
                    <dt>"Endpoint"</dt>
                    <dd>{endpoint}</dd>
                </div>
                <div>
                    <dt>"Status"</dt>
                    <dd>{status}</dd>
                </div>
                <div>
                    <dt>"Duration"</dt>
                    <dd>{milliseconds}" ms"</dd>
                </div>
                {request_id
                    .map(|id| {
                        view! {
                            <div>
                                <dt>"Request ID"</dt>
                                <dd>{id}</dd>
                            </div>
                        }
                    })}
            </dl>
            {note.map(|note| view! { <p class="note">{note}</p> })}
            {text
                .map(|(label, text)| {
                    view! {
                        <pre class="json" tabindex="0" role="region" aria-label=label>
                            <code>{text}</code>
                        </pre>
                    }
                })}
        </div>
    }
}

/// Returns what the page shows of the downstream API's response: a sentence if the body is cut, empty or binary; and
/// the heading and the text of a readable body.
fn shown(status: u16, body: ApiBody) -> (Option<String>, Option<(&'static str, String)>) {
    let cut = |is_cut: bool| is_cut.then(|| CUT.to_owned());
    match body {
        ApiBody::Json { text, is_cut } => (cut(is_cut), Some(("Response as JSON", text))),
        ApiBody::Text { text, is_cut } => (cut(is_cut), Some(("Response as text", text))),
        ApiBody::Binary { media_type, bytes } => {
            let received =
                ["The API sent data that is not text: ", &media_type, ", ", &size(bytes.into()), "."].concat();
            (Some(received), None)
        }
        ApiBody::Empty if status == 202 => (Some("The API accepted the request. Its response is empty.".into()), None),
        ApiBody::Empty => (Some("The response is empty.".into()), None),
    }
}
