//! A button that copies a text and says that it did.

use leptos::prelude::*;

use crate::browser;

/// Copies `text`. The style sheet hides it until the client has taken the page over: without a script it could do nothing.
#[component]
pub fn CopyButton(label: &'static str, text: String) -> impl IntoView {
    let said = RwSignal::new("");
    let copy = move |_| {
        let text = text.clone();
        browser::spawn(async move {
            said.set("");
            said.set(if browser::copy_text(&text).await { "Copied" } else { "Copying is not possible here" });
        });
    };
    view! {
        <span class="copy needs-script">
            <button class="button quiet" type="button" on:click=copy>
                {label}
            </button>
            <span class="status" role="status">
                {said}
            </span>
        </span>
    }
}
