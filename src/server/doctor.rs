//! The doctor: checks the set-up of the app, names the cause of each fault, and says how to correct it.
//!
//! The checks use the code of the server: its settings, its HTTP client, its rules for metadata and issuers, its token requests
//! and its session store. They run concurrently, each group with a timeout. No line contains a secret. The command
//! `leptos-entra doctor` prints the lines; in development the page `/setup` shows them.

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
mod provider;
mod redirect_uri;
mod registration;
mod setup_checks;
mod store;
mod tenant;

pub use self::{
    check::{Check, Selection},
    line::{CheckOutcome, Line},
    setup_checks::SetupChecks,
};

use std::{sync::Arc, time::Duration};

use tokio::time::timeout;

use super::{
    config::{Config, DevTenantSettings, SessionStoreSetting, Settings},
    http::{AllowList, Http},
    session::Store,
};

/// The timeout of a group of checks.
const GROUP_TIMEOUT: Duration = Duration::from_secs(13);

/// Returns the checks that need a connection and the settings of a tenant.
fn online() -> impl Iterator<Item = Check> {
    [Check::Network, Check::Api].into_iter().chain(provider::CHECKS)
}

/// Runs the checks. `findings` are the lines about the settings. `running` is the session store of the app if it runs in this
/// process.
pub async fn run(
    settings: &Settings,
    findings: Vec<Line>,
    selection: &Selection,
    running: Option<&Store>,
) -> Vec<Line> {
    let mut lines = findings;
    let is_incomplete = matches!(settings, Settings::Incomplete { .. });
    match settings {
        Settings::Configured(config) => lines.extend(Box::pin(of_tenant(config, selection, running)).await),
        Settings::DevTenant(settings) => lines.extend(of_dev_tenant(settings, selection).await),
        Settings::Incomplete { .. } => {
            let others = [Check::SessionKeys, Check::Store].into_iter().chain(online());
            lines.extend(others.map(|check| Line::skipped(check, "not checked, because settings are invalid.")));
        }
    }
    // Invalid settings are the reason why the selected checks are skipped.
    lines.retain(|line| selection.has(line.check) || is_incomplete && line.outcome == CheckOutcome::Failed);
    lines.sort_by_key(|line| line.check);
    lines
}

async fn of_tenant(config: &Config, selection: &Selection, running: Option<&Store>) -> Vec<Line> {
    let mut lines = credential::lines(&config.client_credential);
    let keys_file = config.session_keys_file.clone().or_else(|| config.session_store.own_keys_file());
    lines.push(credential::session_keys(keys_file.as_deref()));
    lines.extend(files::lines(&config.session_store));
    if selection.is_offline {
        lines.extend(online().map(|check| Line::skipped(check, "not checked with --offline.")));
        lines.extend(store_lines(&config.session_store, selection, running).await);
        return lines;
    }
    let apis = config.endpoint.iter().chain(config.apis.endpoints()).cloned();
    let known: Vec<_> = std::iter::once(config.authority.metadata_url()).chain(apis).collect();
    let http = Http::default().limited_to(AllowList::new(known.iter().chain(&config.graph())));
    let http = Arc::new(http);
    let (store, network, provider, api) = tokio::join!(
        store_lines(&config.session_store, selection, running),
        group(selection, &[Check::Network], network::lines(&http, &known)),
        group(selection, &provider::CHECKS, provider::lines(config, &http, selection)),
        group(selection, &[Check::Api], api::lines(&http, config)),
    );
    lines.into_iter().chain(store).chain(network).chain(provider).chain(api).collect()
}

async fn of_dev_tenant(settings: &DevTenantSettings, selection: &Selection) -> Vec<Line> {
    let keys_file = settings.session_keys_file.clone().or_else(|| settings.session_store.own_keys_file());
    let mut lines = vec![credential::session_keys(keys_file.as_deref())];
    lines.extend(files::lines(&settings.session_store));
    lines.extend(store_lines(&settings.session_store, selection, None).await);
    let others = std::iter::once(Check::Credential).chain(online());
    let skipped = "not checked: without settings, the app starts with the dev tenant.";
    lines.extend(others.map(|check| Line::skipped(check, skipped)));
    lines
}

async fn store_lines(setting: &SessionStoreSetting, selection: &Selection, running: Option<&Store>) -> Vec<Line> {
    group(selection, &[Check::Store], store::lines(setting, selection.is_offline, running)).await
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
