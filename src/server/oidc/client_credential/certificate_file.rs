//! The files of the client certificate. They are reread when they change, so that a rotation needs no restart.

use std::{
    fmt,
    path::PathBuf,
    sync::{Arc, Mutex, PoisonError},
};

use super::{
    assertion::{self, AssertionRequest, ClientAssertion},
    certificate::ClientCertificate,
    error::{CertificateError, CredentialError},
    expiry::{CredentialExpiry, ExpiringCredential},
};
use crate::server::{
    clock,
    oidc::SignatureAlgorithm,
    secret_file::{self, Stamp, stamp_of},
};

/// The time in seconds for which an assertion is reused, because a signature costs 0.7 ms with 2048 bits, and 5 ms with
/// 4096 bits. It ends a minute before the assertion expires.
const REUSED_FOR: i64 = 240;

/// The paths of the certificate and of its key.
#[derive(Clone)]
pub struct CertificatePaths {
    pub certificate: PathBuf,
    /// `None` if the key is in the file of the certificate.
    pub key: Option<PathBuf>,
}

/// The certificates of the files. If there are several, the newest valid certificate is used.
pub struct CertificateFile {
    paths: CertificatePaths,
    /// Whether assertions contain the certificate and its issuers (subject name and issuer authentication).
    sends_chain: bool,
    state: Mutex<CertificateState>,
}

struct CertificateState {
    /// The stamps of both files at the last read; `None` for a missing file.
    stamps: [Option<Stamp>; 2],
    certificates: Vec<Arc<ClientCertificate>>,
    last: Option<Signed>,
}

/// An assertion that may be reused.
struct Signed {
    assertion: ClientAssertion,
    audience: String,
    algorithm: SignatureAlgorithm,
    at: i64,
}

impl CertificateFile {
    /// Reads the files for the first time. Fails if no certificate is valid now.
    pub fn open(paths: CertificatePaths, sends_chain: bool) -> Result<Self, CertificateError> {
        // The stamps are taken before the read, so that a change during the read is noticed later.
        let stamps = paths.stamps();
        let certificates = paths.read()?;
        ClientCertificate::newest(&certificates, clock::unix_now(), None)?;
        Ok(Self { paths, sends_chain, state: Mutex::new(CertificateState { stamps, certificates, last: None }) })
    }

    /// Returns the certificate that signs the next assertion.
    pub fn certificate(&self) -> Result<Arc<ClientCertificate>, CertificateError> {
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        self.reread_if_changed(&mut state);
        ClientCertificate::newest(&state.certificates, clock::unix_now(), None)
    }

    /// Returns an assertion for a token request, signed with the key of the newest valid certificate.
    pub fn assertion(&self, request: &AssertionRequest<'_>) -> Result<ClientAssertion, CredentialError> {
        let now = clock::unix_now();
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        self.reread_if_changed(&mut state);
        let certificate = ClientCertificate::newest(&state.certificates, now, None)?;
        if let Some(last) = state.last.as_ref().filter(|last| last.is_for(request, &certificate, now)) {
            return Ok(last.assertion.clone());
        }
        let text = assertion::sign(&certificate, request, self.sends_chain, now)?;
        let assertion = ClientAssertion { text, certificate };
        state.last = request.is_reusable.then(|| Signed {
            assertion: assertion.clone(),
            audience: request.audience.to_owned(),
            algorithm: request.algorithm,
            at: now,
        });
        Ok(assertion)
    }

    /// Returns an assertion by another valid certificate than the rejected certificate, because during a rotation the
    /// provider may not know the newer certificate yet. `None` if the files contain only one valid certificate.
    pub fn assertion_by_another(
        &self,
        rejected: &ClientCertificate,
        request: &AssertionRequest<'_>,
    ) -> Result<Option<ClientAssertion>, CredentialError> {
        let now = clock::unix_now();
        let other = {
            let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
            self.reread_if_changed(&mut state);
            ClientCertificate::newest(&state.certificates, now, Some(rejected))
        };
        let Ok(certificate) = other else { return Ok(None) };
        let text = assertion::sign(&certificate, request, self.sends_chain, now)?;
        Ok(Some(ClientAssertion { text, certificate }))
    }

    /// Returns the end of the certificate that expires last, because the files may contain its successor already.
    pub(super) fn expiry(&self) -> Option<CredentialExpiry> {
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        self.reread_if_changed(&mut state);
        let last = state.certificates.iter().max_by_key(|certificate| certificate.not_after)?;
        Some(CredentialExpiry {
            kind: ExpiringCredential::Certificate,
            file: self.paths.certificate.clone(),
            valid_from: Some(last.not_before),
            expires_at: last.not_after,
        })
    }

    /// Rereads the files if they have changed. If the changed files cannot be used, the previous certificates stay in use.
    fn reread_if_changed(&self, state: &mut CertificateState) {
        let stamps = self.paths.stamps();
        if stamps == state.stamps {
            return;
        }
        state.stamps = stamps;
        match self.paths.read() {
            Ok(mut certificates) => {
                tracing::info!(certificates = certificates.len(), "the client certificate has changed and was reread");
                if ClientCertificate::newest(&certificates, clock::unix_now(), None).is_err() {
                    // The file may contain a certificate for a later time, so the previous certificates stay in use until one is valid.
                    certificates.append(&mut state.certificates);
                }
                state.certificates = certificates;
            }
            Err(error) => tracing::error!(
                error = &error as &dyn std::error::Error,
                "the client certificate has changed and cannot be used; the app continues with the previous certificate"
            ),
        }
    }
}

impl Signed {
    fn is_for(&self, request: &AssertionRequest<'_>, certificate: &Arc<ClientCertificate>, now: i64) -> bool {
        request.is_reusable
            && self.audience == request.audience
            && self.algorithm == request.algorithm
            && Arc::ptr_eq(&self.assertion.certificate, certificate)
            && (self.at..=self.at + REUSED_FOR).contains(&now)
    }
}

impl CertificatePaths {
    fn read(&self) -> Result<Vec<Arc<ClientCertificate>>, CertificateError> {
        let Some(key) = &self.key else {
            let text = secret_file::read_private(&self.certificate).map_err(CertificateError::CertificateFile)?;
            return ClientCertificate::all_of(&text, &text);
        };
        // A certificate without its key is public.
        let certificate = secret_file::read(&self.certificate).map_err(CertificateError::CertificateFile)?;
        let key = secret_file::read_private(key).map_err(CertificateError::KeyFile)?;
        ClientCertificate::all_of(&certificate, &key)
    }

    fn stamps(&self) -> [Option<Stamp>; 2] {
        [Some(&self.certificate), self.key.as_ref()].map(|path| stamp_of(path?).ok())
    }
}

impl fmt::Debug for CertificateFile {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("CertificateFile").field("sends_chain", &self.sends_chain).finish_non_exhaustive()
    }
}
