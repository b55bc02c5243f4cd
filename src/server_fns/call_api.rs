//! The server function that calls the downstream API for the signed-in user.

use leptos::prelude::*;

use crate::{error::AppError, model::ShownResponse};

/// Calls the downstream API (`ENDPOINT`). Guard: the caller is signed in.
#[server(prefix = "/api", endpoint = "call_api")]
pub async fn call_api() -> Result<ShownResponse, AppError> {
    use crate::{
        server::{
            Caller,
            graph::{self, CallOptions},
            session::Action,
        },
        web,
    };

    let user = expect_context::<Caller>().with_requested_action(Action::CallApi).signed_in().await?;
    let response = graph::call(&user, &CallOptions::default()).await?;
    // The forms of the response need the base path, which the context of a server function does not have.
    provide_context(user.services().auth.relying_party.base().clone());
    Ok(web::shown(response))
}
