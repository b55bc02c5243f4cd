//! Elements that the server has rendered as children of islands: islands read their data from these.
//!
//! Why no properties: Leptos passes the properties of an island as JSON and reads it with `serde_json`, which takes a third of
//! the WebAssembly.

use leptos::ev::{MouseEvent, SubmitEvent};
use wasm_bindgen::JsCast;
use web_sys::{Element, EventTarget, HtmlElement};

/// A form that the user has sent.
pub struct SentForm {
    /// The address of the form.
    pub action: String,
    /// The attribute `data-host`.
    pub host: String,
    button: Option<HtmlElement>,
}

impl SentForm {
    /// Takes the form over from the browser; `None` if the event comes from another element.
    pub fn take(event: &SubmitEvent) -> Option<Self> {
        let form = closest(event.target(), "form")?;
        event.prevent_default();
        let attribute = |name| form.get_attribute(name).unwrap_or_default();
        let button = form.query_selector("button").ok().flatten().and_then(|button| button.dyn_into().ok());
        Some(Self { action: attribute("action"), host: attribute("data-host"), button })
    }

    /// Moves the focus to the button of the form.
    pub fn focus(&self) {
        if let Some(button) = &self.button {
            _ = button.focus();
        }
    }

    /// Tells assistive technology whether a response is pending.
    pub fn set_busy(&self, busy: bool) {
        if let Some(button) = &self.button {
            _ = button.set_attribute("aria-busy", if busy { "true" } else { "false" });
        }
    }
}

/// Returns whether the user presses a link or button in order to open its page in this tab.
pub fn is_plain_press(event: &MouseEvent) -> bool {
    let opens_elsewhere = event.ctrl_key() || event.meta_key() || event.shift_key() || event.alt_key();
    !opens_elsewhere && closest(event.target(), "a, button").is_some()
}

/// Returns the text that the pressed button copies: its attribute `data-copy`.
pub fn copied_text(event: &MouseEvent) -> Option<String> {
    closest(event.target(), "[data-copy]")?.get_attribute("data-copy")
}

/// Returns a number of the document: an attribute of the first element that has it.
pub fn number(attribute: &str) -> Option<u32> {
    let document = web_sys::window()?.document()?;
    let element = document.query_selector(&["[", attribute, "]"].concat()).ok()??;
    element.get_attribute(attribute)?.parse().ok()
}

fn closest(target: Option<EventTarget>, selector: &str) -> Option<Element> {
    target?.dyn_into::<Element>().ok()?.closest(selector).ok()?
}
