//! Signs the person out.

use leptos::prelude::*;

use crate::error::AppError;

/// Ends the session, and returns the address where the browser goes next. Guard: none is needed to end nothing.
#[server(prefix = "/api", endpoint = "sign_out")]
pub async fn sign_out() -> Result<String, AppError> {
    use crate::server::{Caller, NotSignedIn, auth::sign_out};

    let caller = expect_context::<Caller>();
    let services = caller.services();
    let ended = sign_out::sign_out(&services.relying_party, &services.store, caller.session()).await;
    Ok(ended.map_err(NotSignedIn::Store)?.into())
}
