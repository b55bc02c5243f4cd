//! One test for each rule of OpenID Connect Core 1.0 §3.1.3.7 and each known attack, with tokens signed here.

mod accepted;
mod algorithms;
mod microsoft;
mod refreshed;
mod refused;

use aws_lc_rs::{hmac, signature::RSA_PSS_SHA256};
use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use openidconnect::{AccessToken, ClientId, Nonce};
use serde_json::{Value, json};
use time::OffsetDateTime;

use super::{IdTokenError, IdTokenRules, VerifiedIdToken, verify};
use crate::server::{
    entra::{AllowedTenants, Authority, IssuerPolicy},
    oidc::{
        ProviderMetadata, ProviderSnapshot, RawIdToken,
        keys::tests::{EcTestKey, FIRST, SECOND, TestKey, set, with},
    },
};

const TENANT: &str = "0a1b2c3d-0000-4000-8000-00000000000a";
const OTHER: &str = "0a1b2c3d-0000-4000-8000-00000000000b";
const CLIENT: &str = "11111111-2222-4333-8444-555555555555";
const NOW: i64 = 1_790_000_000;

/// The key and algorithm that sign a token.
#[derive(Clone)]
enum Signer {
    Rs256(&'static TestKey),
    Ps256(&'static TestKey),
    Ec(&'static EcTestKey),
    Hs256(Vec<u8>),
    Unsigned,
}

/// The settings, the provider's keys and the ID token of a sign-in in a test.
#[derive(Clone)]
struct SignIn {
    authority: Authority,
    issuer: String,
    keys: Vec<Value>,
    header: Value,
    claims: Value,
    signer: Signer,
    nonce: Option<&'static str>,
    access_token: Option<&'static str>,
    /// `id_token_signing_alg_values_supported` of the metadata.
    algorithms: Value,
    client_id: &'static str,
    allowed: AllowedTenants,
}

impl SignIn {
    /// Creates a sign-in with a valid ID token.
    fn good() -> Self {
        let issuer = format!("https://login.microsoftonline.com/{TENANT}/v2.0");
        Self {
            authority: Authority::parse_authority(&format!("https://login.microsoftonline.com/{TENANT}")).unwrap(),
            keys: vec![with(FIRST.jwk(), json!({ "kid": "first" }))],
            header: json!({ "typ": "JWT", "alg": "RS256", "kid": "first" }),
            claims: json!({
                "aud": CLIENT, "iss": issuer, "iat": NOW, "nbf": NOW, "exp": NOW + 3600, "sub": "subject", "tid": TENANT,
                "oid": "object", "nonce": "the-nonce", "ver": "2.0", "name": "Maya Lindqvist",
                "preferred_username": "maya@contoso.example",
            }),
            issuer,
            signer: Signer::Rs256(&FIRST),
            nonce: Some("the-nonce"),
            access_token: Some("access"),
            algorithms: json!(["RS256"]),
            client_id: CLIENT,
            allowed: AllowedTenants::Any,
        }
    }

    /// Creates a sign-in that differs from a valid sign-in by this change.
    fn with(change: impl FnOnce(&mut Self)) -> Self {
        let mut sign_in = Self::good();
        change(&mut sign_in);
        sign_in
    }

    fn compact(&self) -> String {
        self.signed(&self.claims.to_string())
    }

    /// Returns a signed token with these claims, which may be any text.
    fn signed(&self, claims: &str) -> String {
        let encoded = |text: &str| URL_SAFE_NO_PAD.encode(text);
        let input = format!("{}.{}", encoded(&self.header.to_string()), encoded(claims));
        let signature = match &self.signer {
            Signer::Rs256(key) => key.sign(input.as_bytes()),
            Signer::Ps256(key) => key.sign_by(&RSA_PSS_SHA256, input.as_bytes()),
            Signer::Ec(key) => key.sign(input.as_bytes()),
            Signer::Hs256(secret) => {
                hmac::sign(&hmac::Key::new(hmac::HMAC_SHA256, secret), input.as_bytes()).as_ref().to_vec()
            }
            Signer::Unsigned => Vec::new(),
        };
        format!("{input}.{}", URL_SAFE_NO_PAD.encode(signature))
    }

    fn verdict(&self) -> Result<VerifiedIdToken, IdTokenError> {
        self.verdict_on(&self.compact())
    }

    fn provider(&self) -> ProviderSnapshot {
        let metadata = json!({
            "issuer": self.issuer, "authorization_endpoint": "https://op.example/a",
            "token_endpoint": "https://op.example/t", "jwks_uri": "https://op.example/k",
            "id_token_signing_alg_values_supported": self.algorithms,
        });
        let metadata = ProviderMetadata::parse(metadata.to_string().as_bytes()).unwrap();
        let policy = IssuerPolicy::new(&self.authority, &self.allowed, &self.issuer).unwrap();
        ProviderSnapshot::known(metadata, set(&self.keys), policy)
    }

    fn verdict_on(&self, compact: &str) -> Result<VerifiedIdToken, IdTokenError> {
        let provider = &self.provider();
        let nonce = self.nonce.map(|nonce| Nonce::new(nonce.to_owned()));
        let access_token = self.access_token.map(|token| AccessToken::new(token.to_owned()));
        let raw: RawIdToken = serde_json::from_value(Value::from(compact)).unwrap();
        verify(
            &raw,
            &IdTokenRules {
                provider,
                client_id: &ClientId::new(self.client_id.to_owned()),
                nonce: nonce.as_ref(),
                access_token: access_token.as_ref(),
                now: OffsetDateTime::from_unix_timestamp(NOW).unwrap(),
            },
        )
    }
}

fn remove(object: &mut Value, name: &str) {
    object.as_object_mut().unwrap().remove(name);
}
