//! `GET /device-code`: the page with the user code that the user enters on another device (RFC 8628 §3.3).

mod qr_code;

use axum::response::IntoResponse;
use leptos::prelude::*;

pub use self::qr_code::qr_code;
use super::{request::Anyone, sign_in_failed};
use crate::{
    islands::{CopyButton, WaitForApproval},
    paths,
    server::auth::device_code::{DeviceCodeView, Progress},
    text,
    web::{CopyTexts, Page, PageResult, WaitTexts, cookies::SetCookies},
};

/// Shows the user code, or the next page if the sign-in has ended. Without JavaScript, the browser requests the page
/// repeatedly.
pub async fn device_code(request: Anyone) -> PageResult {
    let caller = &request.caller;
    let services = caller.services();
    let Some(cookie) = caller.device_cookie() else { return Ok(Page::redirect(paths::HOME)) };
    let removed = || SetCookies([services.cookies.remove(services.cookies.device())]);
    match caller.poll_device_code(cookie).await {
        Ok(Progress::Pending(view)) => Ok(page(view)),
        Ok(Progress::Approved(return_to, session)) => {
            let cookie = session.map(|session| services.cookies.of_session(&session));
            Err((SetCookies(cookie), Page::redirect(return_to.as_str())).into_response().into())
        }
        Ok(Progress::Unknown) => Err((removed(), Page::redirect(paths::HOME)).into_response().into()),
        // Only this request failed, not the sign-in: the next request may succeed, so the cookie of the device code
        // stays.
        Err(failed) if failed.app_error().is_some() => Ok(sign_in_failed::of(&services.auth, &failed)),
        Err(failed) => Err((removed(), sign_in_failed::of(&services.auth, &failed)).into_response().into()),
    }
}

/// Returns the page that shows a user code.
pub fn page(view: DeviceCodeView) -> Page {
    let DeviceCodeView { user_code, verification_uri, address_to_scan, expires_in, interval } = view;
    Page::new(text!("device-title")).refreshing_without_script(interval).view(move || {
        view! {
            <section class="card">
                <h1>{text!("device-title")}</h1>
                <ol class="steps">
                    <li>
                        <p>
                            {text!("device-open-address")} <br />
                            <a href=verification_uri target="_blank" rel="noopener external">
                                {verification_uri.clone()}
                            </a>
                        </p>
                        {scan_instead(&address_to_scan)}
                    </li>
                    <li>
                        <p>{text!("device-enter-code")}</p>
                        <UserCode user_code />
                    </li>
                    <li>
                        <p>{text!("device-approve")}</p>
                    </li>
                </ol>
                <WaitForApproval>
                    <WaitTexts />
                    <p class="countdown" data-expires-in=expires_in data-interval=interval>
                        {time_left(expires_in)}
                    </p>
                </WaitForApproval>
                <p class="actions">
                    <a class="button main" href=paths::to(paths::DEVICE_CODE)>
                        {text!("device-approved")}
                    </a>
                    <a class="button quiet" href=paths::to(paths::HOME)>
                        {text!("device-cancel")}
                    </a>
                </p>
            </section>
        }
    })
}

/// The code that the user enters on another device, with the button that copies it.
#[component]
pub fn UserCode(user_code: String) -> impl IntoView {
    view! {
        <p class="user-code">
            <code translate="no">{user_code.clone()}</code>
            <CopyButton>
                <CopyTexts />
                <button class="button quiet" type="button" data-copy=user_code>
                    {text!("device-copy-code")}
                </button>
            </CopyButton>
        </p>
    }
}

/// Returns a QR code with its heading. `None` if the address has no QR code.
fn scan_instead(address: &str) -> Option<impl IntoView + use<>> {
    qr_code(address).map(|code| {
        view! {
            <p>{text!("device-scan")}</p>
            {code}
        }
    })
}

/// Returns a sentence that says when the user code expires, in minutes.
fn time_left(expires_in: u32) -> String {
    text!("device-expires", minutes = (expires_in / 60).max(1))
}
