//! `GET /continue`: does what a person asked for before one more step at the provider, and shows its answer.
//!
//! It is a `GET` because the browser comes from the provider by redirects. What is done is not in the address: it waits on the
//! server, bound to the session that the step led to, and is taken out before it is done. So a reload does nothing a second
//! time, and another site that leads here does nothing that was not asked for.

use axum::response::{IntoResponse, Redirect, Response};

use super::{cookies, page::PageAnswer, server_functions};
use crate::{
    error::AppError,
    model::Action,
    paths,
    server::{Caller, NotSignedIn},
};

pub async fn carry_on(caller: Caller) -> Response {
    let waiting = match caller.signed_in().await {
        // Do not consume the pending action (a store write) for signed-out requests.
        Ok(_) => caller.take_action().await,
        Err(NotSignedIn::SignedOut) => Ok(None),
        Err(error) => Err(error),
    };
    let action = match waiting {
        Ok(Some(action)) => action,
        Ok(None) => return Redirect::to(paths::HOME).into_response(),
        Err(error) => return PageAnswer::error(AppError::from(error)).into_response(),
    };
    let cookies = cookies::after_sign_in(&caller).await;
    match action {
        Action::CallApi => (cookies, server_functions::api_result(caller).await).into_response(),
    }
}
