//! The times for which pages wait for the provider, and the pauses between fetches from it.
//!
//! The clock of the tests is paused.

use std::{sync::Arc, time::Duration};

use serde_json::json;
use tokio::time::{Instant, advance, timeout};

use super::{FRESH, LAST_KNOWN_GOOD, OpenIdProvider, back_off};
use crate::server::{
    entra::{AllowedTenants, Authority, IssuerPolicy},
    http::{Http, Limits},
    oidc::{
        ProviderMetadata, ProviderSnapshot,
        keys::tests::{FIRST, set},
    },
};

const ISSUER: &str = "https://op.example";

/// Creates a provider to which no request was made so far. Requests with [`Http::default`] fail at once, because it
/// allows no host.
fn provider() -> OpenIdProvider {
    let authority = Authority::parse_oidc_authority(ISSUER).unwrap();
    OpenIdProvider::new(authority, AllowedTenants::Any, Limits { time: Duration::from_secs(1), bytes: 1024 })
}

fn fetched_now(provider: &OpenIdProvider) -> ProviderSnapshot {
    let document = json!({
        "issuer": ISSUER, "authorization_endpoint": "https://op.example/a", "token_endpoint": "https://op.example/t",
        "jwks_uri": "https://op.example/k",
    });
    let metadata = ProviderMetadata::parse(document.to_string().as_bytes()).unwrap();
    let policy = IssuerPolicy::new(provider.authority(), &AllowedTenants::Any, ISSUER).unwrap();
    ProviderSnapshot::known(metadata, set(&[FIRST.jwk()]), policy)
}

async fn wakes_background_task(provider: &OpenIdProvider) -> bool {
    timeout(Duration::ZERO, provider.wanted.notified()).await.is_ok()
}

/// Requires that a call has waited for this time. Timers are exact to a millisecond.
fn assert_waited(since: Instant, time: Duration) {
    let waited = since.elapsed();
    assert!(waited >= time && waited <= time + Duration::from_millis(2), "{waited:?}");
}

#[test]
fn the_backoff_grows_up_to_one_minute() {
    let seconds = |failures| back_off(failures).as_secs();
    assert_eq!([1, 2, 3, 4, 5, 6, 99].map(seconds), [3, 6, 12, 24, 48, 60, 60]);
    assert_eq!(back_off(u32::MAX), Duration::from_mins(1));
}

#[tokio::test(start_paused = true)]
async fn given_no_response_yet_then_a_page_waits_50_ms() {
    let (provider, begun) = (provider(), Instant::now());
    assert!(provider.may_offer_sign_in().await);
    assert_waited(begun, Duration::from_millis(50));
    assert!(wakes_background_task(&provider).await);
}

#[tokio::test(start_paused = true)]
async fn given_a_failure_then_a_page_waits_only_after_the_backoff() {
    let provider = provider();
    assert!(provider.snapshot(&Http::default()).await.is_err());
    let begun = Instant::now();
    assert!(!provider.may_offer_sign_in().await);
    assert_waited(begun, Duration::ZERO);
    assert!(!wakes_background_task(&provider).await);

    advance(Duration::from_secs(3)).await;
    let begun = Instant::now();
    assert!(!provider.may_offer_sign_in().await);
    assert_waited(begun, Duration::from_secs(1));
    assert!(wakes_background_task(&provider).await);
}

#[tokio::test(start_paused = true)]
async fn retries_become_rarer_during_an_outage() {
    let (provider, http, begun) = (provider(), Http::default(), Instant::now());
    let mut answers = provider.reachability.subscribe();
    let mut asked_at = Vec::new();
    let listen = async {
        while asked_at.len() < 8 {
            answers.changed().await.unwrap();
            asked_at.push(begun.elapsed().as_secs());
        }
    };
    tokio::select! {
        never = provider.keep_snapshot_fresh(&http) => match never {},
        () = listen => {}
    }
    assert_eq!(asked_at, [0, 3, 9, 21, 45, 93, 153, 213]);
}

#[tokio::test(start_paused = true)]
async fn a_snapshot_is_fresh_for_an_hour_and_usable_for_a_day() {
    let provider = provider();
    provider.keep(fetched_now(&provider));
    let second = Duration::from_secs(1);
    advance(FRESH.saturating_sub(second)).await;
    assert!(provider.snapshot_within(FRESH).is_some());
    advance(second).await;
    assert!(provider.snapshot_within(FRESH).is_none());
    advance(LAST_KNOWN_GOOD.saturating_sub(FRESH + second)).await;
    assert!(provider.snapshot_within(LAST_KNOWN_GOOD).is_some());
    advance(second).await;
    assert!(provider.snapshot_within(LAST_KNOWN_GOOD).is_none());
}

#[tokio::test(start_paused = true)]
async fn an_older_request_does_not_replace_a_newer_snapshot() {
    let provider = provider();
    let older = fetched_now(&provider);
    advance(Duration::from_secs(1)).await;
    let newer = provider.keep(fetched_now(&provider));
    assert!(Arc::ptr_eq(&provider.keep(older), &newer));
    advance(Duration::from_secs(1)).await;
    assert!(!Arc::ptr_eq(&provider.keep(fetched_now(&provider)), &newer));
}
