//! The button that calls the downstream API: a form that leads to the result page, or shows the result in place.

use leptos::{ev::SubmitEvent, html::Button, prelude::*};

use super::{Answer, Problem};
use crate::{client, error::AppError, model::ApiResponse, paths};

/// The state of the call.
#[derive(Clone)]
enum Call {
    NotSent,
    Waiting,
    Succeeded(ApiResponse),
    Failed(AppError),
}

/// Shows the form and, below it, the result.
#[island]
pub fn CallApi(
    /// The host of the API, for the status.
    host: String,
    /// The ID of the element that describes the API.
    described_by: String,
) -> impl IntoView {
    let call = RwSignal::new(Call::NotSent);
    let button = NodeRef::<Button>::new();
    let address = paths::to(paths::CALL_API);
    let action = address.clone();
    view! {
        <div class="ask">
            <form
                id="call"
                method="post"
                action=action
                on:submit=move |event| submit(&event, &address, call, button)
            >
                <button
                    class="button main"
                    type="submit"
                    node_ref=button
                    aria-describedby=described_by
                    aria-busy=move || if call.with(|call| matches!(call, Call::Waiting)) { "true" } else { "false" }
                >
                    "Call a downstream API"
                </button>
            </form>
            <p class="status" role="status" prop:textContent=move || call.with(|call| status(call, &host))></p>
        </div>
        <div role="alert">{move || call.with(problem)}</div>
        <div>{move || call.with(answer)}</div>
    }
}

/// Calls the server function instead of sending the form. While a response is pending, another press does nothing.
fn submit(event: &SubmitEvent, address: &str, call: RwSignal<Call>, button: NodeRef<Button>) {
    event.prevent_default();
    if call.with_untracked(|call| matches!(call, Call::Waiting)) {
        return;
    }
    call.set(Call::Waiting);
    // "Try again" disappears with its problem, so the focus moves to the button before it is lost.
    if let Some(button) = button.get_untracked() {
        _ = button.focus();
    }
    let address = address.to_owned();
    client::spawn(async move {
        call.set(match client::call_server(&address).await {
            Ok(answer) => Call::Succeeded(answer),
            Err(error) => Call::Failed(error),
        });
        if call.with_untracked(|call| matches!(call, Call::Failed(AppError::SignedOut | AppError::SessionEnded))) {
            client::tell_sign_out();
        }
    });
}

/// Describes the state in one sentence. Screen readers read it out, so it does not contain the response.
fn status(call: &Call, host: &str) -> String {
    match call {
        Call::NotSent | Call::Failed(_) => String::new(),
        Call::Waiting => ["Asking ", host, "…"].concat(),
        Call::Succeeded(answer) => [host, " answered in ", &answer.milliseconds.to_string(), " ms."].concat(),
    }
}

fn problem(call: &Call) -> Option<impl IntoView + use<>> {
    let Call::Failed(error) = call else { return None };
    let error = error.clone();
    Some(view! { <Problem error retry="call" /> })
}

fn answer(call: &Call) -> Option<impl IntoView + use<>> {
    let Call::Succeeded(answer) = call else { return None };
    let answer = answer.clone();
    Some(view! { <Answer answer /> })
}
