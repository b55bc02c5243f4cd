//! The content of the page: hides or removes it when the session ends, and finds what the user has typed.

use js_sys::Reflect;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Document, Element, FocusOptions, HtmlElement};

use super::elements::text;

/// The content of a page, and the part of its header that shows the user.
const CONTENT: &str = "main, .account";

/// Returns the tag of the user of this page. Empty if the page does not know its user.
pub fn user_of_page() -> String {
    text("data-user")
}

/// Returns whether the client was loaded some time after the page was shown.
pub fn is_late() -> bool {
    !text("data-late").is_empty()
}

/// Returns whether a field of the page has another value than the one that the server has rendered.
pub fn has_typed() -> bool {
    elements("main :is(input, textarea, option)").iter().any(|field| {
        differ(field, "value", "defaultValue")
            || differ(field, "checked", "defaultChecked")
            // Without a default, the first option of a list is selected.
            || (differ(field, "selected", "defaultSelected") && property(field, "index") != 0)
    })
}

/// Hides the content of the page, also from assistive technology, or shows it again.
pub fn cover_page(covers: bool) {
    let Some(root) = document().and_then(|document| document.document_element()) else { return };
    _ = if covers { root.set_attribute("data-covered", "") } else { root.remove_attribute("data-covered") };
}

/// Removes the content of the page.
pub fn empty_page() {
    for element in elements(CONTENT) {
        element.set_inner_html("");
        if element.id().is_empty() {
            element.remove();
        }
    }
}

/// Moves the keyboard focus from the notice about the session to the content of the page, before the notice disappears.
pub fn focus_content() {
    let Some(document) = document() else { return };
    if !document.active_element().is_some_and(|focused| matches!(focused.closest(".session-end"), Ok(Some(_)))) {
        return;
    }
    if let Some(content) = document.get_element_by_id("main").and_then(|main| main.dyn_into::<HtmlElement>().ok()) {
        let options = FocusOptions::new();
        options.set_prevent_scroll(true);
        _ = content.focus_with_options(&options);
    }
}

fn differ(field: &Element, value: &str, default: &str) -> bool {
    property(field, value) != property(field, default)
}

fn property(field: &Element, name: &str) -> JsValue {
    Reflect::get(field, &JsValue::from_str(name)).unwrap_or(JsValue::UNDEFINED)
}

fn elements(selector: &str) -> Vec<Element> {
    let Some(found) = document().and_then(|document| document.query_selector_all(selector).ok()) else {
        return Vec::new();
    };
    (0..found.length()).filter_map(|index| found.get(index)?.dyn_into().ok()).collect()
}

fn document() -> Option<Document> {
    web_sys::window()?.document()
}
