//! The entry of the compiled client.

use leptos::prelude::provide_context;
use wasm_bindgen::prelude::wasm_bindgen;

use crate::paths::Base;

/// Prepares the hydration. `client/loader.js` calls it once, and then the exported function of each island on the page.
#[wasm_bindgen]
pub fn hydrate() {
    if cfg!(debug_assertions) {
        console_error_panic_hook::set_once();
    }
    leptos::mount::hydrate_islands();
    // The owner that `hydrate_islands` has set is the parent of every island, so links in islands find the base path.
    provide_context(base());
}

/// Reads the base path that the document names.
fn base() -> Base {
    let root = web_sys::window().and_then(|window| window.document()).and_then(|document| document.document_element());
    Base::of(&root.and_then(|root| root.get_attribute("data-base")).unwrap_or_default())
}
