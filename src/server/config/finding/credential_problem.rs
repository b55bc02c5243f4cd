//! The problems of client secrets and managed identities.

use crate::server::secret_file::SecretFileError;

/// Why the client secret, or the file of the client secret, cannot be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SecretProblem {
    File(SecretFileError),
    FileEmpty,
    /// The value is the ID of a secret instead of the secret.
    Id,
}

/// Why a managed identity cannot be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum IdentityProblem {
    NotClientId,
    /// The value is the ID of the app registration instead of the identity.
    IsApplication,
    /// The variable of the environment, which Azure or the operator has set, has an address of another machine.
    NotLocal(&'static str),
    /// The value of `IDENTITY_HEADER` cannot be sent in a header.
    InvalidHeader,
    /// The environment is that of Service Fabric, Azure Arc, Azure Machine Learning or Cloud Shell.
    OtherService,
}
