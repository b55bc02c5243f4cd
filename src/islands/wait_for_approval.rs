//! The wait for the approval of a device code: counts down, polls the server, and opens the next page (RFC 8628 §3.3).

use leptos::{either::EitherOf3, prelude::*};

use super::{Problem, session_clock::minutes_and_seconds};
use crate::{
    client,
    error::ShownError,
    model::DeviceCodeState,
    paths::{self, Base},
};

/// The state of the wait for the approval.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Wait {
    /// The client has not polled yet, so the element still shows what the server rendered.
    NotStarted,
    Waiting {
        seconds: u32,
    },
    /// The last poll failed; there will be another one.
    Interrupted {
        seconds: u32,
    },
    /// The code has expired, and the server has not reported another result.
    Expired,
    /// The sign-in has ended, and the browser is opening the next page.
    Done,
    /// The server has rejected a poll, so there will be no other one.
    Failed(ShownError),
}

/// Wraps the remaining time as the server rendered it, with the attributes `data-expires-in` and `data-interval`
/// (seconds). Shows a countdown instead, and polls the server until the device code is approved, declined or expired.
/// Without the client, the browser requests the page repeatedly.
#[island]
pub fn WaitForApproval(children: Children) -> impl IntoView {
    let state = RwSignal::new(Wait::NotStarted);
    if let (Some(expires_in), Some(interval)) = (client::number("data-expires-in"), client::number("data-interval")) {
        poll(state, expires_in, interval);
    }
    view! {
        <div data-counting=move || if state.with(|state| *state == Wait::NotStarted) { "no" } else { "yes" }>
            {children()}
        </div>
        <p class="countdown" role="timer" aria-live="off" prop:textContent=move || state.with(time_left)></p>
        <p class="status" role="status" prop:textContent=move || state.with(status)></p>
        <div role="alert">{move || state.with(problem)}</div>
    }
}

/// Polls the server in the background. `expires_in` and `interval` are seconds.
fn poll(state: RwSignal<Wait>, expires_in: u32, interval: u32) {
    let base = paths::base();
    client::spawn(async move {
        let expires_at = client::now() + f64::from(expires_in) * 1000.0;
        let mut interval = interval.max(1);
        while let Some(next) = poll_once(state, &base, expires_at, interval).await {
            interval = next.max(1);
        }
    });
}

/// Waits `interval` seconds and polls the server once. Returns the next interval; `None` after the last poll.
async fn poll_once(state: RwSignal<Wait>, base: &Base, expires_at: f64, interval: u32) -> Option<u32> {
    let interrupted = matches!(state.get_untracked(), Wait::Interrupted { .. });
    let next_request = client::now() + f64::from(interval) * 1000.0;
    while client::now() < next_request {
        let seconds = seconds_until(expires_at);
        state.set(if interrupted { Wait::Interrupted { seconds } } else { Wait::Waiting { seconds } });
        client::sleep(1000).await;
    }
    let seconds = seconds_until(expires_at);
    match client::call_server(&base.join(paths::POLL_DEVICE_CODE)).await {
        Ok(DeviceCodeState::Approved { continue_to } | DeviceCodeState::Ended { continue_to }) => {
            state.set(Wait::Done);
            client::go_to(&base.join(&continue_to));
            None
        }
        Ok(DeviceCodeState::Pending { .. }) if seconds == 0 => finish(state, Wait::Expired),
        Ok(DeviceCodeState::Pending { interval }) => {
            state.set(Wait::Waiting { seconds });
            Some(interval)
        }
        Err(error) if seconds > 0 && error.is_temporary => {
            state.set(Wait::Interrupted { seconds });
            Some(interval)
        }
        Err(error) => finish(state, Wait::Failed(error)),
    }
}

fn finish(state: RwSignal<Wait>, end: Wait) -> Option<u32> {
    state.set(end);
    None
}

/// Returns the seconds until a time, rounded up; 0 when it has passed.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "the cast saturates, which is intended")]
fn seconds_until(time: f64) -> u32 {
    ((time - client::now()) / 1000.0).ceil() as u32
}

/// Returns a sentence that says when the device code expires, in minutes and seconds.
fn time_left(state: &Wait) -> String {
    match state {
        Wait::Waiting { seconds } | Wait::Interrupted { seconds } => {
            [client::text("data-before-time"), minutes_and_seconds(*seconds), client::text("data-after-time")].concat()
        }
        Wait::NotStarted | Wait::Expired | Wait::Done | Wait::Failed(_) => String::new(),
    }
}

fn status(state: &Wait) -> String {
    match state {
        Wait::NotStarted | Wait::Failed(_) | Wait::Expired => String::new(),
        Wait::Waiting { .. } => client::text("data-waiting"),
        Wait::Interrupted { .. } => client::text("data-interrupted"),
        Wait::Done => client::text("data-signing-in"),
    }
}

/// Returns the problem of the wait, or an empty element. Leptos would mark the place of `None` with a comment, which
/// browser extensions that filter pages remove.
fn problem(state: &Wait) -> impl IntoView + use<> {
    match state {
        Wait::Expired => EitherOf3::A(view! {
            <p>
                {client::text("data-code-expired")} " "
                <a href=paths::to(&paths::sign_in(paths::HOME)) rel="external">
                    {client::text("data-new-code")}
                </a>
            </p>
        }),
        Wait::Failed(error) => EitherOf3::B(view! { <Problem error=error.clone() /> }),
        _ => EitherOf3::C(view! { <span></span> }),
    }
}
