//! Tasks, timers and times of the browser.

use std::{future::Future, pin::Pin};

use js_sys::{Date, Object, Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Document, Element};

/// Starts a task that runs in the background of the page.
pub fn spawn(task: impl Future<Output = ()> + 'static) {
    // The task is boxed, so that the code of `spawn_local` is compiled only once and not for each task.
    let task: Pin<Box<dyn Future<Output = ()>>> = Box::pin(task);
    wasm_bindgen_futures::spawn_local(task);
}

/// Waits at least this time. A tab in the background may wake up late, so callers measure with [`now`].
pub async fn sleep(milliseconds: i32) {
    let timer = Promise::new(&mut |resolve, _| {
        // Without a window the timer cannot start, so the promise and the task stay pending.
        if let Some(window) = web_sys::window() {
            _ = window.set_timeout_with_callback_and_timeout_and_arguments_0(&resolve, milliseconds);
        }
    });
    _ = JsFuture::from(timer).await;
}

/// Returns the time in milliseconds since 1970, by the browser's clock.
pub fn now() -> f64 {
    Date::now()
}

/// Returns the locale of the page. English is British, as on the server, so that the day comes before the month.
fn locale(document: &Document) -> String {
    let language = document.document_element().and_then(|root| root.get_attribute("lang")).unwrap_or_default();
    if language == "en" { "en-GB".to_owned() } else { language }
}

fn set(options: &Object, name: &str, value: &JsValue) {
    // This fails only for an object that does not accept properties.
    _ = Reflect::set(options, &JsValue::from_str(name), value);
}

/// Writes all times of the page in the language of the page and in the time zone of the browser.
pub fn localize_times() {
    let Some(document) = web_sys::window().and_then(|window| window.document()) else { return };
    let locale = locale(&document);
    let options = Object::new();
    for (name, value) in [("dateStyle", "long"), ("timeStyle", "short")] {
        set(&options, name, &JsValue::from_str(value));
    }
    let Ok(times) = document.query_selector_all("time[datetime]") else { return };
    for index in 0..times.length() {
        let Some(time) = times.get(index).and_then(|time| time.dyn_into::<Element>().ok()) else { continue };
        let date = Date::new(&time.get_attribute("datetime").unwrap_or_default().into());
        if !date.get_time().is_nan() {
            time.set_text_content(date.to_locale_string(&locale, &options).as_string().as_deref());
        }
    }
}
