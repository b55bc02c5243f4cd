//! Keys, certificates and files for tests of the client credential.

use std::{
    fs::{self, Permissions},
    ops::Range,
    os::unix::fs::PermissionsExt as _,
    path::{Path, PathBuf},
};

use base64::{
    Engine as _,
    engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD},
};
use rcgen::{
    CertificateParams, DnType, Issuer, KeyPair, PKCS_ECDSA_P256_SHA256, PKCS_RSA_SHA256, RsaKeySize, SigningKey as _,
    date_time_ymd,
};
use serde_json::Value;

/// Years that contain the time of every test run.
pub const VALID: Range<i32> = 2020..2100;

/// A private key.
pub struct TestKey(KeyPair);

impl TestKey {
    pub fn rsa() -> Self {
        Self(KeyPair::generate_rsa_for(&PKCS_RSA_SHA256, RsaKeySize::_2048).unwrap())
    }

    pub fn elliptic_curve() -> Self {
        Self(KeyPair::generate_for(&PKCS_ECDSA_P256_SHA256).unwrap())
    }

    /// Returns the key in PKCS#8, as PEM.
    pub fn pem(&self) -> String {
        pem("PRIVATE KEY", self.0.serialized_der())
    }

    /// Returns a self-signed certificate that is valid in these years, as PEM.
    pub fn certificate(&self, years: Range<i32>) -> String {
        pem("CERTIFICATE", params("app", years).self_signed(&self.0).unwrap().der())
    }

    /// Returns a self-signed certificate that is valid between these times, in seconds since 1970, as PEM.
    pub fn certificate_between(&self, from: i64, until: i64) -> String {
        let mut params = params("app", VALID);
        [params.not_before, params.not_after] =
            [from, until].map(|seconds| time::OffsetDateTime::from_unix_timestamp(seconds).unwrap());
        pem("CERTIFICATE", params.self_signed(&self.0).unwrap().der())
    }

    /// Returns a token with this header and these claims, signed with RS256.
    pub fn token(&self, header: &Value, claims: &Value) -> String {
        let [header, claims] = [header, claims].map(|part| URL_SAFE_NO_PAD.encode(part.to_string()));
        let input = format!("{header}.{claims}");
        let signature = self.0.sign(input.as_bytes()).unwrap();
        format!("{input}.{}", URL_SAFE_NO_PAD.encode(signature))
    }

    /// Returns a certificate of this issuer, and the certificate of the issuer, as PEM.
    pub fn certificates_by(&self, issuer: &Self) -> [String; 2] {
        let of_issuer = params("issuer", VALID);
        let root = of_issuer.self_signed(&issuer.0).unwrap();
        let leaf = params("app", VALID).signed_by(&self.0, &Issuer::from_params(&of_issuer, &issuer.0)).unwrap();
        [leaf, root].map(|certificate| pem("CERTIFICATE", certificate.der()))
    }
}

/// Returns the DER of the first section of a PEM text.
pub fn der(pem: &str) -> Vec<u8> {
    let body = pem.lines().skip(1).take_while(|line| !line.starts_with("-----")).collect::<String>();
    STANDARD.decode(body).unwrap()
}

/// Writes a file that only its owner can read.
pub fn private_file(folder: &Path, name: &str, text: &str) -> PathBuf {
    let path = folder.join(name);
    fs::write(&path, text).unwrap();
    fs::set_permissions(&path, Permissions::from_mode(0o600)).unwrap();
    path
}

fn params(name: &str, years: Range<i32>) -> CertificateParams {
    let mut params = CertificateParams::default();
    params.distinguished_name.push(DnType::CommonName, name);
    (params.not_before, params.not_after) = (date_time_ymd(years.start, 1, 1), date_time_ymd(years.end, 1, 1));
    params
}

/// Returns a section of PEM.
pub fn pem(label: &str, der: &[u8]) -> String {
    let body = STANDARD.encode(der);
    let lines: Vec<_> = body.as_bytes().chunks(64).map(|line| str::from_utf8(line).unwrap()).collect();
    format!("-----BEGIN {label}-----\n{}\n-----END {label}-----\n", lines.join("\n"))
}
