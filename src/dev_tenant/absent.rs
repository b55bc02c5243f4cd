//! Replaces the dev tenant in a build without it: the same interface, and a start that always fails.

mod settings;

pub use settings::{Connection, Flavour, Options, RefreshMode, StartError};

/// Whether this build contains the dev tenant.
pub const INCLUDED: bool = false;

/// Always fails with [`StartError::LeftOut`], because this build has no dev tenant.
#[expect(clippy::unused_async, reason = "it has the signature of the real function")]
pub async fn run(_options: Options) -> Result<Connection, StartError> {
    Err(StartError::LeftOut)
}
