//! The server function with which the browser polls a sign-in by device code.

use leptos::prelude::*;

use crate::{error::AppError, model::DeviceCodeState};

/// Returns the state of this browser's sign-in by device code. Guard: the cookie of the browser that started it.
#[server(prefix = "/api", endpoint = "poll_device_code")]
pub async fn poll_device_code() -> Result<DeviceCodeState, AppError> {
    use crate::{
        paths,
        server::{Caller, auth::device_code::Progress, caller::ResponseCookies},
    };

    let caller = expect_context::<Caller>();
    let cookie = caller.device_cookie().ok_or(AppError::SignedOut)?;
    Ok(match caller.poll_device_code(cookie).await {
        Ok(Progress::Pending(view)) => DeviceCodeState::Pending { interval: view.interval },
        Ok(Progress::Approved(return_to, session)) => {
            let cookie = session.map(|session| caller.services().cookies.of_session(&session));
            expect_context::<ResponseCookies>().set(cookie);
            DeviceCodeState::Approved { continue_to: return_to.as_str().to_owned() }
        }
        Ok(Progress::Unknown) => DeviceCodeState::Ended { continue_to: paths::HOME.to_owned() },
        Err(failed) => match failed.app_error() {
            // After a failure of the app itself the device code is still valid, so the client can poll again.
            Some(error) => {
                caller.services().auth.report_failed_sign_in(&failed);
                return Err(error);
            }
            None => DeviceCodeState::Ended { continue_to: caller.services().auth.failure_address(&failed).await },
        },
    })
}
