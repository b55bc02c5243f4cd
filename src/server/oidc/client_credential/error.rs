//! The reasons why a credential in files cannot be used. No variant contains a part of a key, a token or a path.

use crate::server::{clock, secret_file::SecretFileError};

/// Why a client certificate cannot be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CertificateError {
    #[error("the certificate file is rejected: {0}")]
    CertificateFile(SecretFileError),
    #[error("the key file is rejected: {0}")]
    KeyFile(SecretFileError),
    #[error("the file is damaged PEM")]
    Pem,
    #[error("the file contains no certificate in PEM")]
    NoCertificate,
    #[error("a certificate is not a valid X.509 certificate")]
    InvalidCertificate,
    #[error("the file contains no private key in PEM")]
    NoKey,
    #[error("the private key is encrypted")]
    EncryptedKey,
    #[error("the private key is not an RSA key")]
    NotRsa,
    #[error("the RSA key has fewer than 2048 bits")]
    TooShort,
    #[error("the private key is invalid")]
    InvalidKey,
    #[error("a private key belongs to none of the certificates")]
    KeyMismatch,
    #[error("the certificate expired at {}", clock::rfc3339(*at))]
    Expired { at: i64 },
    #[error("the certificate is not valid before {}", clock::rfc3339(*from))]
    NotYetValid { from: i64 },
}

impl CertificateError {
    /// Returns whether the problem is in the file with the key, if that is a separate file.
    pub const fn is_about_key(self) -> bool {
        matches!(
            self,
            Self::KeyFile(_)
                | Self::NoKey
                | Self::EncryptedKey
                | Self::NotRsa
                | Self::TooShort
                | Self::InvalidKey
                | Self::KeyMismatch
        )
    }
}

/// Why the assertion in a file cannot be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum AssertionFileError {
    #[error("the file is rejected: {0}")]
    File(#[from] SecretFileError),
    #[error("the file does not contain a signed token")]
    NotToken,
}

/// Why no assertion could be made for a token request.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CredentialError {
    #[error("the client certificate cannot be used")]
    Certificate(#[from] CertificateError),
    #[error("the file of CLIENT_ASSERTION_FILE cannot be used")]
    AssertionFile(#[from] AssertionFileError),
    #[error("the client assertion could not be signed")]
    Sign,
}
