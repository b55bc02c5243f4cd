//! Reads the elements that the server has rendered as children of islands, because islands get their data from these
//! elements.
//!
//! The islands have no properties, because Leptos passes these as JSON and reads them with `serde_json`, which would be
//! a third of the WebAssembly.

use leptos::ev::{MouseEvent, SubmitEvent};
use wasm_bindgen::JsCast;
use web_sys::{Element, EventTarget, HtmlElement};

/// A form that the user has sent, and that an island handles instead of the browser.
pub struct SentForm {
    /// The address to which the form is sent.
    pub action: String,
    /// The form's attribute `data-calling`: a sentence for the time until the response.
    pub calling: String,
    button: Option<HtmlElement>,
}

impl SentForm {
    /// Takes a sent form over from the browser; `None` if the event comes from another element.
    pub fn take(event: &SubmitEvent) -> Option<Self> {
        let form = closest(event.target(), "form")?;
        event.prevent_default();
        let attribute = |name| form.get_attribute(name).unwrap_or_default();
        let button = form.query_selector("button").ok().flatten().and_then(|button| button.dyn_into().ok());
        Some(Self { action: attribute("action"), calling: attribute("data-calling"), button })
    }

    /// Moves the keyboard focus to the button of the form.
    pub fn focus(&self) {
        if let Some(button) = &self.button {
            _ = button.focus();
        }
    }

    /// Tells assistive technology whether the response to the form is pending.
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

/// Returns the text that the pressed button copies: its attribute `data-copy`, or the text of the element whose ID is in `data-copy-of`.
pub fn copied_text(event: &MouseEvent) -> Option<String> {
    let button = closest(event.target(), "[data-copy], [data-copy-of]")?;
    button.get_attribute("data-copy").or_else(|| {
        let id = button.get_attribute("data-copy-of")?;
        web_sys::window()?.document()?.get_element_by_id(&id)?.text_content()
    })
}

/// Replaces the text of the first element that matches a selector.
pub fn show(selector: &str, text: &str) {
    let document = web_sys::window().and_then(|window| window.document());
    if let Some(Ok(Some(element))) = document.map(|document| document.query_selector(selector)) {
        element.set_text_content(Some(text));
    }
}

/// Returns the name of the pressed button: its attribute `data-press`.
pub fn pressed(event: &MouseEvent) -> Option<String> {
    closest(event.target(), "[data-press]")?.get_attribute("data-press")
}

/// Returns the number in an attribute of the first element in the document that has the attribute.
pub fn number(attribute: &str) -> Option<u32> {
    value(attribute)?.parse().ok()
}

/// Returns the text in an attribute of the first element in the document that has the attribute. Empty if no element has it.
pub fn text(attribute: &str) -> String {
    value(attribute).unwrap_or_default()
}

fn value(attribute: &str) -> Option<String> {
    let document = web_sys::window()?.document()?;
    document.query_selector(&["[", attribute, "]"].concat()).ok()??.get_attribute(attribute)
}

pub(super) fn closest(target: Option<EventTarget>, selector: &str) -> Option<Element> {
    target?.dyn_into::<Element>().ok()?.closest(selector).ok()?
}
