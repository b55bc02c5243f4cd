//! `GET /continue`: runs the action that a step-up at the provider interrupted, and shows its result.
//!
//! It is a `GET` because the browser comes from the provider by redirects. The action is not in the address: it is stored on
//! the server, bound to the session after the step-up, and taken out before it runs. So a reload does not run it again, and
//! another site that opens this address runs nothing that the user did not request.

use axum::response::{IntoResponse, Response};

use crate::{
    error::AppError,
    pages::api_result,
    paths,
    server::{Caller, NotSignedIn, session::Action},
    web::Page,
};

/// Runs the pending action.
pub async fn resume_action(caller: Caller) -> Response {
    let pending = match caller.signed_in().await {
        // Do not take the action (a write to the store) for signed-out requests.
        Ok(_) => caller.take_action().await,
        Err(NotSignedIn::SignedOut) => Ok(None),
        Err(error) => Err(error),
    };
    match pending {
        Ok(Some(Action::CallApi)) => api_result::respond(caller).await,
        Ok(None) => Page::redirect(paths::HOME).into_response(),
        Err(error) => Page::from(AppError::from(error)).into_response(),
    }
}
