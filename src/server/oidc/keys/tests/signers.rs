//! Keys of a provider with their private halves, for tests that sign tokens.

use std::sync::LazyLock;

use aws_lc_rs::{
    rand::SystemRandom,
    rsa::{KeyPair, KeySize},
    signature::{
        ECDSA_P256_SHA256_FIXED_SIGNING, ECDSA_P384_SHA384_FIXED_SIGNING, EcdsaKeyPair, EcdsaSigningAlgorithm,
        KeyPair as _, RSA_PKCS1_SHA256, RsaEncoding,
    },
};
use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use serde_json::{Value, json};

/// A provider's key with its private half.
pub struct TestKey(KeyPair);

pub static FIRST: LazyLock<TestKey> = LazyLock::new(|| TestKey(KeyPair::generate(KeySize::Rsa2048).unwrap()));
pub static SECOND: LazyLock<TestKey> = LazyLock::new(|| TestKey(KeyPair::generate(KeySize::Rsa2048).unwrap()));

impl TestKey {
    /// Returns the public key as an entry of a key set, without `kid` and `issuer`.
    pub fn jwk(&self) -> Value {
        let encoded = |bytes: &[u8]| URL_SAFE_NO_PAD.encode(bytes);
        json!({
            "kty": "RSA",
            "use": "sig",
            "n": encoded(&self.modulus()),
            "e": encoded(self.0.public_key().exponent().big_endian_without_leading_zero()),
        })
    }

    pub fn modulus(&self) -> Vec<u8> {
        self.0.public_key().modulus().big_endian_without_leading_zero().to_vec()
    }

    pub fn sign(&self, message: &[u8]) -> Vec<u8> {
        self.sign_by(&RSA_PKCS1_SHA256, message)
    }

    pub fn sign_by(&self, encoding: &'static dyn RsaEncoding, message: &[u8]) -> Vec<u8> {
        let mut signature = vec![0; self.0.public_modulus_len()];
        self.0.sign(encoding, &SystemRandom::new(), message, &mut signature).unwrap();
        signature
    }
}

/// A provider's key on an elliptic curve, with its private half.
pub struct EcTestKey(&'static str, EcdsaKeyPair);

pub static P256: LazyLock<EcTestKey> = LazyLock::new(|| EcTestKey::new("P-256", &ECDSA_P256_SHA256_FIXED_SIGNING));
pub static P384: LazyLock<EcTestKey> = LazyLock::new(|| EcTestKey::new("P-384", &ECDSA_P384_SHA384_FIXED_SIGNING));

/// Returns another key on the curve of [`P256`].
pub fn other_p256() -> EcTestKey {
    EcTestKey::new("P-256", &ECDSA_P256_SHA256_FIXED_SIGNING)
}

impl EcTestKey {
    fn new(curve: &'static str, algorithm: &'static EcdsaSigningAlgorithm) -> Self {
        Self(curve, EcdsaKeyPair::generate(algorithm).unwrap())
    }

    /// Returns the public key as an entry of a key set, without `kid` and `issuer`.
    pub fn jwk(&self) -> Value {
        let point = &self.1.public_key().as_ref()[1..];
        let (x, y) = point.split_at(point.len() / 2);
        json!({ "kty": "EC", "use": "sig", "crv": self.0, "x": URL_SAFE_NO_PAD.encode(x), "y": URL_SAFE_NO_PAD.encode(y) })
    }

    pub fn sign(&self, message: &[u8]) -> Vec<u8> {
        self.1.sign(&SystemRandom::new(), message).unwrap().as_ref().to_vec()
    }
}
