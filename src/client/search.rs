//! The search in the tree of a response: marks the matches, opens the branches with matches, and hides the others.

use js_sys::{JsString, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Element, Event};

use super::elements::closest;

/// Marks an element as a match of the search.
const HIT: &str = "data-hit";

/// Searches in the response around a search field, for the text of the field. Upper and lower case are the same.
pub fn search_response(event: &Event) {
    let Some(field) = closest(event.target(), "[type=search]") else { return };
    let Ok(Some(response)) = field.closest("[data-response]") else { return };
    let sought = String::from(property(&field, "value").trim().to_lower_case());
    let is_on = !sought.is_empty();
    for branch in all(&response, "li li > details") {
        set(&branch, "hidden", is_on);
    }
    let mut matches = 0;
    for text in all(&response, ".tree :is(b, span)") {
        let is_match = is_on && property(&text, "textContent").to_lower_case().includes(&sought, 0);
        set(&text, HIT, is_match);
        if is_match {
            matches += 1;
            reveal(&text);
        }
    }
    if let Ok(Some(status)) = response.query_selector("[data-matches]") {
        let part = |name| status.get_attribute(name).unwrap_or_default();
        let text = [part("data-before"), matches.to_string(), part("data-after")].concat();
        status.set_text_content(is_on.then_some(&text));
    }
}

/// Shows and opens the branches around a match. The branch whose own name matches is shown with everything in it.
fn reveal(text: &Element) {
    let is_name_of_branch = text.closest("summary").is_ok_and(|summary| summary.is_some());
    let mut around = text.closest("details").ok().flatten();
    if is_name_of_branch && let Some(branch) = around {
        set(&branch, "hidden", false);
        for inner in all(&branch, "details") {
            set(&inner, "hidden", false);
        }
        around = parent(&branch);
    }
    while let Some(branch) = around {
        set(&branch, "hidden", false);
        set(&branch, "open", true);
        around = parent(&branch);
    }
}

fn parent(branch: &Element) -> Option<Element> {
    branch.parent_element()?.closest("details").ok()?
}

fn all(around: &Element, selector: &str) -> impl Iterator<Item = Element> + use<> {
    let found = around.query_selector_all(selector).ok();
    let length = found.as_ref().map_or(0, web_sys::NodeList::length);
    (0..length).filter_map(move |index| found.as_ref()?.get(index)?.dyn_into().ok())
}

/// Returns a property of an element that is a text. It stays a text of the browser, because a copy of each would be slow.
fn property(element: &Element, name: &str) -> JsString {
    let value = Reflect::get(element, &JsValue::from_str(name)).unwrap_or_default();
    value.dyn_into().unwrap_or_default()
}

fn set(element: &Element, attribute: &str, is_set: bool) {
    // Both fail only for an invalid name.
    _ = if is_set { element.set_attribute(attribute, "") } else { element.remove_attribute(attribute) };
}
