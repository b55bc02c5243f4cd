//! The PEM sections of certificate files: certificates, and unencrypted RSA keys in PKCS#8 or PKCS#1.

use std::sync::Arc;

use aws_lc_rs::{error::KeyRejected, signature::RsaKeyPair};
use rustls::pki_types::{
    CertificateDer, PrivateKeyDer,
    pem::{self, PemObject as _},
};
use secrecy::zeroize::Zeroizing;

use super::error::CertificateError;

/// The lines by which an encrypted key is recognized, in PKCS#8 and in PKCS#1.
const ENCRYPTED: [&str; 2] = ["-----BEGIN ENCRYPTED PRIVATE KEY-----", "Proc-Type: 4,ENCRYPTED"];

/// Returns the certificates of a text, as DER.
pub fn certificates(text: &str) -> Result<Vec<Vec<u8>>, CertificateError> {
    let found: Result<Vec<_>, _> =
        CertificateDer::pem_slice_iter(text.as_bytes()).map(|der| Ok(der?.as_ref().to_vec())).collect();
    let found = found.map_err(|_: pem::Error| CertificateError::Pem)?;
    if found.is_empty() { Err(CertificateError::NoCertificate) } else { Ok(found) }
}

/// Returns whether a text has an encrypted key.
pub fn has_encrypted_key(text: &str) -> bool {
    ENCRYPTED.iter().any(|mark| text.contains(mark))
}

/// Returns the private keys of a text.
pub fn keys(text: &str) -> Result<Vec<Arc<RsaKeyPair>>, CertificateError> {
    let mut found = Vec::new();
    for der in PrivateKeyDer::pem_slice_iter(text.as_bytes()) {
        let der = Zeroizing::new(der.map_err(|_| CertificateError::KeyPem)?);
        let key = match &*der {
            PrivateKeyDer::Pkcs8(der) => RsaKeyPair::from_pkcs8(der.secret_pkcs8_der()),
            PrivateKeyDer::Pkcs1(der) => RsaKeyPair::from_der(der.secret_pkcs1_der()),
            _ => return Err(CertificateError::NotRsa),
        };
        found.push(Arc::new(key.map_err(rejected)?));
    }
    if found.is_empty() { Err(CertificateError::NoKey) } else { Ok(found) }
}

fn rejected(why: KeyRejected) -> CertificateError {
    match why.description_() {
        "WrongAlgorithm" => CertificateError::NotRsa,
        "TooSmall" => CertificateError::TooShort,
        _ => CertificateError::InvalidKey,
    }
}
