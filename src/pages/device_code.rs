//! `GET /device-code`: the page with the user code that the user enters on another device (RFC 8628 §3.3).

mod qr_code;

use axum::response::IntoResponse;
use leptos::prelude::*;

use self::qr_code::qr_code;
use super::{request::Anyone, sign_in_failed};
use crate::{
    islands::{CopyButton, WaitForApproval},
    paths,
    server::auth::device_code::{DeviceCodeView, Progress},
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
    Page::new("Sign in with a code").refreshing_without_script(interval).view(move || {
        view! {
            <section class="card">
                <h1>"Sign in with a code"</h1>
                <ol class="steps">
                    <li>
                        <p>
                            "Open this address, on this device or another:" <br />
                            <a href=verification_uri target="_blank" rel="noopener external">
                                {verification_uri.clone()}
                            </a>
                        </p>
                        {scan_instead(&address_to_scan)}
                    </li>
                    <li>
                        <p>"Enter this code:"</p>
                        <p class="user-code">
                            <code translate="no">{user_code.clone()}</code>
                            <CopyButton>
                                <CopyTexts />
                                <button class="button quiet" type="button" data-copy=user_code>
                                    "Copy code"
                                </button>
                            </CopyButton>
                        </p>
                    </li>
                    <li>
                        <p>"Sign in there and approve. Then come back: this page goes on by itself."</p>
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
                        "I have approved it"
                    </a>
                    <a class="button quiet" href=paths::to(paths::HOME)>
                        "Cancel"
                    </a>
                </p>
            </section>
        }
    })
}

/// Returns a QR code with its heading. `None` if the address has no QR code.
fn scan_instead(address: &str) -> Option<impl IntoView + use<>> {
    qr_code(address).map(|code| {
        view! {
            <p>"Or scan it with a phone:"</p>
            {code}
        }
    })
}

/// Returns a sentence that says when the user code expires, in minutes.
fn time_left(expires_in: u32) -> String {
    if expires_in < 120 {
        return "The code expires in about a minute.".to_owned();
    }
    format!("The code expires in {} minutes.", expires_in / 60)
}
