//! Pages that name in their signature the right that they need: `async fn page(user: SignedIn<ReadMail>)`.

use std::sync::Arc;

use axum::{
    extract::{FromRequestParts, OriginalUri},
    http::{HeaderMap, Uri, request::Parts},
    response::{IntoResponse, Redirect, Response},
};
use openidconnect::CsrfToken;

use super::{cookies, home, page::PageAnswer, sign_in};
use crate::{
    error::AppError,
    paths::ReturnTo,
    server::{Caller, NotGranted, NotSignedIn, Right, Services, SignedIn, session::SignInAttempts},
};

impl<R: Right> FromRequestParts<Arc<Services>> for SignedIn<R> {
    type Rejection = Response;

    /// Nobody sees the login view. Who lacks what the provider can give is led there, and comes back to this page.
    async fn from_request_parts(parts: &mut Parts, services: &Arc<Services>) -> Result<Self, Response> {
        let OriginalUri(uri) =
            OriginalUri::from_request_parts(parts, services).await.unwrap_or_else(|never| match never {});
        let caller = Caller::from_request_parts(parts, services).await.unwrap_or_else(|never| match never {});
        let page = ReturnTo::parse(uri.path_and_query().map_or("", |asked| asked.as_str()));
        let caller = caller.asking_for(&page);
        match caller.signed_in_with().await {
            Ok(user) => Ok(user),
            Err(NotGranted::NotSignedIn(NotSignedIn::Nobody)) => {
                Err(home::for_nobody(services, &parts.headers, &uri, &page).await)
            }
            Err(NotGranted::StepUp(reference)) => Err(step_up(&caller, &parts.headers, &uri, reference)),
            Err(NotGranted::RoleMissing) => {
                let refused = PageAnswer::error(NotGranted::RoleMissing.into());
                Err((cookies::after_sign_in(&caller).await, refused).into_response())
            }
            Err(refused) => Err(PageAnswer::error(refused.into()).into_response()),
        }
    }
}

/// Leads to the provider at once, unless that would be another site's doing, or this browser has just been there: a provider
/// that does not give what it is asked for must not be asked for ever. Then there is a page with a link.
fn step_up(caller: &Caller, headers: &HeaderMap, page: &Uri, reference: CsrfToken) -> Response {
    let has_just_been_there = caller.tries() != SignInAttempts::default();
    if has_just_been_there || sign_in::comes_from_another_site(headers) {
        return PageAnswer::error(AppError::step_up(reference.into_secret())).into_response();
    }
    Redirect::to(&sign_in::address_of_step_up(page.path(), &reference)).into_response()
}
