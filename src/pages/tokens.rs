//! Reads the tokens of the user's session for a page.

use crate::{
    error::AppError,
    server::{SignedIn, caller::log_store_error, session::TokenSet},
};

/// Returns the tokens of the session. `None` if the session has ended.
pub async fn tokens_of(user: &SignedIn) -> Result<Option<TokenSet>, AppError> {
    let tokens = user.services().auth.store.tokens(user.session_id()).await.map_err(|error| {
        log_store_error(&error);
        AppError::StoreUnavailable
    })?;
    Ok(tokens.map(|(tokens, _)| tokens))
}
