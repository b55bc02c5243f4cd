//! ID tokens: every change of a valid token and every invented token is rejected.

use std::sync::{Arc, LazyLock};

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use leptos_entra::server::{
    clock,
    oidc::{IdTokenError, IdTokenRules, ProviderSnapshot, RawIdToken, VerifiedIdToken, verify},
};
use openidconnect::{ClientId, Nonce};
use proptest::{prelude::*, sample::select};
use serde_json::{Value, json};
use time::OffsetDateTime;

use super::{STAGE, damage, damaged, json, object};
use crate::{cast::Browser, tokens::tokens_of};

struct Good {
    provider: Arc<ProviderSnapshot>,
    client_id: ClientId,
    nonce: Nonce,
    id_token: String,
    /// The time at which all cases verify the token: it was issued just before.
    now: OffsetDateTime,
}

/// A valid ID token of the dev tenant for the app of [`STAGE`].
static GOOD: LazyLock<Good> = LazyLock::new(|| {
    let (runtime, app) = &*STAGE;
    runtime.block_on(async {
        let mut browser = Browser::new(app);
        browser.sign_in("maya").await;
        let id_token = tokens_of(app, &browser).await.id_token.secret().to_owned();
        let claims: Value = serde_json::from_slice(parts(&id_token)[1].as_ref().unwrap()).unwrap();
        Good {
            provider: app.services.auth.relying_party.snapshot().await.unwrap(),
            client_id: app.config.client_id.clone(),
            nonce: Nonce::new(claims["nonce"].as_str().unwrap().to_owned()),
            id_token,
            now: clock::now(),
        }
    })
});

fn judge(id_token: &str) -> Result<VerifiedIdToken, IdTokenError> {
    let Good { provider, client_id, nonce, now, .. } = &*GOOD;
    let raw: RawIdToken = serde_json::from_value(json!(id_token)).unwrap();
    verify(&raw, &IdTokenRules { provider, client_id, nonce: Some(nonce), access_token: None, now: *now })
}

fn encoded(part: &Value) -> String {
    URL_SAFE_NO_PAD.encode(part.to_string())
}

/// Returns the decoded parts of a token. They are compared instead of the text, because base64 has several spellings of a value.
pub(super) fn parts(id_token: &str) -> Vec<Option<Vec<u8>>> {
    id_token.split('.').map(|part| URL_SAFE_NO_PAD.decode(part).ok()).collect()
}

#[test]
fn the_unchanged_id_token_is_valid() {
    assert!(judge(&GOOD.id_token).is_ok());
}

proptest! {
    #[test]
    fn a_random_text_is_never_a_valid_id_token(
        text in r"\PC{0,40}|[A-Za-z0-9_-]{0,30}(\.[A-Za-z0-9_-]{0,30}){0,4}",
        header in object(json()),
        claims in object(json()),
    ) {
        prop_assert!(judge(&text).is_err());
        let unsigned = format!("{}.{}.", encoded(&Value::from(header)), encoded(&Value::from(claims)));
        prop_assert!(judge(&unsigned).is_err());
    }

    #[test]
    fn a_changed_header_is_rejected(
        alg in prop_oneof![Just(Value::Null), Just(json!("none")), Just(json!("HS256")), Just(json!("RS512")), Just(json!("PS256")), Just(json!("ES256")), "[A-Za-z0-9]{0,6}".prop_map(Value::from)],
        more in object(json()),
        named in select(vec!["jku", "x5u", "jwk", "x5c", "crit", "kid"]),
        value in json(),
    ) {
        let mut header = more;
        header.insert(named.to_owned(), value);
        header.insert("alg".to_owned(), alg);
        let (_, rest) = GOOD.id_token.split_once('.').unwrap();
        let changed = format!("{}.{rest}", encoded(&Value::from(header)));
        prop_assert!(judge(&changed).is_err());
    }
}

proptest! {
    #[test]
    fn given_any_change_then_the_id_token_is_rejected(damage in damage()) {
        let changed = String::from_utf8_lossy(&damaged(GOOD.id_token.clone().into_bytes(), &damage)).into_owned();
        prop_assert!(judge(&changed).is_err() || parts(&changed) == parts(&GOOD.id_token), "{}", changed);
    }

    #[test]
    fn other_claims_under_the_same_signature_are_refused(claims in object(json())) {
        let mut parts = GOOD.id_token.split('.');
        let (header, own, signature) = (parts.next().unwrap(), parts.next().unwrap(), parts.next().unwrap());
        let mut changed: Value = serde_json::from_slice(&URL_SAFE_NO_PAD.decode(own).unwrap()).unwrap();
        changed.as_object_mut().unwrap().extend(claims);
        changed["sub"] = json!("somebody else");
        let id_token = format!("{header}.{}.{signature}", encoded(&changed));
        prop_assert!(judge(&id_token).is_err());
    }
}
