//! `leptos-entra serve`: the app.

use std::{io::IsTerminal as _, net::SocketAddr, path::Path, sync::Arc, time::Duration};

use axum::Router;
use openidconnect::{ClientId, ClientSecret, RedirectUrl, Scope};
use tokio::net::TcpListener;
use tracing_subscriber::EnvFilter;
use url::Url;

use super::{
    build::build,
    command_error::{CommandError, with_causes},
    console::tell,
    runtime::in_runtime,
};
use crate::{
    dev_tenant::{self, Connection, Flavour, Options, RefreshMode},
    pages::config_missing::words,
    paths, routes,
    server::{
        Services,
        config::{Config, DevTenantSettings, Finding, LoadedSettings, SessionStoreSetting, Settings, Site},
        entra::{AllowedTenants, Authority},
        oidc::{ClientCredential, ResponseMode},
        services::CallLimits,
        session::{KeyRing, Store, StoreError},
    },
    web::SiteFiles,
};

/// How often expired records are deleted from the store.
const SWEEP_EVERY: Duration = Duration::from_mins(1);
/// A store that does not work is tried again after this time.
const PROBE_EVERY: Duration = Duration::from_secs(15);
/// How long open requests may take after the signal to stop. cargo-leptos kills the process after ten seconds.
const STOP_WITHIN: Duration = Duration::from_secs(5);

/// Serves the app until the signal to stop.
pub fn serve() -> Result<(), CommandError> {
    let LoadedSettings { settings, warnings } = LoadedSettings::load(&build());
    let filter = EnvFilter::try_new(&settings.site().log).unwrap_or_else(|_| EnvFilter::new("info"));
    let log = tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr);
    // Colours are only ever switched off: `with_ansi(true)` would override NO_COLOR, which the subscriber honours.
    let terminal = std::io::stdout().is_terminal() && std::io::stderr().is_terminal();
    let log = if terminal { log } else { log.with_ansi(false) };
    log.init();
    for warning in warnings.iter().map(words) {
        tell(&format!("  Warning: {}\n    {}", warning.sentence(), warning.advice));
    }
    in_runtime(async {
        match settings {
            Settings::DevTenant(settings) => serve_with_dev_tenant(*settings).await,
            Settings::Configured(config) => serve_configured(&config).await,
            Settings::Incomplete { site, findings } => serve_findings(&site, &findings).await,
        }
    })
}

async fn serve_with_dev_tenant(settings: DevTenantSettings) -> Result<(), CommandError> {
    let redirect_uri = own_address(&settings.public_url, paths::DEV_TENANT_CALLBACK);
    let options = Options {
        listen: settings.listen,
        redirect_uris: vec![
            redirect_uri.to_string(),
            own_address(&settings.public_url, paths::ADMIN_CONSENT_RESULT).to_string(),
        ],
        post_logout_redirect_uris: vec![own_address(&settings.public_url, paths::SIGNED_OUT).to_string()],
        front_channel_logout_urls: vec![
            own_address(&settings.public_url, &settings.sign_out_paths.front_channel).to_string(),
        ],
        state_file: match &settings.session_store {
            SessionStoreSetting::Sqlite(path) => Some(path.with_file_name("dev-tenant.json")),
            SessionStoreSetting::Redis(_) | SessionStoreSetting::Postgres(_) => {
                Some(Path::new(SessionStoreSetting::DEV_TENANT_FILE).with_file_name("dev-tenant.json"))
            }
            SessionStoreSetting::Memory => None,
        },
        production_markers: settings.production_markers.clone(),
        allow_host: settings.allow_host.clone(),
        refresh: RefreshMode::Entra,
        flavour: Flavour::Workforce,
        public_origin: None,
    };
    let connection = dev_tenant::run(options).await.map_err(|error| CommandError(with_causes(&error)))?;
    let config = config_of(&settings, &connection, redirect_uri)?;
    tell(&banner(&connection));
    serve_configured(&config).await
}

/// Configures the dev tenant as any other tenant (rule DT-1).
fn config_of(settings: &DevTenantSettings, connection: &Connection, redirect_uri: Url) -> Result<Config, CommandError> {
    let impossible =
        |error: &dyn std::fmt::Display| CommandError(format!("the dev tenant's addresses are wrong: {error}"));
    Ok(Config {
        site: settings.site.clone(),
        client_id: ClientId::new(connection.client_id.clone()),
        client_credential: ClientCredential::Secret(ClientSecret::new(connection.client_secret.clone())),
        authority: Authority::parse_authority(&connection.authority)
            .map_err(|error| impossible(&format!("{error:?}")))?,
        b2c: None,
        redirect_uri: Some(RedirectUrl::from_url(redirect_uri)),
        response_mode: ResponseMode::Query,
        scopes: vec![Scope::new("User.Read".to_owned())],
        endpoint: Some(Url::parse(&connection.endpoint).map_err(|error| impossible(&error))?),
        endpoint_is_graph: true,
        session_store: settings.session_store.clone(),
        session_keys_file: settings.session_keys_file.clone(),
        public_url: settings.public_url.clone(),
        sign_out_paths: settings.sign_out_paths.clone(),
        allowed_tenants: AllowedTenants::Any,
        dev_tenant: true,
    })
}

fn banner(connection: &Connection) -> String {
    let lines: Vec<_> = connection.personas.iter().map(|(name, what)| format!("    {name} ({what})")).collect();
    let (origin, lines) = (&connection.origin, lines.join("\n"));
    format!(
        "\n  No tenant is configured, so the app uses the built-in dev tenant at {origin}.\n  You can sign in as\n{lines}\n"
    )
}

async fn serve_configured(config: &Config) -> Result<(), CommandError> {
    make_missing_keys(config)?;
    let services = Services::start(config, CallLimits::default()).map_err(|error| cannot_start(config, &error))?;
    let services = Arc::new(services);
    let app = routes::app(&services, SiteFiles::new(&config.site), &config.site.traffic);
    if !probe_store(&services.auth.store).await {
        tokio::spawn(probe_until_it_works(services.auth.store.clone()));
    }
    tokio::spawn(sweep(Arc::clone(&services)));
    // The metadata is fetched in the background, so that neither the start nor the first sign-in waits for it.
    tokio::spawn(async move { services.auth.relying_party.keep_provider_known().await });
    listen(&config.site, app, &config.public_url).await
}

/// Tries all that the store needs and reports a failure. Returns whether it works.
async fn probe_store(store: &Store) -> bool {
    let Err(failure) = store.probe().await else { return true };
    tracing::error!(
        event = "store_probe_failed",
        step = failure.step,
        "{}. Users cannot sign in until this is fixed (SESSION_STORE)",
        failure.report()
    );
    false
}

/// The app stays up while the store does not work, because the fault may be fixed without a restart.
async fn probe_until_it_works(store: Store) {
    loop {
        tokio::time::sleep(PROBE_EVERY).await;
        if store.probe().await.is_ok() {
            tracing::info!(event = "store_probe_succeeded", "the session store works now");
            return;
        }
    }
}

/// Names the session store and all causes. The address of a server is not shown, because it may contain a password.
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
        tell(&format!(
            "  Made a key that seals the sessions: {path} (mode 0600). Without it all users are signed out."
        ));
    }
    Ok(())
}

async fn serve_findings(site: &Site, findings: &[Finding]) -> Result<(), CommandError> {
    tell("Config missing. Correct these settings in the file .env or in the environment, and start the app again:");
    for finding in findings.iter().map(words) {
        tell(&format!("  {}\n    {}\n    Example: {}", finding.sentence(), finding.advice, finding.example));
    }
    let public_url = Url::parse(&format!("http://localhost:{}", site.listen.port()));
    let public_url = public_url.map_err(|error| CommandError(error.to_string()))?;
    let app = routes::not_configured(findings, &public_url, SiteFiles::new(site));
    listen(site, app, &public_url).await
}

async fn listen(site: &Site, app: Router, public_url: &Url) -> Result<(), CommandError> {
    let cannot = |error: std::io::Error| {
        CommandError(format!("cannot listen on {} (LEPTOS_SITE_ADDR): {}", site.listen, with_causes(&error)))
    };
    let listener = TcpListener::bind(site.listen).await.map_err(cannot)?;
    tell(&ready(public_url, listener.local_addr().map_err(cannot)?));
    let (stopping, stopped) = tokio::sync::oneshot::channel::<()>();
    let app = app.into_make_service_with_connect_info::<SocketAddr>();
    let server = axum::serve(listener, app).with_graceful_shutdown(async move {
        signal_to_stop().await;
        let _ = stopping.send(());
    });
    let deadline = async {
        let _ = stopped.await;
        tokio::time::sleep(STOP_WITHIN).await;
    };
    tokio::select! {
        done = server => done.map_err(cannot),
        () = deadline => Ok(()),
    }
}

/// Announces the app: the address for users, and the address that it listens on if that differs.
fn ready(public_url: &Url, listens: SocketAddr) -> String {
    let is_same = matches!(public_url.host_str(), Some("localhost" | "127.0.0.1" | "[::1]"))
        && public_url.scheme() == "http"
        && listens.ip().is_loopback()
        && public_url.port_or_known_default() == Some(listens.port());
    let behind = if is_same { String::new() } else { format!(" (listens on {listens})") };
    format!("  Leptos Entra is ready: {public_url}{behind}\n")
}

async fn sweep(services: Arc<Services>) {
    let mut every = tokio::time::interval(SWEEP_EVERY);
    loop {
        every.tick().await;
        loop {
            match services.auth.store.sweep().await {
                Ok(0) => break,
                Ok(_) => tokio::task::yield_now().await,
                Err(error) => {
                    tracing::error!(error = &error as &dyn std::error::Error, "the session store could not be swept");
                    break;
                }
            }
        }
    }
}

/// Waits for Ctrl-C, or for SIGTERM.
pub async fn signal_to_stop() {
    let interrupt = tokio::signal::ctrl_c();
    match tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate()) {
        Ok(mut terminate) => {
            tokio::select! {
                _ = interrupt => {}
                _ = terminate.recv() => {}
            }
        }
        Err(_) => drop(interrupt.await),
    }
}

fn own_address(public_url: &Url, path: &str) -> Url {
    let mut address = public_url.clone();
    address.set_path(path);
    address
}
