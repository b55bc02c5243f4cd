//! The thin client of server functions.
//!
//! Why not Leptos' own: its client side (query encoding, URL parsing, streams) would be a third of the WebAssembly, for
//! the sake of calls without arguments. The wire is the same: a form goes there, JSON comes back.

use serde::de::DeserializeOwned;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{AbortSignal, Headers, RequestInit, Response};

use super::{read_json, window::say};
use crate::{error::AppError, paths};

/// The server answers or gives up long before, in milliseconds.
const GIVE_UP_AFTER: u32 = 60_000;

/// Calls the server function at `path` with a form's body (`application/x-www-form-urlencoded`, may be empty).
///
/// # Errors
///
/// The server's own [`AppError`]; [`AppError::Offline`] when the call does not get through, and
/// [`AppError::Unexpected`] when the answer is neither a `T` nor an [`AppError`].
pub async fn post_server_function<T: DeserializeOwned>(path: &str, body: &str) -> Result<T, AppError> {
    let (succeeded, answer) = post(path, body).await.map_err(|_| AppError::Offline)?;
    if succeeded {
        read_json(&answer).ok_or(AppError::Unexpected)
    } else {
        let error = read_json(&answer).unwrap_or(AppError::Unexpected);
        if matches!(error, AppError::SignedOut | AppError::SessionEnded) {
            say("signed-out");
        }
        Err(error)
    }
}

/// Sends the form; returns whether the status is a 2xx, and the body.
async fn post(path: &str, body: &str) -> Result<(bool, String), JsValue> {
    let headers = Headers::new()?;
    headers.set("accept", "application/json")?;
    headers.set("content-type", "application/x-www-form-urlencoded")?;
    let request = RequestInit::new();
    request.set_method("POST");
    request.set_headers(&headers);
    request.set_body(&JsValue::from_str(body));
    request.set_signal(Some(&AbortSignal::timeout_with_u32(GIVE_UP_AFTER)));

    let window = web_sys::window().ok_or(JsValue::NULL)?;
    let response: Response =
        JsFuture::from(window.fetch_with_str_and_init(&paths::to(path), &request)).await?.unchecked_into();
    let answer = JsFuture::from(response.text()?).await?;
    Ok((response.ok(), answer.as_string().unwrap_or_default()))
}
