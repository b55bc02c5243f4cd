//! A file with an assertion that another system signs and renews: Kubernetes, SPIFFE, or any issuer that Entra ID trusts.

use std::{
    fmt,
    path::{Path, PathBuf},
    sync::Arc,
};

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use secrecy::zeroize::Zeroizing;
use serde::Deserialize;

use super::{
    error::AssertionFileError,
    expiry::{CredentialExpiry, ExpiringCredential},
};
use crate::server::secret_file;

/// The path of a file with an assertion.
#[derive(Clone)]
pub struct AssertionFile(Arc<Path>);

impl AssertionFile {
    /// Checks that the file contains a token.
    pub fn open(path: PathBuf) -> Result<Self, AssertionFileError> {
        let file = Self(path.into());
        file.read()?;
        Ok(file)
    }

    /// Reads the token. It is read for every token request, because an old copy expires (AADSTS700024).
    ///
    /// The mode of the file is not checked: the kubelet mounts tokens as 0644 unless the pod sets a group.
    pub fn read(&self) -> Result<Zeroizing<String>, AssertionFileError> {
        let text = Zeroizing::new(secret_file::read(&self.0)?.trim().to_owned());
        let is_part = |part: &str| {
            !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'))
        };
        let is_token = text.split('.').count() == 3 && text.split('.').all(is_part);
        if is_token { Ok(text) } else { Err(AssertionFileError::NotToken) }
    }

    /// Returns the end of the token. `None` if the file cannot be read, or the token does not say when it expires.
    pub(super) fn expiry(&self) -> Option<CredentialExpiry> {
        let token = self.read().ok()?;
        let claims = Zeroizing::new(URL_SAFE_NO_PAD.decode(token.split('.').nth(1)?).ok()?);
        let times: AssertionTimes = serde_json::from_slice(&claims).ok()?;
        Some(CredentialExpiry {
            kind: ExpiringCredential::Assertion,
            file: self.0.to_path_buf(),
            valid_from: times.nbf.or(times.iat),
            expires_at: times.exp,
        })
    }
}

/// The claims about the validity of a token, as its issuer wrote them. The provider verifies the token, not this app.
#[derive(Deserialize)]
struct AssertionTimes {
    exp: i64,
    nbf: Option<i64>,
    iat: Option<i64>,
}

impl fmt::Debug for AssertionFile {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("AssertionFile")
    }
}
