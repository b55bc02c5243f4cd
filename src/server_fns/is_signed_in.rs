//! The server function with which an open tab checks whether its session still exists.

use leptos::prelude::*;

use crate::error::AppError;

/// Returns whether the browser's session still exists. Guard: none, because the response tells a caller only about its own
/// cookie.
#[server(prefix = "/api", endpoint = "is_signed_in")]
pub async fn is_signed_in() -> Result<bool, AppError> {
    use crate::server::{Caller, NotSignedIn};

    match expect_context::<Caller>().signed_in().await {
        Ok(_) => Ok(true),
        Err(NotSignedIn::SignedOut) => Ok(false),
        Err(error) => Err(error.into()),
    }
}
