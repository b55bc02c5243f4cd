//! The page between the end of the session in this app and the sign-out at the provider.
//!
//! It opens the provider's address by itself, not by a redirect. Chromium applies the directive `form-action` of the
//! content security policy to redirects that follow a form, and the provider may redirect to hosts that no policy can
//! list.

use axum::{
    http::HeaderValue,
    response::{IntoResponse, Response},
};
use leptos::prelude::*;

use crate::{
    error::AppError,
    server::{
        Caller, Services,
        account::{RevocationProblem, SignedOutEverywhere},
    },
    server_fns, text,
    web::{
        Page, SessionOfPage,
        cookies::{self, SetCookies, SignedOutHere},
        server_functions,
    },
};

/// Ends the session for a form of the app, and shows the page that leads to the provider.
pub async fn by_form(services: &Services, caller: Caller) -> Response {
    let device_gone = SetCookies(caller.drop_device_flow().await);
    let page = match server_functions::within(caller, server_fns::sign_out()).await {
        Ok(continue_to) => page(continue_to, None),
        Err(error) => Page::from(error),
    };
    clear_site_data(services, (device_gone, page).into_response())
}

/// Ends the sessions of all accounts of this browser, and shows the page that leads to the provider.
pub async fn of_all_accounts(services: &Services, caller: Caller) -> Response {
    let device_gone = SetCookies(caller.drop_device_flow().await);
    let response = match caller.sign_out_of_all_accounts().await {
        Ok((continue_to, cookie)) => (SetCookies(cookie), page(continue_to.into(), None)).into_response(),
        Err(error) => Page::from(AppError::from(error)).into_response(),
    };
    clear_site_data(services, (device_gone, response).into_response())
}

/// Shows the page that leads to the provider, after a sign-out from all sessions.
pub fn after_everywhere(services: &Services, ended: SignedOutEverywhere) -> Response {
    let page = page(ended.continue_to.into(), ended.problem);
    clear_site_data(services, (SetCookies(ended.cookie), page).into_response())
}

/// Makes the browser clear the data of this site. A failed sign-out keeps the session cookie, because the next attempt needs it.
///
/// [`SignedOutHere`] marks the response, so that the cookie of ended sessions does not keep the ID of this session: after a
/// sign-out here, the next sign-in must not name the account. Every response to a sign-out in this app passes through here.
pub fn clear_site_data(services: &Services, mut response: Response) -> Response {
    response.extensions_mut().insert(SignedOutHere);
    if services.cookies.secure && response.status().is_success() {
        // The header omits "cookies", which would clear the cookies of all apps of the same domain, the provider's too.
        // Below a base path it also omits "storage", which other apps of the same origin may use.
        let alone = services.auth.relying_party.base().is_root();
        let data = if alone { "\"cache\", \"storage\"" } else { "\"cache\"" };
        let headers = response.headers_mut();
        headers.insert("clear-site-data", HeaderValue::from_static(data));
        cookies::append(headers, [services.cookies.remove(services.cookies.session())]);
    }
    response
}

/// Returns the page. `continue_to` is the provider's end-session URL. If a problem is shown, the user opens the URL by
/// a link.
pub fn page(continue_to: String, problem: Option<RevocationProblem>) -> Page {
    let page = Page::new(text!("sign-out-progress-title")).session(SessionOfPage::Ended);
    let page = if problem.is_some() { page } else { page.going_on_to(&continue_to) };
    page.view(move || view! { <SigningOut continue_to problem /> })
}

#[component]
fn SigningOut(continue_to: String, problem: Option<RevocationProblem>) -> impl IntoView {
    let (words, name) = if problem.is_some() {
        (text!("sign-out-everywhere-here"), text!("sign-out-everywhere-continue"))
    } else {
        (text!("sign-out-next-provider"), text!("sign-out-continue"))
    };
    view! {
        <section class="card">
            <h1>{text!("sign-out-progress-title")}</h1>
            <p>{words}</p>
            {problem
                .map(|problem| {
                    view! {
                        <div class="problem">
                            <h2>{text!("sign-out-everywhere-problem")}</h2>
                            <p>{explanation(problem)}</p>
                        </div>
                    }
                })}
            <p class="actions">
                <a class="button main" href=continue_to rel="external">
                    {name}
                </a>
            </p>
        </section>
    }
}

fn explanation(problem: RevocationProblem) -> String {
    match problem {
        RevocationProblem::NotAllowed => text!("sign-out-everywhere-not-allowed"),
        RevocationProblem::Over => text!("sign-out-everywhere-over"),
        RevocationProblem::Failed => text!("sign-out-everywhere-failed"),
    }
}
