//! `leptos-entra registration`: prints the app registration that the settings need. It works offline, and prints no secret.

mod az;
mod bicep;
mod graph_permissions;
mod json;
mod plan;

use clap::{Args, Subcommand, ValueEnum};

use self::plan::Registration;
use super::{build::build, command_error::CommandError, console::print_result};
use crate::{routes, server::config::RegistrationSettings};

#[derive(Subcommand)]
pub enum Command {
    /// Prints the app registration that the settings need: redirect URIs, permissions, sign-in audience, and kind of credential.
    ///
    /// The command needs `AUTHORITY`, `REDIRECT_URI` and the variable of the credential. `CLIENT_ID` and the credential itself may still
    /// be missing. It sends no request, and its output contains no secret.
    Print(Printing),
}

#[derive(Args)]
pub struct Printing {
    /// The form of the output.
    #[arg(long, value_enum)]
    format: Format,
    /// The display name of a new registration.
    #[arg(long, default_value = "leptos-entra", value_parser = name)]
    name: String,
}

/// The forms of the output.
#[derive(Clone, Copy, ValueEnum)]
enum Format {
    /// A shell script for the Azure CLI. With `CLIENT_ID` it changes this registration, otherwise it creates one.
    Az,
    /// A file for Bicep with the extension of Microsoft Graph.
    Bicep,
    /// The application of Microsoft Graph, for a request to create or to change it.
    Json,
}

/// Runs the command.
pub fn registration(command: Command) -> Result<(), CommandError> {
    let Command::Print(printing) = command;
    let settings = RegistrationSettings::load(&build()).map_err(|findings| CommandError::of_findings(&findings))?;
    let registration = Registration::new(printing.name, &settings, routes::scopes_of_pages())?;
    print_result(&match printing.format {
        Format::Az => az::script(&registration),
        Format::Bicep => bicep::file(&registration),
        Format::Json => json::text(&registration)?,
    });
    Ok(())
}

/// Reads a display name: one line of at most 120 characters, the upper bound of Microsoft Graph.
fn name(text: &str) -> Result<String, String> {
    let is_name = !text.trim().is_empty() && text.chars().count() <= 120 && !text.chars().any(char::is_control);
    is_name.then(|| text.to_owned()).ok_or_else(|| "write a name of at most 120 characters, on one line".to_owned())
}
