//! A small HTTP client for the server functions.
//!
//! Leptos' own client is not used, because its query encoding, URL parsing and streams would be a third of the
//! WebAssembly, and the functions that islands call have at most one fixed argument. The requests and responses are the same as those
//! of Leptos.

use std::cell::RefCell;

use serde::de::DeserializeOwned;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{AbortSignal, Headers, RequestInit, Response};

use super::{elements::text, json::read_json};
use crate::error::ShownError;

/// The timeout of a call in milliseconds. The server responds much earlier, even if the API or the provider times out.
const TIMEOUT: u32 = 60_000;

thread_local! {
    /// The reaction of the page to the end of its session.
    static ON_ENDED_SESSION: RefCell<Option<Box<dyn Fn()>>> = const { RefCell::new(None) };
}

/// Calls `callback` when a server function finds that the session has ended.
pub fn on_ended_session(callback: impl Fn() + 'static) {
    ON_ENDED_SESSION.set(Some(Box::new(callback)));
}

/// Calls the server function at `address`, which includes the base path.
///
/// # Errors
///
/// Returns the error of the server function. If the request fails, or if the response contains neither a `T` nor an error, the texts are
/// those that the server has rendered into the page.
pub async fn call_server<T: DeserializeOwned>(address: &str) -> Result<T, ShownError> {
    call_server_with(address, "").await
}

/// Calls a server function as [`call_server`] does, with its arguments as a form.
///
/// # Errors
///
/// The same as those of [`call_server`].
pub async fn call_server_with<T: DeserializeOwned>(address: &str, form: &str) -> Result<T, ShownError> {
    let (succeeded, body) = post(address, form).await.map_err(|_| offline())?;
    if succeeded {
        return read_json(&body).ok_or_else(unexpected);
    }
    let error: ShownError = read_json(&body).unwrap_or_else(unexpected);
    if error.has_ended {
        ON_ENDED_SESSION.with_borrow(|callback| callback.as_ref().map(|callback| callback()));
    }
    Err(error)
}

/// The browser could not send the request to the server, or got no response.
fn offline() -> ShownError {
    temporary("data-offline-title", "data-offline-advice")
}

/// The server's response does not have the form of a server function's response.
fn unexpected() -> ShownError {
    temporary("data-unexpected-title", "data-unexpected-advice")
}

fn temporary(title: &str, advice: &str) -> ShownError {
    ShownError { title: text(title), advice: text(advice), next: None, has_ended: false, is_temporary: true }
}

/// Sends a form. Returns whether the status of the response is a 2xx, and the body of the response.
async fn post(address: &str, form: &str) -> Result<(bool, String), JsValue> {
    let headers = Headers::new()?;
    headers.set("accept", "application/json")?;
    headers.set("content-type", "application/x-www-form-urlencoded")?;
    let request = RequestInit::new();
    request.set_method("POST");
    request.set_headers(&headers);
    request.set_body(&JsValue::from_str(form));
    request.set_signal(Some(&AbortSignal::timeout_with_u32(TIMEOUT)));

    let window = web_sys::window().ok_or(JsValue::NULL)?;
    let response: Response = JsFuture::from(window.fetch_with_str_and_init(address, &request)).await?.unchecked_into();
    let body = JsFuture::from(response.text()?).await?;
    Ok((response.ok(), body.as_string().unwrap_or_default()))
}
