//! The reasons why a client credential cannot be used. No variant contains a part of a key, a token or a path.

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
    #[error("the key file is damaged PEM")]
    KeyPem,
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
                | Self::KeyPem
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

/// Why the identity endpoint of Azure issued no token.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum IdentityError {
    #[error("the identity endpoint cannot be reached; it exists only in Azure, on a resource with an identity")]
    Unreachable,
    #[error("the identity endpoint did not respond in time")]
    Timeout,
    #[error("the identity endpoint responded with a redirect, which is not followed")]
    Redirected,
    #[error("the identity of MANAGED_IDENTITY_CLIENT_ID is not assigned to the resource on which this app runs")]
    NotAssigned,
    #[error("the identity endpoint responded with something other than a token")]
    NoToken,
    #[error("the identity endpoint responded with status {0}")]
    Status(u16),
}

impl IdentityError {
    /// Returns whether a later request may succeed without a change of the set-up.
    pub const fn may_pass(self) -> bool {
        matches!(self, Self::Timeout | Self::Status(404 | 408 | 410 | 429 | 500..))
    }
}

/// Why no assertion could be made for a token request.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CredentialError {
    #[error("the client certificate cannot be used")]
    Certificate(#[from] CertificateError),
    #[error("the file of CLIENT_ASSERTION_FILE cannot be used")]
    AssertionFile(#[from] AssertionFileError),
    #[error("the managed identity cannot be used")]
    ManagedIdentity(#[from] IdentityError),
    #[error("the client assertion could not be signed")]
    Sign,
}
