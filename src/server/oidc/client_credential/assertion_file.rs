//! A file with an assertion that another system signs and renews: Kubernetes, SPIFFE, or any issuer that Entra ID trusts.

use std::{
    fmt,
    path::{Path, PathBuf},
    sync::Arc,
    time::Duration,
};

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use secrecy::zeroize::Zeroizing;
use serde::Deserialize;
use tokio::time::sleep;

use super::{
    error::AssertionFileError,
    expiry::{CredentialExpiry, ExpiringCredential},
};
use crate::server::secret_file;

/// The pause between two reads of a file that another program is replacing, and the number of further reads.
const PAUSE: Duration = Duration::from_millis(50);
const REREADS: usize = 5;

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

    /// Reads the token for a token request. While the file is missing or incomplete, it is reread for a moment, because
    /// another program may be replacing it.
    pub async fn read_complete(&self) -> Result<Zeroizing<String>, AssertionFileError> {
        let mut read = self.read();
        for _ in 0..REREADS {
            if read.is_ok() {
                break;
            }
            sleep(PAUSE).await;
            read = self.read();
        }
        read
    }

    /// Returns the token for one retry after the provider has rejected a token, because the end of that token may have been
    /// missing when the file was read. `None` if the file still contains the rejected token.
    pub async fn read_after_rejection(&self, rejected: &str) -> Option<Zeroizing<String>> {
        for number in 0..=REREADS {
            if number > 0 {
                sleep(PAUSE).await;
            }
            if let Some(token) = self.read().ok().filter(|token| **token != *rejected) {
                return Some(token);
            }
        }
        None
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
