//! A signing key of the dev tenant (RSA, 2048 bits) and its public representations.

use aws_lc_rs::encoding::{AsDer as _, PublicKeyX509Der};
use aws_lc_rs::rand::SystemRandom;
use aws_lc_rs::rsa::{KeyPair, KeySize, PublicKeyComponents};
use aws_lc_rs::signature::{KeyPair as _, RSA_PKCS1_2048_8192_SHA256, RSA_PKCS1_SHA256};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Value, json};

use crate::dev_tenant::protocol::random::{base64url, fingerprint};

pub struct SigningKey {
    pair: KeyPair,
    modulus: Vec<u8>,
    exponent: Vec<u8>,
    pub key_id: String,
}

impl SigningKey {
    /// Generates a signing key. This blocks for a tenth of a second or more.
    pub fn generate() -> Self {
        let pair = loop {
            match KeyPair::generate(KeySize::Rsa2048) {
                Ok(pair) => break pair,
                Err(error) => tracing::warn!(%error, "the dev tenant could not generate its signing key and retries"),
            }
        };
        let modulus = pair.public_key().modulus().big_endian_without_leading_zero().to_vec();
        let exponent = pair.public_key().exponent().big_endian_without_leading_zero().to_vec();
        let key_id = thumbprint(&modulus, &exponent);
        Self { pair, modulus, exponent, key_id }
    }

    pub async fn generate_in_background() -> Self {
        loop {
            // The task fails only when the runtime shuts down, which also ends this loop.
            if let Ok(key) = tokio::task::spawn_blocking(Self::generate).await {
                return key;
            }
            tokio::task::yield_now().await;
        }
    }

    /// Signs a message with RS256. If that fails, the signature is empty and therefore invalid.
    pub fn sign(&self, message: &[u8]) -> Vec<u8> {
        let mut signature = vec![0; self.pair.public_modulus_len()];
        match self.pair.sign(&RSA_PKCS1_SHA256, &SystemRandom::new(), message, &mut signature) {
            Ok(()) => signature,
            Err(_) => Vec::new(),
        }
    }

    pub fn has_signed(&self, message: &[u8], signature: &[u8]) -> bool {
        let public = PublicKeyComponents { n: &self.modulus, e: &self.exponent };
        public.verify(&RSA_PKCS1_2048_8192_SHA256, message, signature).is_ok()
    }

    /// Returns the key's entry in the JWK set. Like Entra ID's entries it has no `alg`, and it names the issuer and the
    /// cloud.
    pub fn public_jwk(&self, issuer_and_cloud: Option<(&str, &str)>) -> Value {
        let mut key = json!({
            "kty": "RSA",
            "use": "sig",
            "kid": self.key_id,
            "n": base64url(&self.modulus),
            "e": base64url(&self.exponent),
        });
        if let Some((issuer, cloud)) = issuer_and_cloud {
            key["cloud_instance_name"] = Value::from(cloud);
            key["issuer"] = Value::from(issuer);
        }
        key
    }

    /// Returns the public key as PEM. In a key confusion attack, this text is the secret of a token with HS256.
    pub fn public_pem(&self) -> String {
        let der: Result<PublicKeyX509Der<'_>, _> = self.pair.public_key().as_der();
        let body = der.map(|der| STANDARD.encode(&*der)).unwrap_or_default();
        let mut pem = String::from("-----BEGIN PUBLIC KEY-----\n");
        let mut rest = body.as_str();
        while !rest.is_empty() {
            let (line, tail) = rest.split_at(rest.len().min(64));
            pem.push_str(line);
            pem.push('\n');
            rest = tail;
        }
        pem.push_str("-----END PUBLIC KEY-----\n");
        pem
    }
}

/// Returns the JWK thumbprint of a public key (RFC 7638).
fn thumbprint(modulus: &[u8], exponent: &[u8]) -> String {
    fingerprint(&format!(r#"{{"e":"{}","kty":"RSA","n":"{}"}}"#, base64url(exponent), base64url(modulus)))
}
