//! The access token of a session that can be used now, without a refresh.

use super::RefusedToken;
use crate::server::{
    clock,
    oidc::ApiScopes,
    session::{ApiToken, TokenSet},
};

/// Returns the token for these scopes if it is not due for a refresh. `None` if the downstream API rejected this very token.
pub fn fresh(tokens: &TokenSet, scopes: &ApiScopes, refused: Option<&RefusedToken>) -> Option<ApiToken> {
    let token = tokens.access_token(scopes).filter(|token| token.refresh_at > clock::unix_now())?;
    let was_refused = refused.is_some_and(|refused| refused.token.secret() == token.access_token.secret());
    (!was_refused).then(|| token.clone())
}

/// Returns the token for these scopes if it has not expired. It may be due for a refresh. `None` if the caller names a
/// token that the downstream API rejected.
pub fn not_expired(tokens: &TokenSet, scopes: &ApiScopes, refused: Option<&RefusedToken>) -> Option<ApiToken> {
    let token = tokens.access_token(scopes).filter(|token| token.expires_at > clock::unix_now())?;
    refused.is_none().then(|| token.clone())
}
