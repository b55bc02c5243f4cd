//! The credentials of the application in addition to its first secret: further secrets, certificates, and federated credentials.

use std::collections::HashMap;

use serde::{Deserialize, Serialize};

use crate::dev_tenant::protocol::client_assertion::RegisteredCertificate;

/// A federated credential: an issuer and a subject whose tokens the application may use as assertions. The texts are
/// compared exactly.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
pub struct FederatedCredential {
    pub issuer: String,
    pub subject: String,
    pub audience: String,
    /// The certificate of the issuer's key in PEM, because the dev tenant opens no connection to fetch the issuer's keys. `None`
    /// if the issuer is this tenant, whose managed identity the application uses.
    #[serde(default)]
    pub certificate: Option<String>,
}

#[derive(Default)]
pub struct ClientCredentials {
    secrets: Vec<String>,
    /// Whether the first secret was removed from the registration.
    is_first_secret_removed: bool,
    certificates: Vec<RegisteredCertificate>,
    federated: Vec<(FederatedCredential, Option<RegisteredCertificate>)>,
    /// The `jti` of accepted assertions, with the time in seconds at which the assertion expires.
    used: HashMap<String, u64>,
}

impl ClientCredentials {
    /// Registers a certificate in PEM. `None` if it is invalid.
    pub fn register(&mut self, pem: &str) -> Option<()> {
        self.certificates.push(RegisteredCertificate::parse(pem)?);
        Some(())
    }

    /// Removes a certificate in PEM. `None` if it is invalid.
    pub fn unregister(&mut self, pem: &str) -> Option<()> {
        let removed = RegisteredCertificate::parse(pem)?;
        self.certificates.retain(|certificate| certificate.thumbprint != removed.thumbprint);
        Some(())
    }

    /// Registers another secret.
    pub fn add_secret(&mut self, secret: &str) {
        self.secrets.push(secret.to_owned());
    }

    /// Removes a secret. `is_first` says whether it is the secret with which the dev tenant has started.
    pub fn remove_secret(&mut self, secret: &str, is_first: bool) {
        self.secrets.retain(|known| known != secret);
        self.is_first_secret_removed |= is_first;
    }

    /// Returns whether a secret authenticates the application.
    pub fn accepts_secret(&self, secret: &str, is_first: bool) -> bool {
        is_first && !self.is_first_secret_removed || self.secrets.iter().any(|known| known == secret)
    }

    /// Registers a federated credential. `None` if its certificate is invalid.
    pub fn trust(&mut self, credential: FederatedCredential) -> Option<()> {
        let certificate = match &credential.certificate {
            Some(pem) => Some(RegisteredCertificate::parse(pem)?),
            None => None,
        };
        self.federated.push((credential, certificate));
        Some(())
    }

    pub fn certificate(&self, thumbprint: &str) -> Option<&RegisteredCertificate> {
        self.certificates.iter().find(|certificate| certificate.thumbprint == thumbprint)
    }

    /// Returns the federated credentials, each with the certificate of its issuer, or `None` for this tenant.
    pub fn federated(&self) -> &[(FederatedCredential, Option<RegisteredCertificate>)] {
        &self.federated
    }

    /// Records the `jti` of an assertion. Returns whether it is new.
    pub fn use_once(&mut self, jti: &str, expires_at: u64, now: u64) -> bool {
        self.used.retain(|_, expires_at| *expires_at >= now);
        self.used.insert(jti.to_owned(), expires_at).is_none()
    }
}
