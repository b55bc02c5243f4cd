//! `GET /sign-in`: redirects to the OpenID provider with 303.

use axum::{
    extract::{OriginalUri, Query, State, rejection::QueryRejection},
    http::{HeaderMap, StatusCode},
    response::{IntoResponse, Response},
};
use openidconnect::CsrfToken;
use serde::Deserialize;

use super::{
    cookies::{self, SetCookies},
    home, own_name,
    page::PageAnswer,
    router, sign_in_failed,
};
use crate::{
    model::View,
    paths::{self, ReturnTo},
    server::{Caller, auth::FailedSignIn, caller::SignInOptions},
};

#[derive(Default, Deserialize)]
pub struct Wish {
    return_to: Option<String>,
    account: Option<String>,
    afresh: Option<String>,
    /// The reference of a pending step-up.
    step_up: Option<CsrfToken>,
}

pub async fn sign_in(
    State(services): router::State,
    caller: Caller,
    headers: HeaderMap,
    OriginalUri(uri): OriginalUri,
    wish: Result<Query<Wish>, QueryRejection>,
) -> Response {
    let wish = wish.map(|Query(wish)| wish).unwrap_or_default();
    let return_to = wish.return_to.as_deref().map_or_else(ReturnTo::home, ReturnTo::parse);
    if comes_from_another_site(&headers) {
        // A session starts only with a click in this app (ASVS 7.6.2).
        return PageAnswer::new(StatusCode::OK, home::sign_in_view(&services, &return_to)).into_response();
    }
    if let Some(redirect) = own_name::redirect(&services, &headers, &uri) {
        return redirect.into_response();
    }
    let afresh = wish.afresh.is_some();
    if !afresh && caller.is_in_sign_in_loop().await {
        tracing::warn!(event = "authn_login_loop", "several sign-ins in a row came back without success");
        let view = View::SignInStopped { return_to: return_to.as_str().to_owned() };
        return PageAnswer::new(StatusCode::TOO_MANY_REQUESTS, view).into_response();
    }
    let options = SignInOptions {
        return_to: &return_to,
        another_account: wish.account.as_deref() == Some("another"),
        step_up: wish.step_up.as_ref(),
    };
    let begun = match caller.begin_sign_in(options).await {
        Ok(redirection) => cookies::redirect(redirection),
        Err(error) => sign_in_failed::answer(&FailedSignIn { error, return_to }),
    };
    (SetCookies(caller.forget_tries().filter(|_| afresh)), begun).into_response()
}

/// Returns the address that starts a step-up.
pub fn address_of_step_up(return_to: &str, reference: &CsrfToken) -> String {
    let query = url::form_urlencoded::Serializer::new(String::new())
        .append_pair("return_to", return_to)
        .append_pair("step_up", reference.secret())
        .finish();
    format!("{}?{query}", paths::SIGN_IN)
}

/// Whether another site led the browser here.
pub fn comes_from_another_site(headers: &HeaderMap) -> bool {
    headers.get("sec-fetch-site").is_some_and(|site| site == "cross-site" || site == "same-site")
}
