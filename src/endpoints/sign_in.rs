//! `GET /sign-in`: the door to the OpenID provider, 303.

use std::sync::Arc;

use axum::{
    extract::{OriginalUri, Query, State, rejection::QueryRejection},
    http::{HeaderMap, header},
    response::{AppendHeaders, IntoResponse, Redirect, Response},
};
use openidconnect::CsrfToken;
use serde::Deserialize;

use crate::{
    pages::{sign_in::SignIn, sign_in_failed, sign_in_stopped},
    paths::{self, ReturnTo},
    server::{
        Caller, NotSignedIn, Services, SignedIn,
        auth::{self, Asked, AuthError, FailedSignIn, begin::Beginning},
        oidc::{AccountChoice, ClaimsRequest},
        session::{Journey, SignInCookie, TRANSACTION_LIFETIME, session_key},
    },
    web::{canonical_host, comes_from_another_site, cookies},
};

/// More sign-ins of one browser are not kept open; the oldest gives way.
const OPEN_AT_MOST: usize = 5;
/// However many a request claims to have open.
const CLOSED_AT_ONCE: usize = 16;

#[derive(Default, Deserialize)]
pub struct Wish {
    return_to: Option<String>,
    account: Option<String>,
    afresh: Option<String>,
    /// Finds what this sign-in is a step for.
    step_up: Option<CsrfToken>,
}

pub async fn sign_in(
    State(services): State<Arc<Services>>,
    caller: Caller,
    headers: HeaderMap,
    OriginalUri(uri): OriginalUri,
    wish: Result<Query<Wish>, QueryRejection>,
) -> Response {
    let wish = wish.map(|Query(wish)| wish).unwrap_or_default();
    let return_to = wish.return_to.as_deref().map_or_else(ReturnTo::home, ReturnTo::parse);
    if comes_from_another_site(&headers) {
        // No session without somebody's own click in this app (ASVS 7.6.2).
        return SignIn::of(&services, &return_to).page().into_response();
    }
    if let Some(redirect) = canonical_host::redirect(&services, &headers, &uri) {
        return redirect.into_response();
    }
    let afresh = wish.afresh.is_some();
    if !afresh && is_a_loop(&caller).await {
        tracing::warn!(event = "authn_login_loop", "several sign-ins in a row came back without success");
        return sign_in_stopped::page(return_to.as_str().to_owned()).into_response();
    }
    let begun = if services.relying_party.signs_in_by_device_code() {
        begin_with_device_code(&services, &caller, &return_to, account(&caller, &wish).await.1).await
    } else {
        begin(&services, &caller, &return_to, account(&caller, &wish).await, Journey::SignIn).await
    };
    let begun = begun.unwrap_or_else(|error| sign_in_failed::of(&FailedSignIn { error, return_to }).into_response());
    (cookies::forget_tries(&caller, afresh), begun).into_response()
}

/// Somebody who is signed in came back with success, whatever happened before.
async fn is_a_loop(caller: &Caller) -> bool {
    caller.tries().are_a_loop() && matches!(caller.signed_in().await, Err(NotSignedIn::Nobody))
}

/// Begins a journey at the provider: the answer leads there, and has the cookie of the transaction.
pub async fn begin(
    services: &Services,
    caller: &Caller,
    return_to: &ReturnTo,
    (account, asked): (AccountChoice, Asked),
    journey: Journey,
) -> Result<Response, AuthError> {
    let replaces = caller.session().id().map(session_key);
    let beginning = Beginning { return_to, account, asked, journey, replaces, cookie: None };
    let begun = auth::begin::begin(&services.relying_party, &services.store, beginning).await?;
    let mut set_cookies: Vec<_> = close_oldest(services, caller).await?;
    let seconds = TRANSACTION_LIFETIME.as_secs().cast_signed();
    set_cookies.extend(cookies::set(&services.cookies, services.cookies.sign_in(&begun.state), &begun.cookie, seconds));
    let set_cookies = AppendHeaders(set_cookies.into_iter().map(|cookie| (header::SET_COOKIE, cookie)));
    Ok((set_cookies, Redirect::to(begun.go_to.as_str())).into_response())
}

async fn begin_with_device_code(
    services: &Services,
    caller: &Caller,
    return_to: &ReturnTo,
    asked: Asked,
) -> Result<Response, AuthError> {
    if let Some(cookie) = caller.device_cookie()
        && auth::device_code::is_open(&services.relying_party, &services.store, &cookie).await?
    {
        return Ok(Redirect::to(paths::DEVICE_CODE).into_response());
    }
    let asked_by = caller.session().id().map(session_key);
    let (relying_party, store) = (&services.relying_party, &services.store);
    let cookie = auth::device_code::begin(relying_party, store, return_to, asked, asked_by).await?;
    let lifetime = 2 * 60 * 60;
    let set_cookie = cookies::set(&services.cookies, services.cookies.device(), &cookie, lifetime);
    let set_cookie = AppendHeaders(set_cookie.map(|cookie| (header::SET_COOKIE, cookie)));
    Ok((set_cookie, Redirect::to(paths::DEVICE_CODE)).into_response())
}

async fn close_oldest(services: &Services, caller: &Caller) -> Result<Vec<axum::http::HeaderValue>, AuthError> {
    let mut open = caller.cookies().beginning_with(&services.cookies.sign_in_prefix());
    open.sort_by_key(|(_, cookie): &(String, SignInCookie)| std::cmp::Reverse(cookie.made_at()));
    let mut expired = Vec::new();
    for (name, cookie) in open.into_iter().skip(OPEN_AT_MOST - 1).take(CLOSED_AT_ONCE) {
        services.store.drop_transaction(&cookie).await?;
        expired.extend(cookies::expire(&services.cookies, name));
    }
    Ok(expired)
}

/// Somebody who is signed in keeps their account, without a picker, unless they wish for another; and is asked for what the
/// provider or the downstream API wants of them.
async fn account(caller: &Caller, wish: &Wish) -> (AccountChoice, Asked) {
    if wish.account.as_deref() == Some("another") {
        return (AccountChoice::Another, Asked::default());
    }
    let Ok(signed_in) = caller.signed_in().await else { return (AccountChoice::Any, Asked::default()) };
    let user = signed_in.user();
    let hint = user.login_hint.clone().or_else(|| user.username.clone());
    (hint.map_or(AccountChoice::Any, AccountChoice::Known), asked(&signed_in, wish.step_up.as_ref()).await)
}

/// What this session asked for under a reference, and what else the provider or the downstream API wants of the person.
async fn asked(signed_in: &SignedIn, reference: Option<&CsrfToken>) -> Asked {
    let claims = signed_in.claims_request().await.unwrap_or_default();
    let step_up = match reference {
        Some(reference) => signed_in.asked_for(reference).await.unwrap_or_default(),
        None => None,
    };
    let Some(step_up) = step_up else { return Asked { claims, ..Asked::default() } };
    let both =
        |claims: ClaimsRequest| step_up.claims.as_ref().map_or_else(|| claims.clone(), |other| claims.and(other));
    let claims = claims.map(both).or_else(|| step_up.claims.clone());
    Asked { scopes: step_up.scopes, claims, reference: reference.cloned() }
}
