//! The status of a sign-in that the user has started.

use leptos::{ev::MouseEvent, prelude::*};

use crate::client;

/// The time in milliseconds after which the status disappears if the browser has not left the page.
const PENDING_FOR: i32 = 10_000;

/// Wraps the link or form that starts a sign-in, and its hint. While the browser opens the provider's page, a status replaces the
/// hint, and a second press does nothing.
#[island]
pub fn SignInStatus(children: Children) -> impl IntoView {
    let pending = RwSignal::new(false);
    client::on_return(move || pending.set(false));
    view! {
        <div
            aria-busy=move || if pending.get() { "true" } else { "false" }
            on:click=move |event| press(&event, pending)
        >
            {children()}
            <p
                class="status"
                role="status"
                prop:textContent=move || if pending.get() { client::text("data-opening-sign-in") } else { String::new() }
            ></p>
        </div>
    }
}

fn press(event: &MouseEvent, pending: RwSignal<bool>) {
    if !client::is_plain_press(event) {
        return;
    }
    if pending.get_untracked() {
        event.prevent_default();
        return;
    }
    pending.set(true);
    client::spawn(async move {
        client::sleep(PENDING_FOR).await;
        pending.set(false);
    });
}
