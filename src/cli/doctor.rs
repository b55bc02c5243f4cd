//! `leptos-entra doctor`: checks the set-up of the app, names the cause of each fault, and says how to correct it.
//!
//! The checks use the code of the server: its settings, its HTTP client, its rules for metadata and issuers, its token requests
//! and its session store. They run concurrently, each group with a timeout. No secret is printed.

mod api;
mod app;
mod check;
mod clock;
mod credential;
mod error_words;
mod files;
mod limits;
mod line;
mod metadata;
mod metadata_response;
mod network;
mod output;
mod provider;
mod redirect_uri;
mod settings;
mod store;
mod tenant;

use std::{io::IsTerminal as _, process::ExitCode, sync::Arc, time::Duration};

use clap::Args;
use tokio::time::timeout;

use self::{
    check::{Check, Selection},
    line::{Line, Outcome},
};
use super::{
    build::build,
    console::{print_failure, print_result},
    runtime::in_runtime_without_waiting,
};
use crate::server::{
    config::{Config, DevTenantSettings, LoadedSettings, SessionStoreSetting, Settings, forbids_colours},
    http::{AllowList, Http},
};

/// The timeout of a group of checks.
const GROUP_TIMEOUT: Duration = Duration::from_secs(13);
#[derive(Args)]
pub struct Arguments {
    /// Makes no connection: checks settings, files, keys, and a session store in a file.
    #[arg(long)]
    offline: bool,
    /// Prints one JSON document instead of text.
    #[arg(long)]
    json: bool,
    /// The checks to run, separated by commas [default: all].
    #[arg(long, value_enum, value_delimiter = ',', value_name = "CHECK")]
    only: Vec<Check>,
}

/// Returns the checks that need a connection and the settings of a tenant.
fn online() -> impl Iterator<Item = Check> {
    [Check::Network, Check::Api].into_iter().chain(provider::CHECKS)
}

/// Runs the checks. The exit code is 0 if no check failed, otherwise 1.
pub fn doctor(arguments: Arguments) -> ExitCode {
    let loaded = LoadedSettings::load(&build());
    let selection = Selection { only: arguments.only, is_offline: arguments.offline };
    let lines = match in_runtime_without_waiting(lines(&loaded, &selection)) {
        Ok(lines) => lines,
        Err(error) => {
            print_failure(&format!("leptos-entra: {error}"));
            return ExitCode::FAILURE;
        }
    };
    let has_colours = std::io::stdout().is_terminal() && !forbids_colours();
    print_result(&if arguments.json { output::as_json(&lines) } else { output::as_text(&lines, has_colours) });
    if output::result(&lines) == Outcome::Failed { ExitCode::FAILURE } else { ExitCode::SUCCESS }
}

async fn lines(loaded: &LoadedSettings, selection: &Selection) -> Vec<Line> {
    let mut lines = settings::lines(loaded);
    let is_incomplete = matches!(loaded.settings, Settings::Incomplete { .. });
    match &loaded.settings {
        Settings::Configured(config) => lines.extend(Box::pin(of_tenant(config, selection)).await),
        Settings::DevTenant(settings) => lines.extend(of_dev_tenant(settings, selection).await),
        Settings::Incomplete { .. } => {
            let others = [Check::SessionKeys, Check::Store].into_iter().chain(online());
            lines.extend(others.map(|check| Line::skipped(check, "not checked, because settings are invalid.")));
        }
    }
    // Invalid settings are the reason why the selected checks are skipped.
    lines.retain(|line| selection.has(line.check) || is_incomplete && line.outcome == Outcome::Failed);
    lines.sort_by_key(|line| line.check);
    lines
}

async fn of_tenant(config: &Config, selection: &Selection) -> Vec<Line> {
    let mut lines = credential::lines(&config.client_credential);
    let keys_file = config.session_keys_file.clone().or_else(|| config.session_store.own_keys_file());
    lines.push(credential::session_keys(keys_file.as_deref()));
    lines.extend(files::lines(&config.session_store));
    if selection.is_offline {
        lines.extend(online().map(|check| Line::skipped(check, "not checked with --offline.")));
        lines.extend(store_lines(&config.session_store, selection).await);
        return lines;
    }
    let known: Vec<_> = std::iter::once(config.authority.metadata_url()).chain(config.endpoint.clone()).collect();
    let http = Arc::new(Http::default().limited_to(AllowList::new(&known)));
    let (store, network, provider, api) = tokio::join!(
        store_lines(&config.session_store, selection),
        group(selection, &[Check::Network], network::lines(&http, &known)),
        group(selection, &provider::CHECKS, provider::lines(config, &http, selection)),
        group(selection, &[Check::Api], api::lines(&http, config.endpoint.as_ref())),
    );
    lines.into_iter().chain(store).chain(network).chain(provider).chain(api).collect()
}

async fn of_dev_tenant(settings: &DevTenantSettings, selection: &Selection) -> Vec<Line> {
    let keys_file = settings.session_keys_file.clone().or_else(|| settings.session_store.own_keys_file());
    let mut lines = vec![credential::session_keys(keys_file.as_deref())];
    lines.extend(files::lines(&settings.session_store));
    lines.extend(store_lines(&settings.session_store, selection).await);
    let others = std::iter::once(Check::Credential).chain(online());
    let skipped = "not checked: without settings, the app starts with the dev tenant.";
    lines.extend(others.map(|check| Line::skipped(check, skipped)));
    lines
}

async fn store_lines(setting: &SessionStoreSetting, selection: &Selection) -> Vec<Line> {
    group(selection, &[Check::Store], store::lines(setting, selection.is_offline)).await
}

/// Runs checks if one of them is selected. After the timeout, each of them fails.
async fn group(selection: &Selection, checks: &[Check], lines: impl Future<Output = Vec<Line>>) -> Vec<Line> {
    if !selection.has_any(checks) {
        return Vec::new();
    }
    timeout(GROUP_TIMEOUT, lines).await.unwrap_or_else(|_| {
        let late = |check: &Check| Line::failed(*check, format!("no result within {} s.", GROUP_TIMEOUT.as_secs()));
        checks.iter().map(late).collect()
    })
}
