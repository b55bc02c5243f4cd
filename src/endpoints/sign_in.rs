//! `GET /sign-in`: redirects to the OpenID provider with 303. Without a redirect URI, a form begins the sign-in by device code.

use std::sync::Arc;

use axum::{
    extract::{
        Form, OriginalUri, Query, State,
        rejection::{FormRejection, QueryRejection},
    },
    http::HeaderMap,
    response::{IntoResponse, Response},
};
use serde::Deserialize;

use crate::{
    error::AppError,
    pages::{sign_in::SignIn, sign_in_failed, sign_in_stopped},
    paths::ReturnTo,
    server::{
        Caller, NotSignedIn, Services, auth::FailedSignIn, caller::SignInOptions, oidc::AccountChoice,
        security_event::SecurityEvent, session::Reference,
    },
    web::{
        Page, canonical_host, comes_from_another_site,
        cookies::{self, SetCookies},
    },
};

#[derive(Default, Deserialize)]
pub struct SignInQuery {
    return_to: Option<String>,
    account: Option<String>,
    afresh: Option<String>,
    /// The reference of a step-up that the sign-in shall complete.
    step_up: Option<Reference>,
    prompt: Option<String>,
    /// Personal data: never logged, and out of the address bar after the redirect to the provider.
    login_hint: Option<String>,
    domain_hint: Option<String>,
}

impl SignInQuery {
    /// Returns what the link says about the account. `None` if a value is invalid.
    fn account(&self) -> Option<AccountChoice> {
        AccountChoice::parse(self.prompt.as_deref(), self.login_hint.as_deref(), self.domain_hint.as_deref())
    }
}

/// The form that begins a sign-in by device code.
#[derive(Default, Deserialize)]
pub struct DeviceCodeForm {
    return_to: Option<String>,
}

pub async fn sign_in(
    State(services): State<Arc<Services>>,
    caller: Caller,
    headers: HeaderMap,
    OriginalUri(uri): OriginalUri,
    query: Result<Query<SignInQuery>, QueryRejection>,
) -> Response {
    let query = query.map(|Query(query)| query).unwrap_or_default();
    let return_to = query.return_to.as_deref().map_or_else(ReturnTo::home, ReturnTo::parse);
    let Some(account) = query.account() else { return Page::from(AppError::BadRequest).into_response() };
    if comes_from_another_site(&headers) {
        // A session starts only after a click in this app (ASVS 7.6.2), so another site gets the login view instead of
        // a redirect.
        return SignIn { account, ..SignIn::of(&services, &return_to) }.page().into_response();
    }
    if let Some(redirect) = canonical_host::redirect(&services, &headers, &uri) {
        return redirect.into_response();
    }
    // A device code costs a request to the provider, so a visitor gets one only with the form, which no crawler sends.
    if services.signs_in_by_device_code() && matches!(caller.signed_in().await, Err(NotSignedIn::SignedOut)) {
        return SignIn::of(&services, &return_to).page().into_response();
    }
    let afresh = query.afresh.is_some();
    if !afresh && caller.is_in_sign_in_loop().await {
        tracing::warn!(
            event = SecurityEvent::SignInStopped.name(),
            "several sign-ins in a row came back without success"
        );
        return sign_in_stopped::page(return_to.as_str().to_owned()).into_response();
    }
    let options = SignInOptions {
        return_to: &return_to,
        another_account: query.account.as_deref() == Some("another"),
        account,
        step_up: query.step_up.as_ref(),
    };
    let begun = begin(&caller, options).await;
    (SetCookies(caller.remove_attempts_cookie().filter(|_| afresh)), begun).into_response()
}

/// Begins a sign-in by device code, and leads to the page that shows the code.
pub async fn begin_device_code(caller: Caller, form: Result<Form<DeviceCodeForm>, FormRejection>) -> Response {
    let return_to = form.ok().and_then(|Form(form)| form.return_to);
    let return_to = return_to.as_deref().map_or_else(ReturnTo::home, ReturnTo::parse);
    let account = AccountChoice::default();
    begin(&caller, SignInOptions { return_to: &return_to, another_account: false, account, step_up: None }).await
}

async fn begin(caller: &Caller, options: SignInOptions<'_>) -> Response {
    let (return_to, is_step_up) = (options.return_to.clone(), options.step_up.is_some());
    match caller.begin_sign_in(options).await {
        Ok(redirection) => cookies::redirect(redirection),
        Err(error) => {
            sign_in_failed::of(&caller.services().auth, &FailedSignIn { error, return_to, is_step_up }).into_response()
        }
    }
}
