//! The signing keys: made at start, never written down, gone with the process.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use aws_lc_rs::encoding::{AsDer as _, PublicKeyX509Der};
use aws_lc_rs::rand::SystemRandom;
use aws_lc_rs::rsa::{KeyPair, KeySize, PublicKeyComponents};
use aws_lc_rs::signature::{KeyPair as _, RSA_PKCS1_2048_8192_SHA256, RSA_PKCS1_SHA256};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Value, json};
use tokio::sync::watch;

use super::random::{base64url, fingerprint};

/// The keys, newest first. Older ones stay published, because tokens signed with them are still about, unless they are
/// withdrawn.
pub struct Keys {
    ring: watch::Sender<Vec<Arc<SigningKey>>>,
    /// How many of the newest are published.
    published: AtomicUsize,
}

impl Keys {
    /// Begins to make the first key in the background; whoever needs it waits in [`Keys::current`].
    pub fn start() -> Arc<Self> {
        let keys = Arc::new(Self { ring: watch::Sender::new(Vec::new()), published: AtomicUsize::new(0) });
        let waiting = Arc::clone(&keys);
        tokio::task::spawn_blocking(move || waiting.add(SigningKey::generate()));
        keys
    }

    /// Returns the key that signs, as soon as there is one.
    pub async fn current(&self) -> Arc<SigningKey> {
        let mut ring = self.ring.subscribe();
        loop {
            if let Some(newest) = ring.borrow_and_update().first() {
                return Arc::clone(newest);
            }
            // The sender lives in `self`, so that waiting cannot fail.
            let _ = ring.changed().await;
        }
    }

    /// Puts a new key in front of the others.
    pub async fn rotate(&self) {
        // Without the first key, the new one would end up behind it.
        self.current().await;
        self.add(SigningKey::generate_in_background().await);
    }

    /// Puts a new key in the place of the others: the JWK set has it alone.
    pub async fn replace(&self) {
        self.rotate().await;
        self.published.store(1, Ordering::Relaxed);
    }

    /// Returns the keys that the JWK set has.
    pub async fn published(&self) -> Vec<Arc<SigningKey>> {
        let mut keys = self.all().await;
        keys.truncate(self.published.load(Ordering::Relaxed));
        keys
    }

    /// Returns all keys, the withdrawn ones too, as soon as there is one.
    pub async fn all(&self) -> Vec<Arc<SigningKey>> {
        self.current().await;
        self.ring.borrow().clone()
    }

    fn add(&self, key: SigningKey) {
        self.published.fetch_add(1, Ordering::Relaxed);
        self.ring.send_modify(|ring| ring.insert(0, Arc::new(key)));
    }
}

/// An RSA key of 2048 bits.
pub struct SigningKey {
    pair: KeyPair,
    modulus: Vec<u8>,
    exponent: Vec<u8>,
    pub key_id: String,
}

impl SigningKey {
    /// Makes a key, which takes a tenth of a second or more: call it where it may block.
    pub fn generate() -> Self {
        let pair = loop {
            match KeyPair::generate(KeySize::Rsa2048) {
                Ok(pair) => break pair,
                Err(error) => tracing::warn!(%error, "the dev tenant could not make its signing key and tries again"),
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

    /// Signs with RS256; an empty signature, which nobody accepts, if that fails.
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

    /// Returns the entry of the JWK set. Like Entra ID's it has no `alg`, and names its issuer and the cloud.
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

    /// Returns the public key as PEM: what an attacker offers as the secret of HS256.
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

/// The thumbprint of RFC 7638.
fn thumbprint(modulus: &[u8], exponent: &[u8]) -> String {
    fingerprint(&format!(r#"{{"e":"{}","kty":"RSA","n":"{}"}}"#, base64url(exponent), base64url(modulus)))
}
