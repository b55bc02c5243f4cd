//! Logout tokens with an unknown key ID: any client can send them, and they must not delay valid tokens or sign-ins.

use std::time::Duration;

use aws_lc_rs::rsa::{KeyPair, KeySize};
use serde_json::json;
use tokio::time;

use super::provider::{Provider, is_signed_in, sign};

/// Advances the clock that decides when the app's cached metadata and keys expire.
pub(super) async fn later(duration: Duration) {
    time::pause();
    time::advance(duration).await;
    time::resume();
}

/// Sends logout tokens that are signed with an unknown key. Only the first of them makes the app fetch the keys again.
async fn send_garbage(provider: &Provider, count: usize) {
    let stranger = KeyPair::generate(KeySize::Rsa2048).unwrap();
    for number in 0..count {
        let header = json!({ "alg": "RS256", "typ": "logout+jwt", "kid": format!("theirs-{number}") });
        let token = sign(&stranger, &header, &provider.claims(&json!({ "sub": "ada" })));
        if number == 0 {
            provider.assert_refused("the reloaded keys do not contain the key ID", &token).await;
        } else {
            provider.assert_may_retry(&token).await;
        }
    }
}

fn requests_for_keys(provider: &Provider) -> usize {
    provider.server.requests().iter().filter(|request| request.starts_with("GET /keys")).count()
}

#[tokio::test]
async fn invalid_tokens_do_not_delay_a_new_key_for_a_sign_in() {
    let mut provider = Provider::start().await;
    let ada = provider.sign_in("ada", "one").await;
    send_garbage(&provider, 3).await;
    assert!(is_signed_in(&ada).await);
    provider.rotate_key("second");
    provider.sign_in("grace", "two").await;
    provider.assert_accepted(&provider.logout_token(&json!({ "sid": "two" }))).await;
}

#[tokio::test]
async fn a_36_invalid_logout_tokens_refetch_keys_once_a_minute() {
    let provider = Provider::start().await;
    provider.sign_in("ada", "one").await;
    let before = requests_for_keys(&provider);
    send_garbage(&provider, 4).await;
    assert_eq!(requests_for_keys(&provider), before + 1);
    later(Duration::from_secs(61)).await;
    send_garbage(&provider, 4).await;
    assert_eq!(requests_for_keys(&provider), before + 2);
}

#[tokio::test]
async fn a_logout_token_with_a_new_key_succeeds_on_a_retry() {
    let mut provider = Provider::start().await;
    let ada = provider.sign_in("ada", "one").await;
    send_garbage(&provider, 1).await;
    provider.rotate_key("second");
    let token = provider.logout_token(&json!({ "sid": "one" }));
    provider.assert_may_retry(&token).await;
    assert!(is_signed_in(&ada).await);
    later(Duration::from_secs(61)).await;
    provider.assert_accepted(&token).await;
    assert!(!is_signed_in(&ada).await);
}
