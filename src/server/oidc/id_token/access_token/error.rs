//! The rules that an access token can break: one variant for each. No text quotes the token.

use crate::server::oidc::IdTokenError;

/// The rule that an access token breaks.
#[derive(Clone, Debug, thiserror::Error)]
pub enum AccessTokenError {
    #[error("the access token breaks a rule that it has in common with ID tokens")]
    AsIdToken(#[from] IdTokenError),
    #[error("a claim of the access token has the wrong type")]
    Malformed,
    #[error("the provider is not Microsoft's, and this app accepts access tokens of Entra ID only")]
    OtherProvider,
    #[error("the access token is for Microsoft Graph (`nonce` in its header), not for this API")]
    ForGraph,
    #[error("the token names no client (`azp`, `appid`) or has a claim of ID tokens, so it is not an access token")]
    IsIdToken,
    #[error("the access token is for another API (`aud`), which API_AUDIENCE does not list")]
    Audience,
    #[error("the access token was issued to an app that API_CLIENTS does not list (`azp`, `appid`)")]
    Client,
    #[error("the access token is neither that of a user (`scp`) nor that of an app (`idtyp`)")]
    NeitherUserNorApp,
    #[error("the access token is bound to a key, so it is no bearer token (`cnf`)")]
    BoundToKey,
}

impl AccessTokenError {
    /// Returns whether the token is valid apart from its lifetime, so that its client needs only a new token.
    pub fn is_expired(&self) -> bool {
        matches!(self, Self::AsIdToken(IdTokenError::Expired(_)))
    }
}
