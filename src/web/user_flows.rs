//! `GET /edit-profile` and `GET /reset-password`: the doors to the other user flows of Azure AD B2C.

use axum::{
    extract::{Query, State, rejection::QueryRejection},
    http::{HeaderMap, StatusCode},
    response::{IntoResponse, Redirect, Response},
};
use serde::Deserialize;

use super::{cookies, page::PageAnswer, router, sign_in, sign_in_failed};
use crate::{
    model::View,
    paths::{self, ReturnTo},
    server::{Caller, NotSignedIn, auth::FailedSignIn, session::Journey},
};

#[derive(Default, Deserialize)]
pub struct Wish {
    return_to: Option<String>,
}

/// For somebody who is signed in, and by a click in this app only.
pub async fn edit_profile(State(services): router::State, caller: Caller, headers: HeaderMap) -> Response {
    if !services.auth.relying_party.offers(Journey::EditProfile) {
        return not_found();
    }
    if sign_in::comes_from_another_site(&headers) {
        return Redirect::to(paths::HOME).into_response();
    }
    match caller.signed_in().await {
        Ok(_) => {}
        Err(NotSignedIn::SignedOut) => return Redirect::to(paths::HOME).into_response(),
        Err(error) => return PageAnswer::error(error.into()).into_response(),
    }
    begin(&caller, ReturnTo::home(), Journey::EditProfile).await
}

/// Begins by a click in this app; whom another site leads here, the provider's among them, sees a page with that click.
pub async fn reset_password(
    State(services): router::State,
    caller: Caller,
    headers: HeaderMap,
    wish: Result<Query<Wish>, QueryRejection>,
) -> Response {
    if !services.auth.relying_party.offers(Journey::ResetPassword) {
        return not_found();
    }
    let wish = wish.map(|Query(wish)| wish).unwrap_or_default();
    let return_to = wish.return_to.as_deref().map_or_else(ReturnTo::home, ReturnTo::parse);
    if sign_in::comes_from_another_site(&headers) {
        return PageAnswer::new(StatusCode::OK, View::ResetPassword).into_response();
    }
    begin(&caller, return_to, Journey::ResetPassword).await
}

async fn begin(caller: &Caller, return_to: ReturnTo, journey: Journey) -> Response {
    match caller.begin_user_flow(journey, &return_to).await {
        Ok(redirection) => cookies::redirect(redirection),
        Err(error) => sign_in_failed::answer(&FailedSignIn { error, return_to }),
    }
}

fn not_found() -> Response {
    PageAnswer::new(StatusCode::NOT_FOUND, View::NotFound).into_response()
}
