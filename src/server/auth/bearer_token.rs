//! The verification of an access token that a client sends to the protected API (RFC 6750).

use super::{Auth, AuthError};
use crate::server::{
    clock,
    config::ProtectedApi,
    oidc::{self, AccessTokenError, AccessTokenRules, IdTokenError, TokenSender, VerifiedAccessToken},
};

/// The reason why an access token was not accepted.
#[derive(Debug, thiserror::Error)]
pub enum BearerTokenError {
    #[error("the access token was rejected")]
    Refused(#[from] AccessTokenError),
    #[error("the keys of the provider cannot be fetched")]
    Keys(#[source] AuthError),
}

impl Auth {
    /// Verifies an access token for the protected API. An unknown key ID can mean that the provider has rotated its keys,
    /// so the keys are fetched once more, unless refetching is rate-limited. The session store is not read.
    pub async fn verify_bearer_token(
        &self,
        api: &ProtectedApi,
        compact: &str,
    ) -> Result<VerifiedAccessToken, BearerTokenError> {
        let verify = |provider: &_| {
            let (audiences, clients) = (api.audiences.as_slice(), api.clients.as_deref());
            oidc::verify_access_token(compact, &AccessTokenRules { provider, audiences, clients, now: clock::now() })
        };
        let snapshot = self.relying_party.snapshot().await.map_err(BearerTokenError::Keys)?;
        match verify(&snapshot) {
            Err(unknown @ AccessTokenError::AsIdToken(IdTokenError::UnknownKey)) => {
                let newer = self.relying_party.newer_snapshot(&snapshot, TokenSender::ApiClient).await;
                let newer = newer.map_err(BearerTokenError::Keys)?.ok_or(unknown)?;
                Ok(verify(&newer)?)
            }
            verified => Ok(verified?),
        }
    }
}
