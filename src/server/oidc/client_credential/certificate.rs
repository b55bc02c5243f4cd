//! A certificate with its key, and the choice between several certificates.

use std::{
    fmt::{self, Write as _},
    sync::Arc,
};

use aws_lc_rs::{
    digest,
    signature::{KeyPair as _, RsaKeyPair},
};
use base64::{
    Engine as _,
    engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD},
};
use x509_cert::{
    Certificate,
    der::{Decode as _, Encode as _},
};

use super::{error::CertificateError, pem};

/// A certificate with its key.
pub struct ClientCertificate {
    pub(super) key: Arc<RsaKeyPair>,
    /// The certificate, followed by the certificates of its issuers that the file contains, as DER.
    chain: Vec<Vec<u8>>,
    pub(super) not_before: i64,
    pub(super) not_after: i64,
}

impl ClientCertificate {
    /// Parses certificates and keys in PEM. Each key belongs to one or more of the certificates.
    pub fn all_of(certificates: &str, keys: &str) -> Result<Vec<Arc<Self>>, CertificateError> {
        if pem::has_encrypted_key(keys) {
            return Err(CertificateError::EncryptedKey);
        }
        let certificates: Vec<_> =
            pem::certificates(certificates)?.into_iter().map(Parsed::of).collect::<Result<_, _>>()?;
        let mut found = Vec::new();
        for key in pem::keys(keys)? {
            let known = found.len();
            let own = certificates.iter().filter(|certificate| certificate.has(&key));
            found.extend(own.map(|own| Arc::new(own.with(Arc::clone(&key), &certificates))));
            if found.len() == known {
                return Err(CertificateError::KeyMismatch);
            }
        }
        Ok(found)
    }

    /// Returns the newest certificate that is valid now, apart from the certificate `except`.
    pub fn newest(all: &[Arc<Self>], now: i64, except: Option<&Self>) -> Result<Arc<Self>, CertificateError> {
        let others = || all.iter().filter(|certificate| except.is_none_or(|except| certificate.chain != except.chain));
        let valid = others().filter(|other| (other.not_before..=other.not_after).contains(&now));
        if let Some(newest) = valid.max_by_key(|valid| valid.not_before) {
            return Ok(Arc::clone(newest));
        }
        let next = others().map(|other| other.not_before).filter(|from| *from > now).min();
        match next {
            Some(from) => Err(CertificateError::NotYetValid { from }),
            None => {
                Err(CertificateError::Expired { at: others().map(|other| other.not_after).max().unwrap_or_default() })
            }
        }
    }

    /// Returns the thumbprint for the header of an assertion (`x5t#S256`, RFC 7515 §4.1.8).
    pub fn thumbprint(&self) -> String {
        URL_SAFE_NO_PAD.encode(digest::digest(&digest::SHA256, self.der()))
    }

    /// Returns the thumbprint as the Azure portal shows it: SHA-1 in hexadecimal digits.
    pub fn portal_thumbprint(&self) -> String {
        let hash = digest::digest(&digest::SHA1_FOR_LEGACY_USE_ONLY, self.der());
        hash.as_ref().iter().fold(String::new(), |mut text, byte| {
            // Writing to a `String` cannot fail.
            _ = write!(text, "{byte:02X}");
            text
        })
    }

    /// Returns when the certificate expires, in seconds since 1970.
    pub const fn expires_at(&self) -> i64 {
        self.not_after
    }

    /// Returns the certificate and its issuers for the header of an assertion (`x5c`, RFC 7515 §4.1.6).
    pub(super) fn chain(&self) -> Vec<String> {
        self.chain.iter().map(|der| STANDARD.encode(der)).collect()
    }

    fn der(&self) -> &[u8] {
        self.chain.first().map(Vec::as_slice).unwrap_or_default()
    }
}

impl fmt::Debug for ClientCertificate {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("ClientCertificate").field("thumbprint", &self.thumbprint()).finish_non_exhaustive()
    }
}

/// A parsed certificate without its key.
struct Parsed {
    der: Vec<u8>,
    content: Certificate,
    subject: Vec<u8>,
    issuer: Vec<u8>,
}

impl Parsed {
    fn of(der: Vec<u8>) -> Result<Self, CertificateError> {
        let invalid = |_| CertificateError::InvalidCertificate;
        let content = Certificate::from_der(&der).map_err(invalid)?;
        let subject = content.tbs_certificate.subject.to_der().map_err(invalid)?;
        let issuer = content.tbs_certificate.issuer.to_der().map_err(invalid)?;
        Ok(Self { der, content, subject, issuer })
    }

    /// Returns whether this is the public key of the certificate.
    fn has(&self, key: &RsaKeyPair) -> bool {
        let public = &self.content.tbs_certificate.subject_public_key_info.subject_public_key;
        public.as_bytes() == Some(key.public_key().as_ref())
    }

    fn with(&self, key: Arc<RsaKeyPair>, all: &[Self]) -> ClientCertificate {
        let validity = &self.content.tbs_certificate.validity;
        let seconds =
            |time: x509_cert::time::Time| i64::try_from(time.to_unix_duration().as_secs()).unwrap_or(i64::MAX);
        let (not_before, not_after) = (seconds(validity.not_before), seconds(validity.not_after));
        let mut chain = vec![self.der.clone()];
        let mut last = self;
        while let Some(issuer) = all.iter().find(|other| other.subject == last.issuer && !chain.contains(&other.der)) {
            chain.push(issuer.der.clone());
            last = issuer;
        }
        ClientCertificate { key, chain, not_before, not_after }
    }
}
