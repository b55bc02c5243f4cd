//! JSON Web Tokens in compact form: signing and verifying.

use std::sync::Arc;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde_json::{Value, json};

use crate::dev_tenant::protocol::random::{base64url, fingerprint};
use crate::dev_tenant::protocol::signing_key::SigningKey;

/// A JSON Web Token with a verified signature. Its times are not checked.
pub struct VerifiedToken {
    pub claims: Value,
}

impl VerifiedToken {
    pub fn text(&self, claim: &str) -> &str {
        self.claims.get(claim).and_then(Value::as_str).unwrap_or_default()
    }

    pub fn number(&self, claim: &str) -> u64 {
        self.claims.get(claim).and_then(Value::as_u64).unwrap_or_default()
    }
}

/// Returns the part of a token that is signed: the header and the claims.
pub fn signing_input(header: &Value, claims: &Value) -> String {
    format!("{}.{}", base64url(header.to_string().as_bytes()), base64url(claims.to_string().as_bytes()))
}

pub fn with_signature(signing_input: &str, signature: &[u8]) -> String {
    format!("{signing_input}.{}", base64url(signature))
}

/// Signs a token with RS256.
pub fn signed(key: &SigningKey, claims: &Value) -> String {
    let input = signing_input(&header(&key.key_id), claims);
    with_signature(&input, &key.sign(input.as_bytes()))
}

pub fn header(key_id: &str) -> Value {
    json!({ "typ": "JWT", "alg": "RS256", "kid": key_id })
}

/// Signs an access token for Graph: over the hash of the header's `nonce`, so that only Graph can verify the token.
///
/// A client must not verify this token. Its verification fails, as with an access token of Entra ID for Graph.
pub fn signed_for_graph(key: &SigningKey, nonce: &str, claims: &Value) -> String {
    let mut header = header(&key.key_id);
    header["nonce"] = Value::from(nonce);
    let sent = signing_input(&header, claims);
    header["nonce"] = Value::from(fingerprint(nonce));
    with_signature(&sent, &key.sign(signing_input(&header, claims).as_bytes()))
}

/// Verifies the signature of a token. `None` if the token is malformed or another key signed it.
pub fn verified(keys: &[Arc<SigningKey>], compact: &str) -> Option<VerifiedToken> {
    let mut parts = compact.split('.');
    let (header, claims, signature) = (parts.next()?, parts.next()?, parts.next()?);
    if parts.next().is_some() {
        return None;
    }
    let signature = URL_SAFE_NO_PAD.decode(signature).ok()?;
    let mut header_json: Value = json_of(header)?;
    let signed_header = match header_json.get("nonce").and_then(Value::as_str).map(fingerprint) {
        Some(hash) => {
            header_json["nonce"] = Value::from(hash);
            base64url(header_json.to_string().as_bytes())
        }
        None => header.to_owned(),
    };
    if header_json.get("alg")? != "RS256" {
        return None;
    }
    let key = keys.iter().find(|key| header_json["kid"] == key.key_id.as_str())?;
    let signed = format!("{signed_header}.{claims}");
    key.has_signed(signed.as_bytes(), &signature).then_some(())?;
    Some(VerifiedToken { claims: json_of(claims)? })
}

fn json_of(part: &str) -> Option<Value> {
    serde_json::from_slice(&URL_SAFE_NO_PAD.decode(part).ok()?).ok()
}
