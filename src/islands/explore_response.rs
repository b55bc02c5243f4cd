//! The search and the copy button of a response of the downstream API.

use leptos::{
    ev::{Event, MouseEvent},
    prelude::*,
};

use crate::client;

/// Wraps a response that the server has rendered, and handles its search field and its copy button.
#[island]
pub fn ExploreResponse(children: Children) -> impl IntoView {
    view! {
        <div on:input=|event| search(&event) on:click=|event| copy(&event)>
            {children()}
        </div>
    }
}

/// Searches in the tree of the response around the field that the user types into.
pub fn search(event: &Event) {
    client::search_response(event);
}

/// Copies the text of the response, if the event comes from its copy button.
pub fn copy(event: &MouseEvent) {
    let Some(text) = client::copied_text(event) else { return };
    client::spawn(async move {
        let copied = client::copy_text(&text).await;
        client::show(
            "[data-copy-result]",
            &if copied { client::text("data-copied") } else { client::text("data-not-copied") },
        );
    });
}
