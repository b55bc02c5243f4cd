//! A claims challenge is stored with the tokens of the session, so that the next sign-in requests the claims.

use std::{sync::Arc, time::Duration};

use tower_sessions::session::Id;

use super::{Auth, RefreshError, lease::LeaseOutcome};
use crate::server::{
    detached,
    session::{Challenge, TokenSet},
};

/// Upper bound of the wait for the lease on the tokens. After a timeout the challenge is not stored: the API sends it
/// again with the next call.
const WAIT: Duration = Duration::from_secs(2);

impl Auth {
    /// Stores a claims challenge that a refresh of this session's tokens cannot satisfy.
    ///
    /// It is stored in its own task: if the work stopped between lease and release, other requests would wait until the
    /// lease expires.
    pub async fn remember(self: &Arc<Self>, id: Id, challenge: Challenge) -> Result<(), RefreshError> {
        let auth = Arc::clone(self);
        let stored = detached(async move { auth.store_challenge(id, challenge).await });
        stored.await.unwrap_or(Err(RefreshError::Stopped))
    }

    async fn store_challenge(&self, id: Id, challenge: Challenge) -> Result<(), RefreshError> {
        let is_known = |tokens: &TokenSet| (tokens.challenge.as_ref() == Some(&challenge)).then_some(());
        match self.lease(id, WAIT, is_known).await? {
            LeaseOutcome::Acquired { lease, tokens, version } => {
                let tokens = TokenSet { challenge: Some(challenge), ..*tokens };
                let replaced = self.store.replace_tokens(id, version, &tokens).await.map(drop);
                lease.release().await;
                Ok(replaced?)
            }
            // The challenge is stored already, or another request holds the lease and the API sends the challenge again
            // with the next call.
            LeaseOutcome::NotNeeded(()) | LeaseOutcome::TimedOut => Ok(()),
        }
    }
}
