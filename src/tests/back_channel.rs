//! Tests of back-channel logout: the sessions that a logout token ends, invalid tokens, and errors after which the provider
//! should retry.

mod key_refetch;
pub mod provider;

use std::{num::NonZeroU32, time::Duration};

use aws_lc_rs::rsa::{KeyPair, KeySize};
use axum::http::{Method, StatusCode};
use leptos_entra::server::config::{SessionStoreSetting, Traffic};
use serde_json::{Value, json};

use self::provider::{Provider, assert_says_invalid, is_signed_in, jwk, sign};
use crate::cast::{Browser, broken_server::Wrong};

#[tokio::test]
async fn a_logout_token_ends_the_named_session_only() {
    let provider = Provider::start().await;
    let (ada, elsewhere) = (provider.sign_in("ada", "one").await, provider.sign_in("ada", "two").await);
    let grace = provider.sign_in("grace", "three").await;
    provider.assert_accepted(&provider.logout_token(&json!({ "sub": "ada", "sid": "one" }))).await;
    assert!(!is_signed_in(&ada).await);
    assert_eq!(
        ada.clone().call("/api/call_api").await.status,
        StatusCode::UNAUTHORIZED,
        "the tokens are deleted as well"
    );
    assert!(is_signed_in(&elsewhere).await && is_signed_in(&grace).await);
    provider.assert_accepted(&provider.logout_token(&json!({ "sid": "two" }))).await;
    assert!(!is_signed_in(&elsewhere).await && is_signed_in(&grace).await);
}

#[tokio::test]
async fn a_logout_token_with_only_a_sub_ends_all_sessions_of_the_user() {
    let provider = Provider::start().await;
    let sessions = [provider.sign_in("ada", "one").await, provider.sign_in("ada", "two").await];
    let grace = provider.sign_in("grace", "three").await;
    provider.assert_accepted(&provider.logout_token(&json!({ "sub": "ada" }))).await;
    for session in &sessions {
        assert!(!is_signed_in(session).await);
    }
    assert!(is_signed_in(&grace).await);
}

#[tokio::test]
async fn a_50_an_unknown_sid_ends_sessions_without_sid_or_is_rejected() {
    let provider = Provider::start().await;
    let without_sid = provider.sign_in_with("ada", "", &json!({ "sid": null })).await;
    let grace = provider.sign_in("grace", "three").await;
    provider.assert_accepted(&provider.logout_token(&json!({ "sub": "ada", "sid": "never seen" }))).await;
    assert!(!is_signed_in(&without_sid).await, "a session without a sid may be the one in the token");
    let of_grace = provider.logout_token(&json!({ "sub": "grace", "sid": "never seen" }));
    provider.assert_refused("an unknown session of grace", &of_grace).await;
    assert!(is_signed_in(&grace).await, "the session has a different sid");
}

#[tokio::test]
async fn a_logout_token_of_an_unknown_user_succeeds() {
    let provider = Provider::start().await;
    provider.assert_accepted(&provider.logout_token(&json!({ "sub": "nobody", "sid": "none" }))).await;
    provider.assert_accepted(&provider.logout_token(&json!({ "sub": "nobody" }))).await;
}

#[tokio::test]
async fn tid_and_oid_of_another_provider_identify_no_user() {
    let (tenant, object) = ("6d0c9a52-4f3b-4e0d-9a57-2f8b1c7e5d10", "0a5de7f4-0000-4000-8000-000000000001");
    for known in [Some(json!(["sub", "tid", "oid"])), None] {
        let provider = Provider::start_with_supported_claims(known).await;
        let same = json!({ "tid": tenant, "oid": object });
        let ada = provider.sign_in_with("ada", "one", &same).await;
        let grace = provider.sign_in_with("grace", "two", &same).await;
        let of_grace = json!({ "sub": "grace", "tid": tenant, "oid": object });
        provider.assert_accepted(&provider.logout_token(&of_grace)).await;
        assert!(!is_signed_in(&grace).await);
        assert!(is_signed_in(&ada).await, "a user with the same tid and oid is another user");
        provider.assert_accepted(&provider.logout_token(&json!({ "sub": "ada" }))).await;
        assert!(!is_signed_in(&ada).await, "the subject alone identifies a user");
    }
}

/// Returns invalid logout tokens that name Ada's session. Some of them are made from the valid token `good`.
fn forged(provider: &Provider, named: &Value, good: &str) -> Vec<(&'static str, String)> {
    let claims = provider.claims(named);
    let header = |changes: &[(&str, &str)]| {
        let mut header = json!({ "alg": "RS256", "typ": "logout+jwt", "kid": "first" });
        for (name, value) in changes {
            header[*name] = (*value).into();
        }
        header
    };
    let changed = |name: &str, value: Value| {
        let mut changes = named.clone();
        changes[name] = value;
        provider.logout_token(&changes)
    };
    let stranger = KeyPair::generate(KeySize::Rsa2048).unwrap();
    let (message, signature) = good.rsplit_once('.').unwrap();
    let unsigned = provider.signed(&header(&[("alg", "none")]), &claims);
    let (unsigned, _) = unsigned.rsplit_once('.').unwrap();
    vec![
        ("no signature", format!("{message}.")),
        ("alg none", format!("{unsigned}.")),
        ("alg none with a signature", format!("{unsigned}.{signature}")),
        ("another key", sign(&stranger, &header(&[]), &claims)),
        ("another key with an unknown kid", sign(&stranger, &header(&[("kid", "theirs")]), &claims)),
        ("HS256", provider.signed(&header(&[("alg", "HS256")]), &claims)),
        ("the type of an ID token", provider.signed(&header(&[("typ", "JWT")]), &claims)),
        ("an ID token", provider.signed(&header(&[("typ", "JWT")]), &json!({ "sub": "ada", "nonce": "a" }))),
        ("another issuer", changed("iss", "https://evil.example".into())),
        ("another audience", changed("aud", "another-app".into())),
        ("an expired token", changed("exp", 1_700_000_000.into())),
        ("an expiry in many years", changed("exp", 4_000_000_000_u32.into())),
        ("an iat in the future", changed("iat", 4_000_000_000_u32.into())),
        ("a nonce", changed("nonce", "a".into())),
        ("no event", changed("events", json!({}))),
        ("no jti", changed("jti", json!(null))),
        ("a sid that is not a string", changed("sid", json!(["one"]))),
        ("an empty token", String::new()),
        ("50 kB", "a".repeat(50_000)),
    ]
}

#[tokio::test]
async fn a_17_forged_logout_tokens_end_nothing() {
    let provider = Provider::start().await;
    let ada = provider.sign_in("ada", "one").await;
    let named = json!({ "sub": "ada", "sid": "one" });
    let good = provider.logout_token(&named);
    for (what, forged) in forged(&provider, &named, &good) {
        provider.assert_refused(what, &forged).await;
        assert!(is_signed_in(&ada).await, "{what}");
    }
    provider.assert_accepted(&good).await;
    assert!(!is_signed_in(&ada).await, "the valid token ends the session");
}

#[tokio::test]
async fn a_17_a_logout_token_works_once() {
    let provider = Provider::start().await;
    let token = provider.logout_token(&json!({ "sub": "ada" }));
    let ada = provider.sign_in("ada", "one").await;
    provider.assert_accepted(&token).await;
    assert!(!is_signed_in(&ada).await);
    let again = provider.sign_in("ada", "two").await;
    provider.assert_refused("the same token", &token).await;
    assert!(is_signed_in(&again).await, "the new session is not ended");
}

#[tokio::test]
async fn only_a_form_with_one_logout_token_is_accepted() {
    let provider = Provider::start().await;
    let ada = provider.sign_in("ada", "one").await;
    let token = provider.logout_token(&json!({ "sid": "one" }));
    for (what, kind, body) in [
        ("JSON", "application/json", format!(r#"{{"logout_token":"{token}"}}"#)),
        ("a form with the content type of text", "text/plain", format!("logout_token={token}")),
        ("another field", "application/x-www-form-urlencoded", format!("token={token}")),
        ("two tokens", "application/x-www-form-urlencoded", format!("logout_token={token}&logout_token={token}")),
        ("an endless field", "application/x-www-form-urlencoded", format!("logout_token={}", "a".repeat(45_000))),
        ("an empty body", "application/x-www-form-urlencoded", String::new()),
    ] {
        assert_says_invalid(what, &provider.send(&[("content-type", kind)], &body).await);
    }
    let huge = provider.send(&[("content-length", "1000000")], &"a".repeat(1_000_000)).await;
    assert_eq!(huge.status, StatusCode::PAYLOAD_TOO_LARGE);
    let path = format!("/back-channel-logout?logout_token={token}");
    let read = Browser::new(&provider.app).send(Method::GET, &path, &[], "").await;
    assert_eq!(read.status, StatusCode::METHOD_NOT_ALLOWED);
    assert!(is_signed_in(&ada).await);
    let more = provider.send(&[], &format!("more=1&logout_token={token}")).await;
    assert_eq!(more.status, StatusCode::OK, "other fields do not matter");
    assert!(!is_signed_in(&ada).await);
}

#[tokio::test]
async fn given_an_unavailable_store_then_the_provider_may_retry() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("sessions.db");
    let provider =
        Provider::start_with(|config| config.session_store = SessionStoreSetting::Sqlite(path.clone())).await;
    let ada = provider.sign_in("ada", "one").await;
    let rename = |from: &str, to: &str| {
        let file = rusqlite::Connection::open(&path).unwrap();
        file.execute_batch(&format!("ALTER TABLE {from} RENAME TO {to}")).unwrap();
    };
    let token = provider.logout_token(&json!({ "sid": "one" }));
    rename("session", "away");
    provider.assert_may_retry(&token).await;
    rename("away", "session");
    assert!(is_signed_in(&ada).await);
    provider.assert_accepted(&token).await;
    assert!(!is_signed_in(&ada).await, "the retry is not rejected as a replay");
}

#[tokio::test]
async fn new_keys_are_fetched_and_an_outage_asks_for_a_retry() {
    let provider = Provider::start().await;
    let ada = provider.sign_in("ada", "one").await;
    let new = KeyPair::generate(KeySize::Rsa2048).unwrap();
    let header = json!({ "alg": "RS256", "typ": "logout+jwt", "kid": "second" });
    let token = sign(&new, &header, &provider.claims(&json!({ "sid": "one" })));
    provider.server.respond_with("/keys", Wrong::answer("500 Internal Server Error", "text/plain", ""));
    provider.assert_may_retry(&token).await;
    provider.server.respond_with("/keys", Wrong::json(&json!({ "keys": [jwk(&new, "second")] }).to_string()));
    key_refetch::later(Duration::from_secs(4)).await;
    provider.assert_accepted(&token).await;
    assert!(!is_signed_in(&ada).await);
}

#[tokio::test]
async fn given_too_many_logout_tokens_then_the_sender_gets_429() {
    let traffic = Traffic { api: NonZeroU32::new(1), ..Traffic::unlimited() };
    let provider = Provider::start_with(|config| config.site.traffic = traffic).await;
    provider.assert_refused("the first", "a.b.c").await;
    assert_eq!(provider.post("a.b.c").await.status, StatusCode::TOO_MANY_REQUESTS);
}
