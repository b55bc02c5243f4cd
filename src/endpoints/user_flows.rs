//! `GET /edit-profile` and `GET /reset-password`: start the user flows of Azure AD B2C besides the sign-in.

use std::sync::Arc;

use axum::{
    extract::{Query, State, rejection::QueryRejection},
    http::HeaderMap,
    response::{IntoResponse, Response},
};
use serde::Deserialize;

use crate::{
    error::AppError,
    pages::{not_found, reset_password, sign_in_failed},
    paths::{self, ReturnTo},
    server::{Caller, NotSignedIn, Services, auth::FailedSignIn, session::Journey},
    web::{Page, comes_from_another_site, cookies},
};

#[derive(Default, Deserialize)]
pub struct ResetQuery {
    return_to: Option<String>,
}

/// Starts the user flow for editing the profile, only for signed-in users and only after a click in this app.
pub async fn edit_profile(State(services): State<Arc<Services>>, caller: Caller, headers: HeaderMap) -> Response {
    if !services.auth.relying_party.offers(Journey::EditProfile) {
        return not_found();
    }
    if comes_from_another_site(&headers) {
        return Page::redirect(paths::HOME).into_response();
    }
    match caller.signed_in().await {
        Ok(_) => {}
        Err(NotSignedIn::SignedOut) => return Page::redirect(paths::HOME).into_response(),
        Err(error) => return Page::from(AppError::from(error)).into_response(),
    }
    begin(&caller, ReturnTo::home(), Journey::EditProfile).await
}

/// Starts the user flow for a password reset, only after a click in this app. A link of another site, such as the
/// provider's, leads to a page with a link that starts the user flow.
pub async fn reset(
    State(services): State<Arc<Services>>,
    caller: Caller,
    headers: HeaderMap,
    query: Result<Query<ResetQuery>, QueryRejection>,
) -> Response {
    if !services.auth.relying_party.offers(Journey::ResetPassword) {
        return not_found();
    }
    let query = query.map(|Query(query)| query).unwrap_or_default();
    let return_to = query.return_to.as_deref().map_or_else(ReturnTo::home, ReturnTo::parse);
    if comes_from_another_site(&headers) {
        return reset_password::page().into_response();
    }
    begin(&caller, return_to, Journey::ResetPassword).await
}

async fn begin(caller: &Caller, return_to: ReturnTo, journey: Journey) -> Response {
    match caller.begin_user_flow(journey, &return_to).await {
        Ok(redirection) => cookies::redirect(redirection),
        Err(error) => sign_in_failed::of(&caller.services().auth, &FailedSignIn::new(error, return_to)).into_response(),
    }
}

fn not_found() -> Response {
    not_found::page().into_response()
}
