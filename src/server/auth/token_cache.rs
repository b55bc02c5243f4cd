//! Access tokens in memory that belong to no session: one request at a time for each key, and no token after its expiry.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::{Duration, Instant},
};

use moka::{Expiry, policy::EvictionPolicy, sync::Cache};
use sha2::{Digest as _, Sha256};
use tokio::sync::OnceCell;

use super::{AuthError, RefusedToken};
use crate::server::{clock, oidc::ClaimsRequest, session::ApiToken};

/// The number of tokens on behalf of users. A token takes two to four kilobytes.
pub const OF_USERS: u64 = 2_000;
/// The number of tokens of the app itself: one for each resource and tenant.
pub const OF_APP: u64 = 200;
/// The seconds without another request after a failed one, while the old token is valid.
const BACKOFF: i64 = 30;

/// A hash of everything that distinguishes two tokens: for a token of a user, also of the access token that the user sent.
pub type TokenKey = [u8; 32];

/// The result of a request, which all callers that waited for it share.
type TokenResult = Result<ApiToken, Arc<AuthError>>;
/// A request that runs, or that its callers have given up before its end.
type Flight = OnceCell<TokenResult>;

/// Access tokens by key. A full cache drops the token that was not used for the longest time.
pub struct TokenCache {
    tokens: Cache<TokenKey, ApiToken>,
    flights: Mutex<HashMap<TokenKey, Arc<Flight>>>,
}

/// The token that a caller wants. A refused token is never returned, even if it has not expired.
#[derive(Clone, Copy)]
pub struct WantedToken<'a> {
    pub key: TokenKey,
    pub refused: Option<&'a RefusedToken>,
}

impl TokenCache {
    pub fn new(capacity: u64) -> Self {
        let tokens = Cache::builder().max_capacity(capacity).eviction_policy(EvictionPolicy::lru());
        Self { tokens: tokens.expire_after(UntilExpiry).build(), flights: Mutex::default() }
    }

    /// Returns the cached token, or the token of `request`. Callers that want the same token at the same time share one
    /// request and its result, so that a slow provider gets no queue of requests.
    ///
    /// If the request fails, the old token is used until it expires.
    pub async fn token(
        &self,
        wanted: WantedToken<'_>,
        request: impl Future<Output = Result<ApiToken, AuthError>>,
    ) -> TokenResult {
        if let Some(token) = self.fresh(wanted) {
            return Ok(token);
        }
        let seat = self.join(wanted.flight());
        let requested = async {
            // A request of another caller may have ended after the look-up above.
            if let Some(token) = self.fresh(wanted) {
                return Ok(token);
            }
            match request.await {
                Ok(token) => {
                    self.tokens.insert(wanted.key, token.clone());
                    Ok(token)
                }
                Err(error) => self.old_after(wanted, error),
            }
        };
        seat.flight.get_or_init(|| requested).await.clone()
    }

    /// Returns the cached token if it is neither due for a refresh nor refused.
    fn fresh(&self, wanted: WantedToken<'_>) -> Option<ApiToken> {
        let (token, now) = (self.tokens.get(&wanted.key)?, clock::unix_now());
        let is_refused = wanted.refused.is_some_and(|refused| refused.token.secret() == token.access_token.secret());
        (token.refresh_at.min(token.expires_at) > now && !is_refused).then_some(token)
    }

    /// Returns the old token after a failed request. An error if it has expired, or if an API rejected it.
    fn old_after(&self, wanted: WantedToken<'_>, error: AuthError) -> TokenResult {
        let now = clock::unix_now();
        let old = self.tokens.get(&wanted.key).filter(|token| token.expires_at > now && wanted.refused.is_none());
        let Some(old) = old else { return Err(Arc::new(error)) };
        tracing::warn!(
            error = &error as &dyn std::error::Error,
            "an access token could not be replaced; the old access token is used until it expires"
        );
        self.tokens.insert(wanted.key, ApiToken { refresh_at: now + BACKOFF, ..old.clone() });
        Ok(old)
    }

    fn join(&self, key: TokenKey) -> Seat<'_> {
        let flight = Arc::clone(self.flights().entry(key).or_default());
        Seat { cache: self, key, flight }
    }

    fn flights(&self) -> MutexGuard<'_, HashMap<TokenKey, Arc<Flight>>> {
        self.flights.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl WantedToken<'_> {
    /// Returns the key of the request. A request after a refusal is another one, because it may name the claims of the API.
    fn flight(&self) -> TokenKey {
        let Some(refused) = self.refused else { return self.key };
        let claims = refused.claims.as_ref().map(ClaimsRequest::as_str).unwrap_or_default();
        key_of(&[&self.key, refused.token.secret().as_bytes(), claims.as_bytes()])
    }
}

/// Returns the hash of these parts. Their lengths are hashed too, so that no two lists of parts have the same hash.
pub fn key_of(parts: &[&[u8]]) -> TokenKey {
    let mut hash = Sha256::new();
    for part in parts {
        hash.update(part.len().to_le_bytes());
        hash.update(part);
    }
    hash.finalize().into()
}

/// The participation of a caller in a request. The last caller removes a request that was given up, and the first caller one that
/// has ended, so that its result is not shared any longer.
struct Seat<'a> {
    cache: &'a TokenCache,
    key: TokenKey,
    flight: Arc<Flight>,
}

impl Drop for Seat<'_> {
    fn drop(&mut self) {
        let mut flights = self.cache.flights();
        // The flight is dropped before the lock is released. Otherwise two callers that leave at the same time would each count the other.
        let flight = std::mem::take(&mut self.flight);
        // One reference is in the map, the other one in this seat.
        let is_over = flight.initialized() || Arc::strong_count(&flight) <= 2;
        if is_over && flights.get(&self.key).is_some_and(|known| Arc::ptr_eq(known, &flight)) {
            flights.remove(&self.key);
        }
    }
}

/// Drops each token when it expires.
struct UntilExpiry;

impl Expiry<TokenKey, ApiToken> for UntilExpiry {
    fn expire_after_create(&self, _: &TokenKey, token: &ApiToken, _: Instant) -> Option<Duration> {
        Some(time_left(token))
    }

    fn expire_after_update(&self, _: &TokenKey, token: &ApiToken, _: Instant, _: Option<Duration>) -> Option<Duration> {
        Some(time_left(token))
    }
}

fn time_left(token: &ApiToken) -> Duration {
    Duration::from_secs(u64::try_from(token.expires_at - clock::unix_now()).unwrap_or_default())
}

#[cfg(test)]
mod tests;
