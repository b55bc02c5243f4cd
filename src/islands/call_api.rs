//! The button that calls the downstream API: a form that leads to the result page, or shows the result in place.

use leptos::{either::Either, ev::SubmitEvent, prelude::*};

use super::{Problem, explore_response};
use crate::{
    client::{self, SentForm},
    error::ShownError,
    model::ShownResponse,
};

/// The state of the call.
#[derive(Clone)]
enum Call {
    NotSent,
    Waiting {
        /// The sentence that says which API is called.
        calling: String,
    },
    Succeeded(ShownResponse),
    Failed(ShownError),
}

/// Wraps the form that calls the API, and shows the result below the form.
#[island]
pub fn CallApi(children: Children) -> impl IntoView {
    let call = RwSignal::new(Call::NotSent);
    view! {
        <div class="ask" on:submit=move |event| submit(&event, call)>
            {children()}
            <p class="status" role="status" prop:textContent=move || call.with(status)></p>
        </div>
        <div role="alert">{move || call.with(problem)}</div>
        <div
            on:input=|event| explore_response::search(&event)
            on:click=|event| explore_response::copy(&event)
            inner_html=move || call.with(response)
        ></div>
    }
}

/// Calls the server function instead of sending the form. While a response is pending, another press does nothing.
fn submit(event: &SubmitEvent, call: RwSignal<Call>) {
    let Some(form) = SentForm::take(event) else { return };
    if call.with_untracked(|call| matches!(call, Call::Waiting { .. })) {
        return;
    }
    call.set(Call::Waiting { calling: form.calling.clone() });
    form.set_busy(true);
    // "Try again" disappears with its problem, so the focus moves to the button before it is lost.
    form.focus();
    client::spawn(async move {
        let result = client::call_server(&form.action).await;
        form.set_busy(false);
        call.set(match result {
            Ok(answer) => Call::Succeeded(answer),
            Err(error) => Call::Failed(error),
        });
    });
}

/// Describes the state in one sentence. Screen readers read it out, so it does not contain the response.
fn status(call: &Call) -> String {
    match call {
        Call::NotSent | Call::Failed(_) => String::new(),
        Call::Waiting { calling } => calling.clone(),
        Call::Succeeded(answer) => answer.summary.clone(),
    }
}

/// Returns the error of the call, or an empty element. Leptos would mark the place of `None` with a comment, which
/// browser extensions that filter pages remove.
fn problem(call: &Call) -> impl IntoView + use<> {
    match call {
        Call::Failed(error) => Either::Left(view! { <Problem error=error.clone() retry="call" /> }),
        _ => Either::Right(view! { <span></span> }),
    }
}

/// Returns the HTML of the response. The server has rendered and escaped it.
fn response(call: &Call) -> String {
    match call {
        Call::Succeeded(response) => response.html.clone(),
        _ => String::new(),
    }
}
