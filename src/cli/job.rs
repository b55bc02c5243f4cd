//! `leptos-entra job`: work for an operator or a scheduler, with a token of the app itself.

use clap::{Args, Subcommand};
use serde::Deserialize;
use serde_json::json;

use super::{build::build, command_error::CommandError, console::print_result, runtime::in_runtime, table::table};
use crate::server::{
    app_only::{AppNeeds, AppOnly, AppRight},
    caller::{Needs, Right},
    causes::with_causes,
    config::{Config, LoadedSettings, Settings},
    job::Job,
};

#[derive(Subcommand)]
pub enum Command {
    /// Lists the client secrets and certificates of the app registration with their expiry, the earliest first.
    ///
    /// They are read from Microsoft Graph with a token of the app itself. An app may read its own registration, unless a policy of the
    /// tenant forbids it.
    Credentials(Listing),
}

#[derive(Args)]
pub struct Listing {
    /// The ID (a GUID) of the tenant, which an app for several tenants needs.
    #[arg(long, value_name = "TENANT ID")]
    tenant: Option<String>,
    /// Prints JSON instead of a table.
    #[arg(long)]
    json: bool,
}

/// The right of the app to read its own registration, which needs no app role.
struct ReadOwnRegistration;

/// No page uses this right of the app. Its administrators would have this app role.
struct Administrator;

impl Right for Administrator {
    fn needs() -> Needs {
        Needs::role("Administrator")
    }
}

impl AppRight for ReadOwnRegistration {
    type Administrator = Administrator;

    fn needs() -> AppNeeds {
        AppNeeds::graph()
    }
}

/// The credentials of the app registration.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Credentials {
    #[serde(default)]
    password_credentials: Vec<Credential>,
    #[serde(default)]
    key_credentials: Vec<Credential>,
}

/// A client secret or a certificate, without its value.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Credential {
    display_name: Option<String>,
    end_date_time: Option<String>,
}

/// Runs the job.
pub fn job(command: Command) -> Result<(), CommandError> {
    let Command::Credentials(listing) = command;
    let config = config()?;
    in_runtime(async {
        let credentials = read(&config, listing.tenant.as_deref()).await?;
        print_result(&if listing.json { as_json(&credentials) } else { as_table(&credentials) });
        Ok(())
    })
}

fn config() -> Result<Config, CommandError> {
    match LoadedSettings::load(&build()).settings {
        Settings::Configured(config) => Ok(*config),
        Settings::DevTenant(_) => {
            Err(CommandError("set the tenant first: a job has no dev tenant of its own.".to_owned()))
        }
        Settings::Incomplete { findings, .. } => Err(CommandError::of_findings(&findings)),
    }
}

/// Reads the credentials of the registration with their kinds.
async fn read(config: &Config, tenant: Option<&str>) -> Result<Vec<(&'static str, Credential)>, CommandError> {
    let job = Job::new(config);
    let job = if let Some(tenant) = tenant { job.in_tenant(tenant) } else { job };
    let id = config.client_id.as_str().replace('\'', "''");
    let path = format!("applications(appId='{id}')?$select=passwordCredentials,keyCredentials");
    let read: Credentials = AppOnly::<ReadOwnRegistration>::of_job(&job)
        .get(&path)
        .await
        .map_err(|error| CommandError(format!("{}.", with_causes(&error))))?;
    let secrets = read.password_credentials.into_iter().map(|secret| ("secret", secret));
    let certificates = read.key_credentials.into_iter().map(|certificate| ("certificate", certificate));
    let mut all: Vec<_> = secrets.chain(certificates).collect();
    all.sort_by(|(_, one), (_, other)| one.end_date_time.cmp(&other.end_date_time));
    Ok(all)
}

fn as_table(credentials: &[(&'static str, Credential)]) -> String {
    let text = |text: &Option<String>| text.clone().unwrap_or_default();
    let row = |(kind, credential): &(&'static str, Credential)| {
        [text(&credential.end_date_time), (*kind).to_owned(), text(&credential.display_name)]
    };
    let rows: Vec<_> = credentials.iter().map(row).collect();
    table(["EXPIRES", "KIND", "NAME"], &rows)
}

fn as_json(credentials: &[(&'static str, Credential)]) -> String {
    let entry = |(kind, credential): &(&'static str, Credential)| json!({ "kind": kind, "name": credential.display_name, "expires": credential.end_date_time });
    let entries: Vec<_> = credentials.iter().map(entry).collect();
    format!("{:#}\n", serde_json::Value::from(entries))
}
