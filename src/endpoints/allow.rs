//! `GET /dashboard/allow`: starts the consent to the permission of one card, and leads back to the dashboard.

use axum::{
    extract::{Query, rejection::QueryRejection},
    http::HeaderMap,
    response::{IntoResponse, Response},
};
use serde::Deserialize;

use crate::{
    error::AppError,
    pages::dashboard,
    paths::{self, ReturnTo},
    server::{Caller, NotGranted, NotSignedIn},
    web::{Page, comes_from_another_site},
};

/// The query parameter: the name of the card.
#[derive(Default, Deserialize)]
pub struct AllowQuery {
    card: Option<String>,
}

/// Sends the browser to the provider if the permission is missing. Another site cannot start this.
pub async fn allow(caller: Caller, headers: HeaderMap, query: Result<Query<AllowQuery>, QueryRejection>) -> Response {
    let back = || Page::redirect(paths::DASHBOARD).into_response();
    let Some(card) = query.ok().and_then(|Query(query)| query.card).filter(|_| !comes_from_another_site(&headers))
    else {
        return back();
    };
    let caller = caller.with_requested_page(&ReturnTo::parse(paths::DASHBOARD));
    let user = match caller.signed_in().await {
        Ok(user) => user,
        // The dashboard offers the sign-in.
        Err(NotSignedIn::SignedOut) => return back(),
        Err(error) => return Page::from(AppError::from(error)).into_response(),
    };
    let Some(needs) = dashboard::needs_of(&user, &card).await else { return back() };
    match caller.signed_in_and_meets(&needs).await {
        Ok(_) => back(),
        Err(NotGranted::StepUp(reference)) => {
            Page::redirect(&paths::step_up(paths::DASHBOARD, reference.secret())).into_response()
        }
        Err(error) => Page::from(AppError::from(error)).into_response(),
    }
}
