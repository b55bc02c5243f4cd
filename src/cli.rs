//! The command line: one file per command.

mod dev_tenant;
mod keys;
mod serve;
mod sessions;
mod table;

use std::{io::Write as _, process::ExitCode};

use clap::{Parser, Subcommand};

/// Signs people in with Microsoft Entra ID and calls Microsoft Graph.
#[derive(Parser)]
#[command(name = "leptos-entra", version, about)]
struct CommandLine {
    #[command(subcommand)]
    command: Option<Command>,
}

#[derive(Subcommand)]
enum Command {
    /// Starts the app (what happens without a command, too). Settings come from the environment and `.env`.
    Serve,
    /// Starts the dev tenant alone, for another app, and prints one line of JSON with what that app needs to know.
    DevTenant(dev_tenant::Arguments),
    /// Makes, rotates and lists the keys that seal the sessions.
    #[command(subcommand)]
    Keys(keys::Command),
    /// Lists the sessions of people who are signed in, and ends them; also while the app runs.
    #[command(subcommand)]
    Sessions(sessions::Command),
}

/// Why a command did not do what it was asked.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub struct CommandError(String);

/// Returns the text of an error with all its causes.
fn with_causes(error: &dyn std::error::Error) -> String {
    let mut text = error.to_string();
    let mut cause = error.source();
    while let Some(next) = cause {
        // Some errors repeat their cause in their own text.
        let next_text = next.to_string();
        if !text.ends_with(&next_text) {
            text = format!("{text}: {next_text}");
        }
        cause = next.source();
    }
    text
}

/// Runs the command that the command line names.
pub fn run() -> ExitCode {
    let done = match CommandLine::parse().command.unwrap_or(Command::Serve) {
        Command::Serve => serve::serve(),
        Command::DevTenant(arguments) => dev_tenant::dev_tenant(arguments),
        Command::Keys(command) => keys::keys(command),
        Command::Sessions(command) => sessions::sessions(command),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            tell(&format!("leptos-entra: {error}"));
            ExitCode::FAILURE
        }
    }
}

/// Says something to whoever started the program.
#[expect(clippy::print_stderr, reason = "a command speaks to the console")]
fn tell(text: &str) {
    eprintln!("{text}");
}

/// Gives the answer of a command to whoever asked. Nobody may be listening any more, as behind `| head`.
fn answer(text: &str) {
    let _ = std::io::stdout().write_all(text.as_bytes());
}

/// Starts the runtime and what runs in it.
fn in_runtime(future: impl Future<Output = Result<(), CommandError>>) -> Result<(), CommandError> {
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build();
    runtime
        .map_err(|error| CommandError(format!("the threads could not be started: {}", with_causes(&error))))?
        .block_on(future)
}
