//! The credential with which this app authenticates as a client: a secret, or a signed assertion.

mod assertion;
mod assertion_file;
mod certificate;
mod certificate_file;
mod error;
mod expiry;
mod managed_identity;
mod pem;
mod secret_file;
#[cfg(test)]
pub(in crate::server) mod test_certificates;
#[cfg(test)]
mod tests;

use std::sync::Arc;

use openidconnect::ClientSecret;

pub use self::{
    assertion::{AssertionRequest, ClientAssertion},
    assertion_file::AssertionFile,
    certificate::ClientCertificate,
    certificate_file::{CertificateFile, CertificatePaths},
    error::{AssertionFileError, CertificateError, CredentialError, IdentityError},
    expiry::{CredentialExpiry, ExpiringCredential},
    managed_identity::{IdentityEndpoint, ManagedIdentity},
    secret_file::ClientSecretFile,
};

/// The credential with which this app authenticates as a client. The files of a credential are read when it is used, so that
/// a rotation needs no restart.
#[derive(Clone, Debug)]
pub enum ClientCredential {
    Secret(ClientSecret),
    /// A secret that another system may replace in its file.
    SecretFile(Arc<ClientSecretFile>),
    /// A certificate, whose key signs assertions (`private_key_jwt`, RFC 7523 §2.2).
    Certificate(Arc<CertificateFile>),
    /// The assertion of another system, which renews it in a file (workload identity federation).
    AssertionFile(AssertionFile),
    /// The assertion of a managed identity of Azure.
    ManagedIdentity(Arc<ManagedIdentity>),
    /// A public client: a sign-in by device code needs no credential.
    Public,
}

impl ClientCredential {
    /// Returns the client secret, also that of a file. `None` for other credentials.
    pub fn secret(&self) -> Option<ClientSecret> {
        match self {
            Self::Secret(secret) => Some(secret.clone()),
            Self::SecretFile(file) => Some(file.secret()),
            Self::Certificate(_) | Self::AssertionFile(_) | Self::ManagedIdentity(_) | Self::Public => None,
        }
    }

    /// Returns when the credential expires. `None` if the end is unknown: of a secret, of a managed identity whose tokens this app
    /// renews, and of a file that cannot be read.
    pub fn expiry(&self) -> Option<CredentialExpiry> {
        match self {
            Self::Certificate(file) => file.expiry(),
            Self::AssertionFile(file) => file.expiry(),
            Self::Secret(_) | Self::SecretFile(_) | Self::ManagedIdentity(_) | Self::Public => None,
        }
    }
}
