//! The wait for an approval: asks the server again and again, and counts down meanwhile.

use leptos::prelude::*;

use crate::{browser, error::AppError, model::DeviceCodeState, paths};

/// How the wait stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Wait {
    /// As the server rendered it: nobody counts yet.
    Begun,
    Waiting {
        seconds: u32,
    },
    /// The last question did not get through; it will be asked again.
    Interrupted {
        seconds: u32,
    },
    /// The time is over and the server has not said how it ended.
    Expired,
    /// Over: the browser is on its way to where the server said.
    Done,
    /// The server will not answer this question any more.
    Failed(AppError),
}

/// Waits in the background until the code is approved, declined or too old. `expires_in` and `interval` are seconds.
pub fn wait(state: RwSignal<Wait>, expires_in: u32, interval: u32) {
    browser::spawn(async move {
        let expires_at = browser::now() + f64::from(expires_in) * 1000.0;
        let mut interval = interval.max(1);
        while let Some(next) = ask_once(state, expires_at, interval).await {
            interval = next.max(1);
        }
    });
}

/// Lets `interval` seconds pass and asks. Returns how long to wait before the next question, if there is one.
async fn ask_once(state: RwSignal<Wait>, expires_at: f64, interval: u32) -> Option<u32> {
    let interrupted = matches!(state.get_untracked(), Wait::Interrupted { .. });
    let ask_at = browser::now() + f64::from(interval) * 1000.0;
    while browser::now() < ask_at {
        let seconds = seconds_until(expires_at);
        state.set(if interrupted { Wait::Interrupted { seconds } } else { Wait::Waiting { seconds } });
        browser::sleep(1000).await;
    }
    let seconds = seconds_until(expires_at);
    match browser::post_server_function(paths::POLL_DEVICE_CODE, "").await {
        Ok(DeviceCodeState::Approved { continue_to } | DeviceCodeState::Ended { continue_to }) => {
            state.set(Wait::Done);
            browser::go_to(&continue_to);
            None
        }
        Ok(DeviceCodeState::Pending { .. }) if seconds == 0 => finish(state, Wait::Expired),
        Ok(DeviceCodeState::Pending { interval }) => {
            state.set(Wait::Waiting { seconds });
            Some(interval)
        }
        Err(error) if seconds > 0 && passes_by_itself(&error) => {
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

const fn passes_by_itself(error: &AppError) -> bool {
    matches!(
        error,
        AppError::Offline
            | AppError::StoreUnavailable
            | AppError::ProviderUnavailable
            | AppError::Busy
            | AppError::Unexpected
    )
}

/// Returns the full seconds until a time, none when it has passed.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "the cast saturates, which is meant")]
fn seconds_until(time: f64) -> u32 {
    ((time - browser::now()) / 1000.0).ceil() as u32
}
