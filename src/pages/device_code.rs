//! The device code view: a code to enter elsewhere, and the wait for its approval (RFC 8628 §3.3).

mod wait;

use leptos::{either::Either, prelude::*};

use self::wait::{Wait, wait};
use crate::{
    components::{CopyButton, Problem, sign_in_address},
    model::DeviceCodeView,
    paths,
};

/// Shows the code. With a script the page counts down and goes on by itself; without one, the response refreshes.
#[component]
pub fn DeviceCode(view: DeviceCodeView) -> impl IntoView {
    let DeviceCodeView { user_code, verification_uri, expires_in, interval } = view;
    let state = RwSignal::new(Wait::Begun);
    wait(state, expires_in, interval);
    view! {
        <section class="card">
            <h1>"Sign in with a code"</h1>
            <ol class="steps">
                <li>
                    <p>
                        "Open this address, on this device or another:" <br />
                        <a href=verification_uri target="_blank" rel="noopener external">
                            {verification_uri.clone()}
                        </a>
                    </p>
                </li>
                <li>
                    <p>"Enter this code:"</p>
                    <p class="user-code">
                        <code translate="no">{user_code.clone()}</code>
                        <CopyButton label="Copy code" text=user_code />
                    </p>
                </li>
                <li>
                    <p>"Sign in there and approve. Then come back: this page goes on by itself."</p>
                </li>
            </ol>
            <p class="countdown" role="timer" aria-live="off">
                {move || state.with(|state| time_left(state, expires_in))}
            </p>
            <p class="status" role="status">
                {move || state.with(status)}
            </p>
            <div role="alert">{move || state.with(problem)}</div>
            <p class="actions">
                <a class="button main" href=paths::to(paths::DEVICE_CODE)>
                    "I have approved it"
                </a>
                <a class="button quiet" href=paths::to(paths::HOME)>
                    "Cancel"
                </a>
            </p>
        </section>
    }
}

/// Says how long the code is good for: in minutes as the server rendered it, by the second once the client counts.
fn time_left(state: &Wait, expires_in: u32) -> String {
    match state {
        Wait::Begun if expires_in < 120 => "The code expires in about a minute.".into(),
        Wait::Begun => ["The code expires in ", &(expires_in / 60).to_string(), " minutes."].concat(),
        Wait::Waiting { seconds } | Wait::Interrupted { seconds } => {
            let rest = seconds % 60;
            let zero = if rest < 10 { "0" } else { "" };
            ["The code expires in ", &(seconds / 60).to_string(), ":", zero, &rest.to_string(), "."].concat()
        }
        Wait::Expired | Wait::Done | Wait::Failed(_) => String::new(),
    }
}

const fn status(state: &Wait) -> &'static str {
    match state {
        Wait::Begun | Wait::Failed(_) | Wait::Expired => "",
        Wait::Waiting { .. } => "Waiting for your approval…",
        Wait::Interrupted { .. } => "No connection right now. Trying again…",
        Wait::Done => "Signing you in…",
    }
}

fn problem(state: &Wait) -> Option<impl IntoView + use<>> {
    match state {
        Wait::Expired => Some(Either::Left(view! {
            <p>
                "The code has expired. " <a href=sign_in_address(paths::HOME) rel="external">
                    "Get a new code"
                </a>
            </p>
        })),
        Wait::Failed(error) => Some(Either::Right(view! { <Problem error=error.clone() /> })),
        _ => None,
    }
}
