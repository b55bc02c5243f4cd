//! The async runtime of the commands.

use tokio::runtime::Runtime;

use super::command_error::CommandError;
use crate::server::causes::with_causes;

/// Runs a future in a new runtime.
pub fn in_runtime(future: impl Future<Output = Result<(), CommandError>>) -> Result<(), CommandError> {
    runtime()?.block_on(future)
}

/// Runs a future in a new runtime, and returns as soon as the future is done. Work that still blocks a thread, such as a slow
/// name server, is abandoned.
pub fn in_runtime_without_waiting<T>(future: impl Future<Output = T>) -> Result<T, CommandError> {
    let runtime = runtime()?;
    let done = runtime.block_on(future);
    runtime.shutdown_background();
    Ok(done)
}

fn runtime() -> Result<Runtime, CommandError> {
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build();
    runtime.map_err(|error| CommandError(format!("the app cannot start its threads: {}", with_causes(&error))))
}
