//! Logout tokens that were used (OpenID Connect Back-Channel Logout 1.0 §2.6, rule 8), stored until they expire.

use super::{
    Store, StoreError,
    backend::{PutCondition, RecordId, ShortLived},
    listing::hash_of,
};
use crate::server::clock;

const LOGOUT_TOKEN: &str = "logout-token";

impl Store {
    /// Returns whether the logout token with this issuer and `jti` has been used.
    pub async fn has_used_logout_token(&self, issuer: &str, token_id: &str) -> Result<bool, StoreError> {
        let found = self.backend.find(id(hash(issuer, token_id)), clock::unix_now()).await?;
        Ok(found.is_some())
    }

    /// Stores that a logout token has been used. The record contains no personal data, so it is not sealed.
    pub async fn record_logout_token(&self, issuer: &str, token_id: &str, until: i64) -> Result<(), StoreError> {
        let hash = hash(issuer, token_id);
        let record = ShortLived { id: id(hash), browser: hash.into(), record: vec![1], expires_at: until };
        self.backend.put(record, PutCondition::IfAbsent { now: clock::unix_now() }).await.map(drop)
    }
}

fn hash(issuer: &str, token_id: &str) -> [u8; 32] {
    hash_of(&["jti", issuer, token_id])
}

fn id(hash: [u8; 32]) -> RecordId {
    RecordId { kind: LOGOUT_TOKEN, key: hash.into() }
}
