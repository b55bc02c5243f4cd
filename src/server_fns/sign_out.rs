//! The server function that signs the user out.

use leptos::prelude::*;

use crate::error::AppError;

/// Ends the session, and returns the address to which the browser goes next. Guard: none, because without a session
/// nothing happens.
#[server(prefix = "/api", endpoint = "sign_out")]
pub async fn sign_out() -> Result<String, AppError> {
    use crate::server::Caller;

    Ok(expect_context::<Caller>().sign_out().await?.into())
}
