//! Client assertions (RFC 7523), and the certificates whose keys verify them.

use aws_lc_rs::digest;
use aws_lc_rs::signature::{RSA_PKCS1_2048_8192_SHA256, RSA_PSS_2048_8192_SHA256, UnparsedPublicKey};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use rustls::pki_types::CertificateDer;
use rustls::pki_types::pem::PemObject as _;
use serde_json::Value;
use x509_cert::Certificate;
use x509_cert::der::Decode as _;

use crate::dev_tenant::protocol::random::{base64url, sha256};

/// An assertion whose signature and claims are not verified yet.
pub struct PresentedAssertion {
    header: Value,
    claims: Value,
    signing_input: String,
    signature: Vec<u8>,
}

impl PresentedAssertion {
    /// Parses an assertion. `None` unless it is a token that PS256 or RS256 has signed.
    pub fn parse(compact: &str) -> Option<Self> {
        let (signing_input, signature) = compact.rsplit_once('.')?;
        let (header, claims) = signing_input.split_once('.')?;
        let [header, claims, signature] = [header, claims, signature].map(|part| URL_SAFE_NO_PAD.decode(part).ok());
        let header: Value = serde_json::from_slice(&header?).ok()?;
        let claims: Value = serde_json::from_slice(&claims?).ok()?;
        let is_known = matches!(header["alg"].as_str(), Some("PS256" | "RS256")) && claims.is_object();
        let signing_input = signing_input.to_owned();
        is_known.then_some(Self { header, claims, signing_input, signature: signature? })
    }

    /// Returns the thumbprint of the header without padding, which some libraries add.
    pub fn thumbprint(&self) -> Option<&str> {
        self.header["x5t#S256"].as_str().map(|thumbprint| thumbprint.trim_end_matches('='))
    }

    /// Returns a claim that is a text; an empty text without it.
    pub fn text(&self, claim: &str) -> &str {
        self.claims[claim].as_str().unwrap_or_default()
    }

    /// Returns a claim that is a time, without a fraction of a second, which RFC 7519, section 2, allows and MSAL for Python sends.
    pub fn time(&self, claim: &str) -> Option<u64> {
        let time = &self.claims[claim];
        time.as_u64().or_else(|| time.as_f64()?.trunc().to_string().parse().ok())
    }
}

/// A certificate that the application has registered, or that a trusted issuer signs with.
pub struct RegisteredCertificate {
    /// SHA-256 in base64url.
    pub thumbprint: String,
    /// SHA-1 in hexadecimal digits, as the portal shows it.
    pub portal_thumbprint: String,
    not_before: u64,
    not_after: u64,
    public_key: Vec<u8>,
}

impl RegisteredCertificate {
    /// Parses a certificate in PEM.
    pub fn parse(pem: &str) -> Option<Self> {
        let der = CertificateDer::from_pem_slice(pem.as_bytes()).ok()?;
        let certificate = Certificate::from_der(&der).ok()?.tbs_certificate;
        let sha1 = digest::digest(&digest::SHA1_FOR_LEGACY_USE_ONLY, &der);
        let digits: Vec<_> = sha1.as_ref().iter().map(|byte| format!("{byte:02X}")).collect();
        Some(Self {
            thumbprint: base64url(&sha256(&der)),
            portal_thumbprint: digits.concat(),
            not_before: certificate.validity.not_before.to_unix_duration().as_secs(),
            not_after: certificate.validity.not_after.to_unix_duration().as_secs(),
            public_key: certificate.subject_public_key_info.subject_public_key.as_bytes()?.to_vec(),
        })
    }

    pub fn is_valid_at(&self, seconds: u64) -> bool {
        (self.not_before..=self.not_after).contains(&seconds)
    }

    pub fn has_signed(&self, assertion: &PresentedAssertion) -> bool {
        let algorithm = match assertion.header["alg"].as_str() {
            Some("PS256") => &RSA_PSS_2048_8192_SHA256,
            _ => &RSA_PKCS1_2048_8192_SHA256,
        };
        let key = UnparsedPublicKey::new(algorithm, &self.public_key);
        key.verify(assertion.signing_input.as_bytes(), &assertion.signature).is_ok()
    }
}
