//! The async runtime of the commands.

use super::command_error::CommandError;
use crate::server::causes::with_causes;

/// Runs a future in a new runtime.
pub fn in_runtime(future: impl Future<Output = Result<(), CommandError>>) -> Result<(), CommandError> {
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build();
    runtime
        .map_err(|error| CommandError(format!("the app cannot start its threads: {}", with_causes(&error))))?
        .block_on(future)
}
