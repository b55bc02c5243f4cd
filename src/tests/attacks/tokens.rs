//! ID tokens forged from a real ID token by an attacker without the provider's key, and the tolerance for clock skew.

use aws_lc_rs::{
    hmac,
    rand::SystemRandom,
    rsa::{KeyPair, KeySize},
    signature::{KeyPair as _, RSA_PKCS1_SHA256, RSA_PKCS1_SHA512, RSA_PSS_SHA256, RsaEncoding},
};
use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use leptos_entra::server::{
    clock,
    oidc::{self, IdTokenError, IdTokenRules, RawIdToken},
};
use openidconnect::Nonce;
use serde_json::{Value, json};
use time::{Duration, OffsetDateTime};

use crate::cast::{App, Browser};

/// A real ID token, and the attacker's tools to change it.
struct Workshop {
    app: App,
    /// The encoded header of the real ID token.
    head: String,
    header: Value,
    payload: String,
    signature: String,
    /// The modulus of the provider's public key, from its key set.
    modulus: String,
    attackers_key: KeyPair,
}

impl Workshop {
    async fn open() -> Self {
        let app = App::start().await;
        let mut browser = Browser::new(&app);
        browser.sign_in("maya").await;
        let tokens = crate::tokens::tokens_of(&app, &browser).await;
        let keys = browser.visit_tenant(&format!("{}/discovery/v2.0/keys", app.tenant.authority())).await;
        let keys: Value = serde_json::from_str(&keys.body).unwrap();
        let parts: Vec<_> = tokens.id_token.secret().split('.').map(str::to_owned).collect();
        let [head, payload, signature]: [String; 3] = parts.try_into().unwrap();
        let header = serde_json::from_slice(&URL_SAFE_NO_PAD.decode(&head).unwrap()).unwrap();
        let modulus = keys["keys"][0]["n"].as_str().unwrap().to_owned();
        Self {
            app,
            head,
            header,
            payload,
            signature,
            modulus,
            attackers_key: KeyPair::generate(KeySize::Rsa2048).unwrap(),
        }
    }

    /// Returns the header of the real ID token with these members changed or added. A member with the value null is
    /// removed.
    fn header(&self, changes: Value) -> Value {
        let mut header = self.header.clone();
        for (name, value) in changes.as_object().unwrap() {
            header[name] = value.clone();
        }
        header.as_object_mut().unwrap().retain(|_, value| !value.is_null());
        header
    }

    fn message(&self, header: &Value) -> String {
        format!("{}.{}", URL_SAFE_NO_PAD.encode(header.to_string()), self.payload)
    }

    fn with_signature(&self, changes: Value, signature: &str) -> String {
        format!("{}.{signature}", self.message(&self.header(changes)))
    }

    fn by_attacker(&self, algorithm: &'static dyn RsaEncoding, changes: Value) -> String {
        let message = self.message(&self.header(changes));
        let mut signature = vec![0; self.attackers_key.public_modulus_len()];
        self.attackers_key.sign(algorithm, &SystemRandom::new(), message.as_bytes(), &mut signature).unwrap();
        format!("{message}.{}", URL_SAFE_NO_PAD.encode(signature))
    }

    fn by_secret(&self, algorithm: hmac::Algorithm, secret: &[u8], changes: Value) -> String {
        let message = self.message(&self.header(changes));
        let tag = hmac::sign(&hmac::Key::new(algorithm, secret), message.as_bytes());
        format!("{message}.{}", URL_SAFE_NO_PAD.encode(tag))
    }

    async fn verify(&self, token: &str, now: OffsetDateTime) -> Result<(), IdTokenError> {
        let raw: RawIdToken = serde_json::from_value(json!(token)).unwrap();
        let provider = self.app.services.auth.relying_party.snapshot().await.unwrap();
        let client_id = &self.app.config.client_id;
        let nonce = Nonce::new(self.claims()["nonce"].as_str().unwrap().to_owned());
        let rules = IdTokenRules { provider: &provider, client_id, nonce: Some(&nonce), access_token: None, now };
        oidc::verify(&raw, &rules).map(drop)
    }

    fn real(&self) -> String {
        format!("{}.{}.{}", self.head, self.payload, self.signature)
    }

    fn claims(&self) -> Value {
        serde_json::from_slice(&URL_SAFE_NO_PAD.decode(&self.payload).unwrap()).unwrap()
    }

    fn time(&self, claim: &str) -> OffsetDateTime {
        OffsetDateTime::from_unix_timestamp(self.claims()[claim].as_i64().unwrap()).unwrap()
    }

    /// Returns tokens without a valid signature: no signature, a wrong signature, or a part of a signature.
    fn unsigned(&self) -> Vec<String> {
        let signature = self.signature.as_str();
        let none = |name: &str, signature: &str| self.with_signature(json!({ "alg": name }), signature);
        let payload = |changed: &str| {
            let text = String::from_utf8(URL_SAFE_NO_PAD.decode(&self.payload).unwrap()).unwrap();
            assert!(text.contains("Maya"));
            URL_SAFE_NO_PAD.encode(text.replace("Maya", changed))
        };
        let header = &self.head;
        let twice = URL_SAFE_NO_PAD.encode(r#"{"alg":"none","typ":"JWT","alg":"RS256"}"#);
        vec![
            self.with_signature(json!({}), ""),
            none("none", ""),
            none("None", ""),
            none("NONE", ""),
            none("nOnE", ""),
            none("none", signature),
            none("", signature),
            self.with_signature(json!({ "alg": null }), signature),
            self.with_signature(json!({ "x": 1 }), signature),
            self.with_signature(json!({}), &signature[..signature.len() - 4]),
            self.with_signature(json!({}), &URL_SAFE_NO_PAD.encode([0; 256])),
            self.with_signature(json!({ "alg": "ES256" }), &URL_SAFE_NO_PAD.encode([1; 64])),
            self.with_signature(json!({ "alg": "EdDSA" }), &URL_SAFE_NO_PAD.encode([1; 64])),
            format!("{header}.{}.{signature}", payload("Mallory")),
            format!("{header}.{}.", payload("Mallory")),
            format!("{twice}.{}.{signature}", self.payload),
            format!("{header}.{}", self.payload),
            format!("{header}.{}.{signature}.{signature}", self.payload),
            format!("{header}..{}.{signature}.{signature}", self.payload),
            format!("{header}..{signature}"),
            "..".to_owned(),
            String::new(),
        ]
    }

    /// Returns tokens that are signed with the attacker's key. Their headers offer this key in different ways.
    fn signed_by_the_attacker(&self) -> Vec<String> {
        let public = self.attackers_key.public_key();
        let n = URL_SAFE_NO_PAD.encode(public.modulus().big_endian_without_leading_zero());
        let jwk = json!({ "kty": "RSA", "n": n, "e": "AQAB", "kid": "mine", "use": "sig", "alg": "RS256" });
        let rs256 = |changes| self.by_attacker(&RSA_PKCS1_SHA256, changes);
        vec![
            rs256(json!({})),
            rs256(json!({ "kid": null })),
            rs256(json!({ "kid": "mine" })),
            rs256(json!({ "kid": "mine", "jwk": jwk })),
            rs256(json!({ "jwk": jwk })),
            rs256(json!({ "kid": null, "jwk": jwk })),
            rs256(json!({ "kid": "mine", "jku": "https://evil.example/keys" })),
            rs256(json!({ "jku": format!("{}@evil.example/keys", self.app.tenant.origin()) })),
            rs256(json!({ "x5u": "https://evil.example/certificate" })),
            rs256(json!({ "x5c": ["MIIB"], "x5t": "AAAA" })),
            rs256(json!({ "kid": "../../../../dev/null" })),
            rs256(json!({ "kid": "' UNION SELECT 'key" })),
            rs256(json!({ "kid": ["a", "b"] })),
            self.by_attacker(&RSA_PKCS1_SHA512, json!({ "alg": "RS512" })),
            self.by_attacker(&RSA_PSS_SHA256, json!({ "alg": "PS256" })),
        ]
    }

    /// Returns tokens with an HMAC. Its secret is public, guessable, or the client secret.
    fn signed_with_a_secret(&self) -> Vec<String> {
        let modulus = URL_SAFE_NO_PAD.decode(&self.modulus).unwrap();
        let hs256 = |secret: &[u8]| self.by_secret(hmac::HMAC_SHA256, secret, json!({ "alg": "HS256" }));
        vec![
            hs256(&modulus),
            hs256(self.modulus.as_bytes()),
            hs256(self.app.tenant.client_id().as_bytes()),
            hs256(self.app.tenant.client_secret().as_bytes()),
            hs256(b"\0"),
            hs256(b"secret"),
            self.by_secret(hmac::HMAC_SHA256, b"\0", json!({ "alg": "HS256", "kid": "../../../../dev/null" })),
            self.by_secret(hmac::HMAC_SHA256, self.modulus.as_bytes(), json!({})),
            self.by_secret(
                hmac::HMAC_SHA512,
                self.app.tenant.client_secret().as_bytes(),
                json!({ "alg": "HS512", "kid": null }),
            ),
        ]
    }
}

#[tokio::test]
async fn a_07_forged_tokens_are_refused() {
    let workshop = Workshop::open().await;
    let now = clock::now();
    assert!(workshop.verify(&workshop.real(), now).await.is_ok(), "the real ID token is valid");
    let forged = [workshop.unsigned(), workshop.signed_by_the_attacker(), workshop.signed_with_a_secret()].concat();
    assert!(forged.len() >= 40);
    for (number, token) in forged.iter().enumerate() {
        let verdict = workshop.verify(token, now).await;
        let by_signature = matches!(
            verdict,
            Err(IdTokenError::Malformed
                | IdTokenError::Algorithm(_)
                | IdTokenError::UnknownKey
                | IdTokenError::AmbiguousKey
                | IdTokenError::Signature)
        );
        assert!(by_signature, "number {number}: {verdict:?}");
    }
}

#[tokio::test]
async fn a_37_clocks_may_differ_by_a_minute_and_no_more() {
    let workshop = Workshop::open().await;
    let (issued_at, expires_at) = (workshop.time("iat"), workshop.time("exp"));
    let at = async |time: OffsetDateTime| workshop.verify(&workshop.real(), time).await;
    let seconds = Duration::seconds;
    assert!(at(issued_at - seconds(55)).await.is_ok());
    assert!(at(expires_at + seconds(55)).await.is_ok());
    let early = at(issued_at - seconds(65)).await.unwrap_err();
    assert!(matches!(early, IdTokenError::IssuedInTheFuture(_) | IdTokenError::NotYetValid(_)), "{early:?}");
    assert!(early.to_string().contains("clock"), "{early}");
    let late = at(expires_at + seconds(65)).await.unwrap_err();
    assert!(matches!(late, IdTokenError::Expired(_)), "{late:?}");
    assert!(late.to_string().contains("clock"), "{late}");
}
