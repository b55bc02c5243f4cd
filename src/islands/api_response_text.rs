//! Shows a response of the downstream API as text.

use leptos::prelude::*;

use crate::model::{ShownBody, ShownFact, ShownResponse};

/// Shows a response of the API: its origin, its status, and its body in a box that can be scrolled with the keyboard.
#[component]
pub fn ApiResponseText(answer: ShownResponse) -> impl IntoView {
    let ShownResponse { endpoint, status, duration, request_id, note, body, .. } = answer;
    view! {
        <div class="answer">
            <dl class="facts">
                {fact(endpoint)} {fact(status)} {fact(duration)} {request_id.map(fact)}
            </dl>
            {note.map(|note| view! { <p class="note">{note}</p> })}
            {body
                .map(|ShownBody { label, text }| {
                    view! {
                        <pre class="json" tabindex="0" role="region" aria-label=label dir="ltr">
                            <code>{text}</code>
                        </pre>
                    }
                })}
        </div>
    }
}

fn fact(fact: ShownFact) -> impl IntoView {
    view! {
        <div>
            <dt>{fact.name}</dt>
            <dd dir="auto">{fact.value}</dd>
        </div>
    }
}
