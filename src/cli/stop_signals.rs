//! The signals that stop a command: SIGTERM, and SIGINT (Ctrl+C).

use tokio::signal::unix::{Signal, SignalKind, signal};

use super::command_error::CommandError;
use crate::server::causes::with_causes;

/// The signals that stop a command. As long as this value exists, no signal is missed.
pub struct StopSignals {
    interrupt: Signal,
    terminate: Signal,
}

impl StopSignals {
    /// Starts to receive the signals. From then on they do not end the process by themselves.
    pub fn listen() -> Result<Self, CommandError> {
        let listen = |kind| {
            signal(kind).map_err(|error| CommandError(format!("cannot receive signals: {}", with_causes(&error))))
        };
        Ok(Self { interrupt: listen(SignalKind::interrupt())?, terminate: listen(SignalKind::terminate())? })
    }

    /// Waits for the next signal.
    pub async fn next(&mut self) {
        tokio::select! {
            _ = self.interrupt.recv() => {}
            _ = self.terminate.recv() => {}
        }
    }
}
