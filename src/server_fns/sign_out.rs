//! Signs the person out.

use leptos::prelude::*;

use crate::error::AppError;

/// Ends the session, and returns the address where the browser goes next. Guard: none is needed to end nothing.
#[server(prefix = "/api", endpoint = "sign_out")]
pub async fn sign_out() -> Result<String, AppError> {
    use crate::server::{Caller, NotSignedIn, auth};

    let ended = auth::sign_out::sign_out(&expect_context::<Caller>()).await;
    Ok(ended.map_err(NotSignedIn::Store)?.into())
}
