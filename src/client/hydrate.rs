//! The entry point of the compiled client.

use std::sync::Arc;

use any_spawner::Executor;
use hydration_context::CsrSharedContext;
use leptos::prelude::{Owner, provide_context};
use wasm_bindgen::prelude::wasm_bindgen;

use crate::paths::Base;

/// Prepares the hydration. `client/loader.js` calls it once, and then the exported function of each island on the page.
///
/// It does what `leptos::mount::hydrate_islands` does, but with an empty shared context. The usual shared context
/// receives the resources of a streamed page, and no page of this app is streamed.
#[wasm_bindgen]
pub fn hydrate() {
    if cfg!(debug_assertions) {
        console_error_panic_hook::set_once();
    }
    // This fails only if it was called before, so the result is ignored.
    _ = Executor::init_wasm_bindgen();
    let owner = Owner::new_root(Some(Arc::new(CsrSharedContext)));
    owner.set();
    // The owner is the parent of every island, so links in islands find the base path.
    provide_context(base());
    // The Leptos owner must live as long as the page, so it is never dropped.
    std::mem::forget(owner);
}

/// Returns the base path from the document's attribute `data-base`.
fn base() -> Base {
    let root = web_sys::window().and_then(|window| window.document()).and_then(|document| document.document_element());
    Base::of(&root.and_then(|root| root.get_attribute("data-base")).unwrap_or_default())
}
