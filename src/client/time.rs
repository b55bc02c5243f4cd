//! Tasks, timers and times of the browser.

use std::future::Future;

use js_sys::{Date, Promise};
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;

/// Starts a task.
pub fn spawn(task: impl Future<Output = ()> + 'static) {
    wasm_bindgen_futures::spawn_local(task);
}

/// Waits. A tab in the background may wake up late: measure with [`now`].
pub async fn sleep(milliseconds: i32) {
    let timer = Promise::new(&mut |resolve, _| {
        // Without a window there is no timer: the promise stays pending, and so does the task.
        if let Some(window) = web_sys::window() {
            _ = window.set_timeout_with_callback_and_timeout_and_arguments_0(&resolve, milliseconds);
        }
    });
    _ = JsFuture::from(timer).await;
}

/// Returns the milliseconds since 1970, by the browser's clock.
pub fn now() -> f64 {
    Date::now()
}

/// Returns a time in the language of the page and the time zone of the browser. `machine` is a time as ISO 8601 has it.
pub fn local_time(machine: &str) -> Option<String> {
    let date = Date::new(&JsValue::from_str(machine));
    let language = web_sys::window()?.document()?.document_element()?.get_attribute("lang")?;
    // The page's English is British: the day comes before the month.
    let language = if language == "en" { "en-GB" } else { &language };
    let options = js_sys::Object::new();
    for (name, value) in [("dateStyle", "long"), ("timeStyle", "short")] {
        js_sys::Reflect::set(&options, &JsValue::from_str(name), &JsValue::from_str(value)).ok()?;
    }
    date.get_time().is_finite().then(|| String::from(date.to_locale_string(language, &options)))
}
