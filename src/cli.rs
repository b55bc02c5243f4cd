//! The command line: one file per command.

mod build;
mod command_error;
mod console;
mod dev_tenant;
mod doctor;
mod healthcheck;
mod job;
mod keys;
mod registration;
mod runtime;
mod serve;
mod sessions;
mod stop_signals;
mod table;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

pub use command_error::CommandError;
use console::print_failure;

/// Signs users in with Microsoft Entra ID and calls Microsoft Graph.
#[derive(Parser)]
#[command(name = "leptos-entra", version, about)]
struct CommandLine {
    #[command(subcommand)]
    command: Option<Command>,
}

#[derive(Subcommand)]
enum Command {
    /// Starts the app. This is the default command. Settings come from the environment and `.env`.
    Serve,
    /// Starts the dev tenant alone, for another app, and prints one line of JSON with its addresses and credentials.
    DevTenant(dev_tenant::Arguments),
    /// Requests /health/ready of the running app, and prints one line. The exit code is 0 if the app is ready, otherwise 1.
    Healthcheck(healthcheck::Arguments),
    /// Checks the settings, the files, the provider, the API and the session store, and says how to correct what fails.
    Doctor(doctor::Arguments),
    /// Runs a job of an operator with a token of the app itself.
    #[command(subcommand)]
    Job(job::Command),
    /// Creates, rotates and lists the keys that encrypt the sessions.
    #[command(subcommand)]
    Keys(keys::Command),
    /// Prints the app registration that the settings need.
    #[command(subcommand)]
    Registration(registration::Command),
    /// Lists and ends sessions, also while the app runs.
    #[command(subcommand)]
    Sessions(sessions::Command),
}

/// Runs the command that the command line names.
pub fn run() -> ExitCode {
    let done = match CommandLine::parse().command.unwrap_or(Command::Serve) {
        Command::Serve => serve::serve(),
        Command::DevTenant(arguments) => dev_tenant::dev_tenant(arguments),
        Command::Healthcheck(arguments) => healthcheck::healthcheck(arguments),
        Command::Doctor(arguments) => return doctor::doctor(arguments),
        Command::Job(command) => job::job(command),
        Command::Keys(command) => keys::keys(command),
        Command::Registration(command) => registration::registration(command),
        Command::Sessions(command) => sessions::sessions(command),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            print_failure(&format!("leptos-entra: {error}"));
            ExitCode::FAILURE
        }
    }
}
