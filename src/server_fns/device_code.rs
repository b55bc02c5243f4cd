//! Asks whether the device code was approved.

use leptos::prelude::*;

use crate::{error::AppError, model::DeviceCodeState};

/// Asks how this browser's sign-in by device code stands. Guard: the cookie of the browser that began it.
#[server(prefix = "/api", endpoint = "poll_device_code")]
pub async fn poll_device_code() -> Result<DeviceCodeState, AppError> {
    use http::{HeaderValue, header};

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
        Ok(Progress::Approved(return_to, session)) => {
            let cookie = session.map(|session| caller.services().cookies.of_session(&session));
            let cookie = cookie.and_then(|cookie| HeaderValue::from_str(&cookie).ok());
            if let (Some(response), Some(cookie)) = (use_context::<leptos_axum::ResponseOptions>(), cookie) {
                response.append_header(header::SET_COOKIE, cookie);
            }
            DeviceCodeState::Approved { continue_to: return_to.as_str().to_owned() }
        }
        Ok(Progress::Unknown) => DeviceCodeState::Ended { continue_to: paths::HOME.to_owned() },
        Err(failed) => match failed.app_error() {
            // What failed here may be asked again: the sign-in is as good as before.
            Some(error) => {
                failed.log();
                return Err(error);
            }
            None => DeviceCodeState::Ended { continue_to: failure::address(&caller.services().store, &failed).await },
        },
    })
}
