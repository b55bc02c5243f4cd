//! The call of the downstream API: a form that leads to the result page, and with a script shows the answer in place.

use leptos::{ev::SubmitEvent, html::Button, prelude::*};

use super::host;
use crate::{
    browser,
    components::{Answer, Problem},
    error::AppError,
    model::{ApiCall, ApiResponse},
    paths,
};

/// How the call stands.
#[derive(Clone)]
enum Call {
    NotYet,
    Waiting,
    Answered(ApiResponse),
    Failed(AppError),
}

/// Shows the form and, below it, whatever became of the call.
#[component]
pub fn CallApi(api: ApiCall) -> impl IntoView {
    let ApiCall { endpoint, scopes } = api;
    let call = RwSignal::new(Call::NotYet);
    let button = NodeRef::<Button>::new();
    let asked = host(&endpoint).to_owned();
    view! {
        <section class="card" aria-labelledby="call-heading">
            <h2 id="call-heading">"Downstream API"</h2>
            <dl class="facts" id="call-facts">
                <div>
                    <dt>"Endpoint"</dt>
                    <dd>
                        <code>{endpoint}</code>
                    </dd>
                </div>
                <div>
                    <dt>"Permissions"</dt>
                    <dd>
                        <code>{scopes.join(" ")}</code>
                    </dd>
                </div>
            </dl>
            <div class="ask">
            <form
                id="call"
                method="post"
                action=paths::to(paths::CALL_API)
                on:submit=move |event| submit(&event, call, button)
            >
                <button
                    class="button main"
                    type="submit"
                    node_ref=button
                    aria-describedby="call-facts"
                    aria-busy=move || if call.with(|call| matches!(call, Call::Waiting)) { "true" } else { "false" }
                >
                    "Call a downstream API"
                </button>
            </form>
            <p class="status" role="status">
                {move || call.with(|call| status(call, &asked))}
            </p>
            </div>
            <div role="alert">{move || call.with(problem)}</div>
            {move || call.with(answer)}
        </section>
    }
}

/// Sends the form from the page instead; a press while the answer is under way does nothing.
fn submit(event: &SubmitEvent, call: RwSignal<Call>, button: NodeRef<Button>) {
    event.prevent_default();
    if call.with_untracked(|call| matches!(call, Call::Waiting)) {
        return;
    }
    call.set(Call::Waiting);
    // "Try again" goes away with the problem that it belongs to; the focus must not get lost with it.
    if let Some(button) = button.get_untracked() {
        _ = button.focus();
    }
    browser::spawn(async move {
        call.set(match browser::post_server_function(paths::CALL_API, "").await {
            Ok(answer) => Call::Answered(answer),
            Err(error) => Call::Failed(error),
        });
    });
}

/// Says in one sentence how the call stands: a screen reader reads it out, so the answer itself is not in here.
fn status(call: &Call, host: &str) -> String {
    match call {
        Call::NotYet | Call::Failed(_) => String::new(),
        Call::Waiting => ["Asking ", host, "…"].concat(),
        Call::Answered(answer) => [host, " answered in ", &answer.milliseconds.to_string(), " ms."].concat(),
    }
}

fn problem(call: &Call) -> Option<impl IntoView + use<>> {
    let Call::Failed(error) = call else { return None };
    let error = error.clone();
    Some(view! { <Problem error retry="call" /> })
}

fn answer(call: &Call) -> Option<impl IntoView + use<>> {
    let Call::Answered(answer) = call else { return None };
    let answer = answer.clone();
    Some(view! { <Answer answer /> })
}
