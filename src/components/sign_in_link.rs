//! The links that begin a sign-in: plain links, because the way leads to another site.

use leptos::prelude::*;

use crate::{browser, error::AppError, paths};

/// How long a pressed link stays pressed when the browser has not left the page, in milliseconds.
const PENDING_FOR: i32 = 10_000;

/// How the link that begins a sign-in looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SignInLook {
    /// After Microsoft's branding guidelines; only where the account is Microsoft's.
    Microsoft,
    /// The app's own button.
    Plain,
    /// The app's own button, for a sign-in by device code.
    DeviceCode,
}

/// The address that begins a sign-in and leads back to `return_to`, a path of this app.
pub fn sign_in_address(return_to: &str) -> String {
    address("?return_to=", return_to)
}

/// The address that begins a sign-in at which the person picks the account.
pub fn sign_in_with_another_account_address(return_to: &str) -> String {
    address("?account=another&return_to=", return_to)
}

/// The address that begins a sign-in on purpose, after several came back without success.
pub fn sign_in_afresh_address(return_to: &str) -> String {
    address("?afresh=yes&return_to=", return_to)
}

/// The address of the next step after a failure that asks for one at the provider: that very step, or a sign-in.
pub fn next_step_address(error: &AppError, return_to: &str) -> String {
    let AppError::StepUp { reference: Some(reference) } = error else { return sign_in_address(return_to) };
    let mut address = sign_in_address(return_to);
    address.push_str("&step_up=");
    push_encoded(&mut address, reference);
    address
}

fn address(query: &str, return_to: &str) -> String {
    let mut address = paths::to(paths::SIGN_IN).into_owned();
    address.push_str(query);
    push_encoded(&mut address, return_to);
    address
}

/// Writes a query's value (RFC 3986 §3.4): everything but unreserved characters and slashes is percent-encoded.
fn push_encoded(address: &mut String, value: &str) {
    const DIGITS: &[u8; 16] = b"0123456789ABCDEF";
    for byte in value.bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'/' | b'-' | b'.' | b'_' | b'~') {
            address.push(char::from(byte));
        } else {
            address.push('%');
            address.push(char::from(DIGITS[usize::from(byte >> 4)]));
            address.push(char::from(DIGITS[usize::from(byte & 15)]));
        }
    }
}

/// The main link of the login view, with a hint below. Once pressed it says what it waits for in the hint's place, and a
/// second press does nothing.
#[component]
pub fn SignInLink(look: SignInLook, hint: &'static str, return_to: String) -> impl IntoView {
    let pending = RwSignal::new(false);
    browser::on_return(move || pending.set(false));
    let class = if look == SignInLook::Microsoft { "button microsoft" } else { "button main" };
    let label = match look {
        SignInLook::Microsoft => "Sign in with Microsoft",
        SignInLook::Plain => "Sign in",
        SignInLook::DeviceCode => "Sign in with a code on another device",
    };
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
        <p class="status" role="status">
            {move || if pending.get() { "Opening the sign-in page…" } else { hint }}
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
    browser::spawn(async move {
        browser::sleep(PENDING_FOR).await;
        pending.set(false);
    });
}

/// The way to another account than the one that the provider would take silently.
#[component]
pub fn SignInWithAnotherAccount(return_to: String) -> impl IntoView {
    view! {
        <a href=sign_in_with_another_account_address(&return_to) rel="external">
            "Use another account"
        </a>
    }
}

/// Microsoft's four squares, in the sizes and colours of its branding guidelines.
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

#[cfg(test)]
mod tests {
    use super::sign_in_address;

    #[test]
    fn a_return_address_stays_one_value_of_the_query() {
        assert_eq!(
            sign_in_address("/a?b=c&account=another#d+e"),
            "/sign-in?return_to=/a%3Fb%3Dc%26account%3Danother%23d%2Be"
        );
    }
}
