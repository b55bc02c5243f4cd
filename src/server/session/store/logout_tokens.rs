//! Which logout tokens were used (OpenID Connect Back-Channel Logout 1.0 §2.6, rule 8): remembered until nobody can send them
//! any more.

use super::{
    Store, StoreError,
    backend::{Key, ShortLived},
    listing::hash_of,
};
use crate::server::clock;

const LOGOUT_TOKEN: &str = "logout-token";

impl Store {
    /// Says whether a logout token, named by its issuer and its `jti`, has been used.
    pub async fn has_used_logout_token(&self, issuer: &str, token_id: &str) -> Result<bool, StoreError> {
        let found = self.backend.find(LOGOUT_TOKEN, key(issuer, token_id), clock::unix_now()).await?;
        Ok(found.is_some())
    }

    /// Notes that a logout token has been used. It says nothing about anybody, so there is nothing to seal.
    pub async fn note_logout_token(&self, issuer: &str, token_id: &str, until: i64) -> Result<(), StoreError> {
        let key = key(issuer, token_id);
        let record = ShortLived { kind: LOGOUT_TOKEN, key, browser: key, record: vec![1], expires_at: until };
        self.backend.put_first(record, clock::unix_now()).await.map(drop)
    }
}

fn key(issuer: &str, token_id: &str) -> Key {
    hash_of(&["jti", issuer, token_id])
}
