//! The server function with which an open tab checks whether its session still exists.

use leptos::prelude::*;

use crate::{error::AppError, model::SessionState};

/// Returns the state of the browser's session; `None` if it does not exist. Guard: none, because the response tells a caller only
/// about its own cookie.
///
/// Without `peek` the check counts as a use of the session. With `peek` it does not, so that the checks of a timer do not keep the
/// session of an idle user alive.
#[server(prefix = "/api", endpoint = "is_signed_in")]
pub async fn is_signed_in(#[server(default)] peek: bool) -> Result<Option<SessionState>, AppError> {
    use crate::{
        server::{Caller, NotSignedIn},
        web::session_state,
    };

    let caller = expect_context::<Caller>();
    if peek {
        return Ok(caller.peek().await?.map(|(user, left)| session_state(&user, left)));
    }
    match caller.signed_in().await {
        Ok(user) => Ok(Some(session_state(user.user(), user.time_left().await.map_err(NotSignedIn::from)?))),
        Err(NotSignedIn::SignedOut) => Ok(None),
        Err(error) => Err(error.into()),
    }
}
