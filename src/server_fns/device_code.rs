//! Asks whether the device code was approved.

use leptos::prelude::*;

use crate::{error::AppError, model::DeviceCodeState};

/// Asks how this browser's sign-in by device code stands. Guard: the cookie of the browser that began it.
#[server(prefix = "/api", endpoint = "poll_device_code")]
pub async fn poll_device_code() -> Result<DeviceCodeState, AppError> {
    use crate::{
        paths,
        server::{
            Caller,
            auth::{device_code::Progress, failure},
        },
    };

    let caller = expect_context::<Caller>();
    let cookie = caller.device_cookie().ok_or(AppError::SignedOut)?;
    Ok(match caller.ask_about_device_code(cookie).await {
        Ok(Progress::Pending(view)) => DeviceCodeState::Pending { interval: view.interval },
        Ok(Progress::Approved(return_to)) => DeviceCodeState::Approved { continue_to: return_to.as_str().to_owned() },
        Ok(Progress::Unknown) => DeviceCodeState::Ended { continue_to: paths::HOME.to_owned() },
        Err(failed) => {
            DeviceCodeState::Ended { continue_to: failure::address(&caller.services().store, &failed).await }
        }
    })
}
