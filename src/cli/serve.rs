//! `leptos-entra serve`: runs the app.

mod listen;
mod log;
mod store;
mod traces;
mod with_dev_tenant;

use std::sync::Arc;

use url::Url;

use self::listen::{Routers, listen};
use super::{
    build::build,
    command_error::CommandError,
    console::{print_failure, print_message, print_warning},
    runtime::in_runtime,
};
use crate::{
    pages::config_missing::{self, words},
    routes,
    server::{
        Services,
        causes::with_causes,
        config::{Config, Finding, LoadedSettings, SessionStoreSetting, Settings, Site},
        doctor::{Line, SetupChecks},
        readiness::Drain,
        services::CallLimits,
        session::{KeyRing, StoreError},
    },
    web::SiteFiles,
};

/// Serves the app until the process receives a signal to stop.
pub fn serve() -> Result<(), CommandError> {
    let loaded = LoadedSettings::load(&build());
    // The lines of the page `/setup` about the settings. `None` outside development, where this page does not exist.
    let lines = loaded.is_development.then(|| config_missing::lines(&loaded));
    let LoadedSettings { settings, warnings, .. } = loaded;
    log::start(settings.site());
    for warning in warnings.iter().map(words) {
        print_warning(&format!("  Warning: {}\n    {}", warning.sentence(), warning.advice));
    }
    let traces = traces::start(settings.site())?;
    let done = in_runtime(async {
        match settings {
            Settings::DevTenant(settings) => serve_configured(with_dev_tenant::start(*settings).await?, lines).await,
            Settings::Configured(config) => serve_configured(*config, lines).await,
            Settings::Incomplete { site, findings } => serve_findings(*site, &findings, lines).await,
        }
    });
    traces.stop();
    done
}

async fn serve_configured(config: Config, lines: Option<Vec<Line>>) -> Result<(), CommandError> {
    make_missing_keys(&config)?;
    let services = Services::start(&config, CallLimits::default()).map_err(|error| cannot_start(&config, &error))?;
    let settings = Settings::Configured(Box::new(config.clone()));
    let services = Arc::new(services.with_setup(lines.map(|lines| Arc::new(SetupChecks::new(settings, lines)))));
    let app = routes::app(&services, SiteFiles::new(&config.site), &config.site.traffic);
    let routers = Routers { app, management: routes::management(&services) };
    let drain = services.readiness.drain.clone();
    store::probe(&services.auth.store).await;
    tokio::spawn(store::sweep(services.auth.store.clone()));
    tokio::spawn(services.metrics.clone().keep_up());
    let watched = Arc::clone(&services);
    tokio::spawn(async move { watched.warn_before_credentials_expire().await });
    // A background task fetches the provider's metadata, so that neither the start nor the first sign-in waits for it.
    tokio::spawn(async move { services.auth.relying_party.keep_provider_snapshot_fresh().await });
    listen(&config.site, &config.public_url, routers, drain).await
}

/// Returns an error that names the session store and all causes. The address of a server is not shown, because it may
/// contain a password.
fn cannot_start(config: &Config, error: &StoreError) -> CommandError {
    let store = match &config.session_store {
        SessionStoreSetting::Sqlite(path) => format!("SESSION_STORE, the file {}", path.display()),
        SessionStoreSetting::Redis(_) | SessionStoreSetting::Postgres(_) | SessionStoreSetting::Memory => {
            "SESSION_STORE".to_owned()
        }
    };
    CommandError(format!("cannot start with {store}: {}", with_causes(error)))
}

/// Creates the file of session keys if it is missing. On https there is always one, because the settings require it.
fn make_missing_keys(config: &Config) -> Result<(), CommandError> {
    let made = KeyRing::make_missing_file(config.session_keys_file.as_deref(), &config.session_store);
    if let Some(path) = made.map_err(|error| CommandError(with_causes(&error)))? {
        let path = path.display();
        print_message(&format!(
            "  Created the session key file {path} (mode 0600). Keep it: without it, all users are signed out."
        ));
    }
    Ok(())
}

async fn serve_findings(site: Site, findings: &[Finding], lines: Option<Vec<Line>>) -> Result<(), CommandError> {
    print_failure(
        "Config missing. Correct these settings in the file .env or in the environment, and start the app again:",
    );
    for finding in findings.iter().map(words) {
        print_failure(&format!("  {}\n    {}\n    Example: {}", finding.sentence(), finding.advice, finding.example));
    }
    let public_url = Url::parse(&format!("http://localhost:{}", site.listen.port()));
    let public_url = public_url.map_err(|error| CommandError(error.to_string()))?;
    let settings = Settings::Incomplete { site: Box::new(site.clone()), findings: findings.to_vec() };
    let checks = lines.map(|lines| Arc::new(SetupChecks::new(settings, lines)));
    let app = routes::not_configured(findings, &public_url, SiteFiles::new(&site), checks);
    let routers = Routers { app, management: routes::probes_not_configured() };
    listen(&site, &public_url, routers, Drain::default()).await
}
