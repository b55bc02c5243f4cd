//! A button that copies a text and reports the result.

use leptos::prelude::*;

use crate::client;

/// Copies `text`. The style sheet hides the button until the page is hydrated, because without the client it does nothing.
#[island]
pub fn CopyButton(label: String, text: String) -> impl IntoView {
    let result = RwSignal::new("");
    let copy = move |_| {
        let text = text.clone();
        client::spawn(async move {
            result.set("");
            result.set(if client::copy_text(&text).await { "Copied" } else { "Copying is not possible here" });
        });
    };
    view! {
        <span class="copy needs-script">
            <button class="button quiet" type="button" on:click=copy>
                {label}
            </button>
            <span class="status" role="status" prop:textContent=move || result.get()></span>
        </span>
    }
}
