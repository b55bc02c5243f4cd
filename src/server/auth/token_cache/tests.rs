//! Tests of the cache: shared requests, refusals, expiry, failures, abandoned requests, and the bound of its size.

use std::{
    future::{Ready, ready},
    sync::atomic::{AtomicUsize, Ordering},
    time::Duration,
};

use openidconnect::AccessToken;
use tokio::{task::JoinSet, time::sleep};

use super::{ApiToken, Arc, AuthError, ClaimsRequest, RefusedToken, TokenCache, TokenKey, WantedToken, clock, key_of};
use crate::server::oidc::ApiScopes;

fn token(secret: &str, refresh_in: i64, expires_in: i64) -> ApiToken {
    let now = clock::unix_now();
    ApiToken {
        scopes: ApiScopes::default(),
        granted: None,
        access_token: AccessToken::new(secret.to_owned()),
        refresh_at: now + refresh_in,
        expires_at: now + expires_in,
    }
}

fn key(number: u64) -> TokenKey {
    key_of(&[&number.to_le_bytes()])
}

fn wanted(number: u64) -> WantedToken<'static> {
    WantedToken { key: key(number), refused: None }
}

/// Returns the secret of the token, or the text of the error.
async fn secret(
    cache: &TokenCache,
    wanted: WantedToken<'_>,
    request: impl Future<Output = Result<ApiToken, AuthError>>,
) -> String {
    match cache.token(wanted, request).await {
        Ok(token) => token.access_token.secret().to_owned(),
        Err(error) => error.to_string(),
    }
}

/// A request that must not be sent: a test that expects a token fails with its error.
fn unused() -> Ready<Result<ApiToken, AuthError>> {
    ready(Err(AuthError::DeviceCodeExpired))
}

#[tokio::test]
async fn concurrent_callers_share_one_request_and_its_result() {
    for is_successful in [true, false] {
        let (cache, requests) = (Arc::new(TokenCache::new(10)), Arc::new(AtomicUsize::new(0)));
        let mut callers = JoinSet::new();
        for _ in 0..20 {
            let (cache, requests) = (Arc::clone(&cache), Arc::clone(&requests));
            callers.spawn(async move {
                let request = async {
                    requests.fetch_add(1, Ordering::Relaxed);
                    sleep(Duration::from_millis(50)).await;
                    if is_successful { Ok(token("a", 60, 60)) } else { Err(AuthError::NoIdToken) }
                };
                secret(&cache, wanted(1), request).await
            });
        }
        let expected = if is_successful { "a".to_owned() } else { AuthError::NoIdToken.to_string() };
        assert!(callers.join_all().await.iter().all(|result| *result == expected));
        assert_eq!(requests.load(Ordering::Relaxed), 1, "{is_successful}");
        assert!(cache.flights().is_empty());
    }
}

#[tokio::test]
async fn a_failure_is_not_cached() {
    let cache = TokenCache::new(10);
    assert!(cache.token(wanted(1), async { Err(AuthError::NoIdToken) }).await.is_err());
    assert_eq!(secret(&cache, wanted(1), async { Ok(token("a", 60, 60)) }).await, "a");
    assert_eq!(secret(&cache, wanted(1), unused()).await, "a");
}

#[tokio::test]
async fn two_keys_never_share_a_token() {
    let cache = TokenCache::new(10);
    assert_eq!(secret(&cache, wanted(1), async { Ok(token("a", 60, 60)) }).await, "a");
    assert_eq!(secret(&cache, wanted(2), async { Ok(token("b", 60, 60)) }).await, "b");
    assert_eq!(secret(&cache, wanted(1), unused()).await, "a");
    assert_ne!(key_of(&[b"ab", b"c"]), key_of(&[b"a", b"bc"]));
}

#[tokio::test]
async fn a_refused_token_is_replaced() {
    let cache = TokenCache::new(10);
    cache.token(wanted(1), async { Ok(token("a", 60, 60)) }).await.unwrap();
    let claims = ClaimsRequest::parse(r#"{"access_token":{"nbf":null}}"#);
    let refused = RefusedToken { token: AccessToken::new("a".to_owned()), claims };
    let after = WantedToken { key: key(1), refused: Some(&refused) };
    assert_ne!(after.flight(), WantedToken { refused: None, ..after }.flight());
    let failed = cache.token(after, async { Err(AuthError::NoIdToken) }).await;
    assert!(failed.is_err(), "the refused token is not used, although it has not expired");
    assert_eq!(secret(&cache, after, async { Ok(token("b", 60, 60)) }).await, "b");
    assert_eq!(secret(&cache, after, unused()).await, "b");
    assert_eq!(secret(&cache, wanted(1), unused()).await, "b");
}

#[tokio::test]
async fn a_due_token_is_used_after_a_failure_until_it_expires() {
    let cache = TokenCache::new(10);
    cache.token(wanted(1), async { Ok(token("a", 0, 60)) }).await.unwrap();
    assert_eq!(secret(&cache, wanted(1), async { Err(AuthError::NoIdToken) }).await, "a");
    assert_eq!(secret(&cache, wanted(1), unused()).await, "a", "no other request during the backoff");
    cache.token(wanted(2), async { Ok(token("b", 0, 0)) }).await.unwrap();
    assert!(cache.token(wanted(2), async { Err(AuthError::NoIdToken) }).await.is_err());
}

#[tokio::test]
async fn an_expired_token_leaves_the_memory() {
    let cache = TokenCache::new(10);
    cache.token(wanted(1), async { Ok(token("a", 0, 1)) }).await.unwrap();
    cache.token(wanted(1), async { Ok(token("b", 1, 2)) }).await.unwrap();
    sleep(Duration::from_millis(1_100)).await;
    assert!(cache.tokens.contains_key(&key(1)), "the replacement lives longer");
    sleep(Duration::from_secs(1)).await;
    cache.tokens.run_pending_tasks();
    assert_eq!(cache.tokens.entry_count(), 0);
}

#[tokio::test]
async fn an_abandoned_request_is_taken_over_by_a_waiter() {
    let cache = Arc::new(TokenCache::new(10));
    let leader = {
        let cache = Arc::clone(&cache);
        tokio::spawn(async move { cache.token(wanted(1), std::future::pending()).await.is_ok() })
    };
    sleep(Duration::from_millis(20)).await;
    let waiter = {
        let cache = Arc::clone(&cache);
        tokio::spawn(async move { secret(&cache, wanted(1), async { Ok(token("a", 60, 60)) }).await })
    };
    sleep(Duration::from_millis(20)).await;
    leader.abort();
    assert_eq!(waiter.await.unwrap(), "a");
    let alone = {
        let cache = Arc::clone(&cache);
        tokio::spawn(async move { cache.token(wanted(2), std::future::pending()).await.is_ok() })
    };
    sleep(Duration::from_millis(20)).await;
    assert_eq!(cache.flights().len(), 1);
    alone.abort();
    assert!(alone.await.is_err());
    assert!(cache.flights().is_empty());
}

#[tokio::test]
async fn a_full_cache_drops_the_token_that_was_not_used() {
    let cache = TokenCache::new(3);
    for number in 0..4 {
        cache.token(wanted(number), async { Ok(token("a", 60, 60)) }).await.unwrap();
    }
    cache.tokens.run_pending_tasks();
    assert_eq!(cache.tokens.entry_count(), 3);
    assert!(!cache.tokens.contains_key(&key(0)));
}
