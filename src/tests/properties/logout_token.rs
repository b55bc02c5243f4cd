//! Logout tokens: invented and changed tokens are rejected, and so are signed tokens that identify neither a user nor a session.

use std::sync::{Arc, LazyLock};

use leptos_entra::server::{
    clock,
    oidc::{LogoutTokenError, LogoutTokenRules, ProviderSnapshot, VerifiedLogoutToken, verify_logout_token},
};
use proptest::{option, prelude::*, sample::select};
use serde_json::{Value, json};
use time::OffsetDateTime;

use super::{STAGE, damage, damaged, id_token::parts, json, object, some};
use crate::back_channel::provider::{EVENT, Provider};

struct Good {
    provider: Provider,
    snapshot: Arc<ProviderSnapshot>,
    logout_token: String,
    /// The time at which all cases verify the token: it was issued just before.
    now: OffsetDateTime,
}

static GOOD: LazyLock<Good> = LazyLock::new(|| {
    STAGE.0.block_on(async {
        let provider = Provider::start().await;
        let snapshot = provider.app.services.auth.relying_party.snapshot().await.unwrap();
        let (now, logout_token) = (clock::now(), provider.logout_token(&json!({ "sub": "ada", "sid": "one" })));
        Good { provider, snapshot, logout_token, now }
    })
});

fn judge(compact: &str) -> Result<VerifiedLogoutToken, LogoutTokenError> {
    let Good { provider, snapshot, now, .. } = &*GOOD;
    let rules = LogoutTokenRules { provider: snapshot, client_id: &provider.app.config.client_id, now: *now };
    verify_logout_token(compact, &rules)
}

/// Generates values for the claims of logout tokens: valid, nearly valid and invalid.
fn value() -> impl Strategy<Value = Value> {
    let now = GOOD.now.unix_timestamp();
    let known = vec![
        json!(""),
        json!("ada"),
        json!("a".repeat(1025)),
        json!(now),
        json!(now + 120),
        json!(now + 9_000),
        json!(i64::MAX),
        json!(GOOD.provider.server.origin()),
        json!([GOOD.provider.app.config.client_id.as_str()]),
        json!({ EVENT: {} }),
        json!({ EVENT: [] }),
        json!([EVENT]),
    ];
    prop_oneof![3 => select(known), 1 => json()]
}

#[test]
fn the_unchanged_logout_token_is_valid() {
    assert_eq!(judge(&GOOD.logout_token).unwrap().provider_session.as_deref(), Some("one"));
}

proptest! {
    #[test]
    fn a_random_text_is_never_a_valid_logout_token(
        text in r"\PC{0,40}|[A-Za-z0-9_-]{0,30}(\.[A-Za-z0-9_-]{0,30}){0,4}",
        damage in damage(),
    ) {
        prop_assert!(judge(&text).is_err());
        let changed = String::from_utf8_lossy(&damaged(GOOD.logout_token.clone().into_bytes(), &damage)).into_owned();
        prop_assert!(judge(&changed).is_err() || parts(&changed) == parts(&GOOD.logout_token), "{}", changed);
    }
}

proptest! {
    #![proptest_config(some())]

    #[test]
    fn a_signed_logout_token_needs_a_sub_or_a_sid(
        named in select(vec![json!({ "sub": "ada", "sid": "one" }), json!({ "sub": "ada" }), json!({})]),
        name in select(vec!["sub", "sid", "jti", "events", "nonce", "exp", "iat", "nbf", "iss", "aud", "tid", "oid"]),
        value in value(),
        other in option::of((select(vec!["sub", "sid", "exp", "iat"]), value())),
        more in object(json()),
        typ in select(vec!["logout+jwt", "logout+jwt", "application/logout+jwt", "JWT"]),
    ) {
        let mut changes = named;
        changes.as_object_mut().unwrap().extend(more);
        changes[name] = value;
        if let Some((name, value)) = other {
            changes[name] = value;
        }
        let claims = GOOD.provider.claims(&changes);
        let header = json!({ "alg": "RS256", "typ": typ, "kid": "first" });
        if let Ok(token) = judge(&GOOD.provider.signed(&header, &claims)) {
            let is_name = |name: &String| (1..=1024).contains(&name.len());
            prop_assert!(typ != "JWT");
            prop_assert!(token.subject.is_some() || token.provider_session.is_some());
            prop_assert!(token.subject.iter().chain(&token.provider_session).chain([&token.token_id]).all(is_name));
            prop_assert_eq!(&token.issuer, &GOOD.provider.server.origin());
            prop_assert!(claims.get("nonce").is_none() && claims["events"][EVENT].is_object());
            let ends = token.replayable_until - GOOD.now.unix_timestamp();
            prop_assert!((0..=11 * 60).contains(&ends), "{}", ends);
        }
    }
}
