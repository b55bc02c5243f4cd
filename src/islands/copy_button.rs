//! A button that copies a text and reports the result.

use leptos::{ev::MouseEvent, prelude::*};

use crate::client;

/// Wraps a button with the attribute `data-copy`, whose value the button copies. The style sheet hides the button until
/// the page is hydrated, because without the client it does nothing. The texts are in `CopyTexts`.
#[island]
pub fn CopyButton(children: Children) -> impl IntoView {
    let result = RwSignal::new(String::new());
    view! {
        <span class="copy needs-script" on:click=move |event| copy(&event, result)>
            {children()}
            <span class="status" role="status" prop:textContent=move || result.get()></span>
        </span>
    }
}

fn copy(event: &MouseEvent, result: RwSignal<String>) {
    let Some(text) = client::copied_text(event) else { return };
    client::spawn(async move {
        result.set(String::new());
        let copied = client::copy_text(&text).await;
        result.set(if copied { client::text("data-copied") } else { client::text("data-not-copied") });
    });
}
