//! `GET /continue`: runs the action that a step-up at the provider interrupted, and shows its result.
//!
//! The route is a `GET` because the browser comes from the provider by redirects. The action is not in the address: it
//! is stored on the server, bound to the session after the step-up, and removed from the store before it runs. So a
//! reload does not run the action again, and another site that opens this address runs nothing that the user did not
//! request.

use axum::response::{IntoResponse, Response};

use crate::{
    error::AppError,
    pages::api_result::{self, CallForm},
    paths,
    server::{Caller, NotSignedIn, session::Action},
    web::Page,
};

/// Runs the action that a step-up interrupted, if one is pending for this session.
pub async fn resume_action(caller: Caller) -> Response {
    let pending = match caller.signed_in().await {
        // Signed-out requests do not take the pending action, because that would be a write to the store.
        Ok(_) => caller.take_action().await,
        Err(NotSignedIn::SignedOut) => Ok(None),
        Err(error) => Err(error),
    };
    match pending {
        Ok(Some(Action::CallApi)) => api_result::respond(caller, CallForm::default()).await,
        Ok(None) => Page::redirect(paths::HOME).into_response(),
        Err(error) => Page::from(AppError::from(error)).into_response(),
    }
}
