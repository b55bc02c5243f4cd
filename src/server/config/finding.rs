//! A problem of the configuration, for the operator.

/// A problem of the configuration.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConfigFinding {
    /// The environment variable, e.g. `CLIENT_ID`, or the file `.env`.
    pub variable: String,
    /// The problem. It follows the name in a sentence, and never contains a secret.
    pub problem: String,
    /// The next step for the operator.
    pub advice: String,
    /// A valid line of `.env` to copy and change, e.g. `CLIENT_ID=00000000-…`.
    pub example: String,
}
