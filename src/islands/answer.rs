//! The response of the downstream API.

use leptos::prelude::*;

use crate::model::ApiAnswer;

/// Shows a response: endpoint, status, duration, and the JSON in a box that can be scrolled with the keyboard.
#[component]
pub fn Answer(answer: ApiAnswer) -> impl IntoView {
    let ApiAnswer { endpoint, status, json, milliseconds, request_id } = answer;
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
            <pre class="json" tabindex="0" role="region" aria-label="Answer as JSON">
                <code>{json}</code>
            </pre>
        </div>
    }
}
