//! The client assertion: a signed token by which the client authenticates (RFC 7523 §3, OpenID Connect Core 1.0 §9).

use std::sync::Arc;

use aws_lc_rs::{
    rand::SystemRandom,
    signature::{RSA_PKCS1_SHA256, RSA_PSS_SHA256},
};
use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use serde_json::json;
use uuid::Uuid;

use super::{certificate::ClientCertificate, error::CredentialError};
use crate::server::oidc::SignatureAlgorithm;

/// The lifetime of an assertion in seconds.
const LIFETIME: i64 = 300;

/// The values that an assertion names.
#[derive(Clone, Copy, Debug)]
pub struct AssertionRequest<'a> {
    pub client_id: &'a str,
    pub audience: &'a str,
    /// RS256 or PS256.
    pub algorithm: SignatureAlgorithm,
    /// Whether the provider accepts the same assertion in several requests.
    pub is_reusable: bool,
}

/// A signed assertion, and the certificate of its key.
#[derive(Clone)]
pub struct ClientAssertion {
    pub text: Arc<str>,
    pub certificate: Arc<ClientCertificate>,
}

/// Signs an assertion that is valid from now on.
pub(super) fn sign(
    certificate: &ClientCertificate,
    request: &AssertionRequest<'_>,
    sends_chain: bool,
    now: i64,
) -> Result<Arc<str>, CredentialError> {
    let mut header = json!({ "alg": request.algorithm.name(), "typ": "JWT", "x5t#S256": certificate.thumbprint() });
    if sends_chain {
        header["x5c"] = json!(certificate.chain());
    }
    let claims = json!({
        "aud": request.audience,
        "iss": request.client_id,
        "sub": request.client_id,
        "jti": Uuid::new_v4().to_string(),
        "nbf": now,
        "iat": now,
        "exp": now + LIFETIME,
    });
    let [header, claims] = [header, claims].map(|part| URL_SAFE_NO_PAD.encode(part.to_string()));
    let input = format!("{header}.{claims}");
    let padding = match request.algorithm {
        SignatureAlgorithm::Ps256 => &RSA_PSS_SHA256,
        _ => &RSA_PKCS1_SHA256,
    };
    let mut signature = vec![0; certificate.key.public_modulus_len()];
    let signed = certificate.key.sign(padding, &SystemRandom::new(), input.as_bytes(), &mut signature);
    signed.map_err(|_| CredentialError::Sign)?;
    Ok(format!("{input}.{}", URL_SAFE_NO_PAD.encode(signature)).into())
}
