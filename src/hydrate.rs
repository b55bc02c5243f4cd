//! The client's entry: takes over the page that the server rendered.

use any_spawner::Executor;
use leptos::{
    prelude::{IntoView, Owner, RenderHtml},
    tachys::{hydration::Cursor, view::PositionState},
};
use wasm_bindgen::prelude::wasm_bindgen;

use crate::{
    app::{LiveApp, LivePage},
    browser,
};

/// Reads the page's state and hydrates `<main>` with it. Without a readable state the page stays as the server made it.
#[wasm_bindgen]
pub fn hydrate() {
    if cfg!(debug_assertions) {
        console_error_panic_hook::set_once();
    }
    let Some(document) = web_sys::window().and_then(|window| window.document()) else { return };
    let state = document.get_element_by_id("page").and_then(|element| element.text_content()).unwrap_or_default();
    let Some(page) = browser::read_json::<LivePage>(&state) else {
        web_sys::console::error_1(&"The page's state cannot be read; the page works without it.".into());
        return;
    };
    let Some(main) = document.get_element_by_id("main") else { return };
    take_over(main, page);
    // The style sheet shows what needs a script from here on.
    if let Some(root) = document.document_element() {
        _ = root.set_attribute("data-hydrated", "");
    }
}

/// Does what `leptos::mount::hydrate_from` does, without what only a page needs that arrives in parts: here every page
/// arrives whole. That spares each first visit the code for the rest.
fn take_over(main: web_sys::Element, page: LivePage) {
    // It fails only if it has been done before.
    _ = Executor::init_wasm_bindgen();
    let owner = Owner::new();
    let page = owner.with(|| {
        let page = leptos::view! { <LiveApp page /> }.into_view();
        page.hydrate::<true>(&Cursor::new(main), &PositionState::default())
    });
    // They live as long as the page.
    std::mem::forget((owner, page));
}
