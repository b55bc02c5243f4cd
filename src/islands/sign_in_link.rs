//! The link of the login view that starts a sign-in: a plain link, because it leads to another site.

use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use super::sign_in_address;
use crate::client;

/// How long a pressed link stays pressed if the browser does not leave the page, in milliseconds.
const PENDING_FOR: i32 = 10_000;

/// The look of the link that starts a sign-in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum SignInLook {
    /// As Microsoft's branding guidelines describe it; only where users have Microsoft accounts.
    Microsoft,
    /// The button of this app.
    Plain,
    /// The button of this app, for a sign-in by device code.
    DeviceCode,
}

/// Shows the link, and a hint below it. While the browser opens the provider's page, the status says so, and a second press
/// does nothing.
#[island]
pub fn SignInLink(look: SignInLook, hint: String, return_to: String) -> impl IntoView {
    let pending = RwSignal::new(false);
    client::on_return(move || pending.set(false));
    let class = if look == SignInLook::Microsoft { "button microsoft" } else { "button main" };
    let label = match look {
        SignInLook::Microsoft => "Sign in with Microsoft",
        SignInLook::Plain => "Sign in",
        SignInLook::DeviceCode => "Sign in with a code on another device",
    };
    let text = hint.clone();
    view! {
        <a
            class=class
            href=sign_in_address(&return_to)
            rel="external"
            aria-busy=move || if pending.get() { "true" } else { "false" }
            on:click=move |event| press(&event, pending)
        >
            {(look == SignInLook::Microsoft).then(|| view! { <MicrosoftLogo /> })}
            <span>{label}</span>
        </a>
        <p
            class="status"
            role="status"
            prop:textContent=move || if pending.get() { "Opening the sign-in page…".to_owned() } else { hint.clone() }
        >
            {text}
        </p>
    }
}

/// Marks the link as pressed, unless the press opens another tab or window.
fn press(event: &leptos::ev::MouseEvent, pending: RwSignal<bool>) {
    if event.ctrl_key() || event.meta_key() || event.shift_key() || event.alt_key() {
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

/// Microsoft's logo, in the sizes and colours of the branding guidelines.
#[component]
fn MicrosoftLogo() -> impl IntoView {
    view! {
        <svg viewBox="0 0 21 21" width="21" height="21" aria-hidden="true" focusable="false">
            <rect x="1" y="1" width="9" height="9" fill="#f25022" />
            <rect x="11" y="1" width="9" height="9" fill="#7fba00" />
            <rect x="1" y="11" width="9" height="9" fill="#00a4ef" />
            <rect x="11" y="11" width="9" height="9" fill="#ffb900" />
        </svg>
    }
}
