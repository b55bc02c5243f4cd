//! The test harness: an app with its real router, the dev tenant, and a browser.

mod abroad;
pub mod broken_server;
mod browser;
#[path = "../server/oidc/client_credential/test_certificates.rs"]
pub mod certificates;
pub mod collector;
pub mod front;
mod log;
pub mod msal;
pub mod oidc_provider;
pub mod recorder;
pub mod replicas;
pub mod servers;
mod watched;

use std::{net::SocketAddr, path::PathBuf, sync::Arc, time::Duration};

use axum::Router;
use leptos_entra::{
    dev_tenant::{self, Control, Flavour, Options, RefreshMode, Running},
    routes,
    server::{
        Services,
        auth::{Auth, RelyingParty},
        config::{
            AccountSettings, Config, LogFormat, NamedApiSettings, SessionLifetimes, SessionStoreSetting, SignOutPaths,
            Site, Traffic,
        },
        entra::{AllowedTenants, Authority},
        http::{Http, Limits},
        oidc::{ClientCredential, ResponseMode},
        services::CallLimits,
        session::Store,
    },
    web::SiteFiles,
};
use openidconnect::{ClientId, ClientSecret, RedirectUrl, Scope};
use url::Url;

pub use browser::{Browser, Page, World, parameter};
pub use log::Log;
pub use recorder::Recorder;
pub use watched::Watched;

pub const ORIGIN: &str = "http://localhost:3000";
pub const CALLBACK: &str = "http://localhost:3000/getAToken";
/// The redirect URI of a second app on the same host, with another port.
pub const SECOND_CALLBACK: &str = "http://localhost:3001/getAToken";
/// The redirect URI of an app whose base path is `/app`.
pub const CALLBACK_BELOW: &str = "http://localhost:3000/app/getAToken";

/// A running app and its dev tenant.
#[derive(Clone)]
pub struct App {
    pub router: Router,
    pub services: Arc<Services>,
    pub tenant: Running,
    pub config: Config,
    /// The HTTP client of the app and the browser if the dev tenant has a public host name. `None`: the app uses its
    /// own client.
    abroad: Option<reqwest::Client>,
}

impl App {
    /// Starts an app that signs users in through a redirect, with sessions in memory.
    pub async fn start() -> Self {
        Self::start_with(|_| ()).await
    }

    /// Starts an app that signs users in by device code.
    pub async fn start_for_device_codes() -> Self {
        Self::start_with(|config| config.redirect_uri = None).await
    }

    /// Starts an app after `change` was applied to its configuration.
    pub async fn start_with(change: impl FnOnce(&mut Config)) -> Self {
        let tenant = dev_tenant::start(options(RefreshMode::Strict)).await.unwrap();
        Self::beside(tenant, change)
    }

    /// Starts an app at a dev tenant that was started before and may have stopped since.
    pub fn beside(tenant: Running, change: impl FnOnce(&mut Config)) -> Self {
        let mut config = config(&tenant, Authority::parse_authority(&tenant.authority()).unwrap());
        change(&mut config);
        Self::of(tenant, config, None)
    }

    /// Starts an app whose session store uses this backend, which records its calls.
    pub async fn start_on(watched: &Arc<Watched>, change: impl FnOnce(&mut Config)) -> Self {
        let tenant = dev_tenant::start(options(RefreshMode::Strict)).await.unwrap();
        let mut config = config(&tenant, Authority::parse_authority(&tenant.authority()).unwrap());
        change(&mut config);
        Self::with_limits(tenant, config, None, limits(), Some(watched.store()))
    }

    /// Starts a second app with changed settings on the same session store and at the same dev tenant.
    pub fn beside_on(&self, watched: &Arc<Watched>, change: impl FnOnce(&mut Config)) -> Self {
        let mut config = self.config.clone();
        change(&mut config);
        Self::with_limits(self.tenant.clone(), config, self.abroad.clone(), limits(), Some(watched.store()))
    }

    /// Starts the app again with the same settings and the same dev tenant, as after a restart.
    pub fn restarted(&self) -> Self {
        Self::of(self.tenant.clone(), self.config.clone(), self.abroad.clone())
    }

    /// Starts the app again with changed settings at the same dev tenant.
    pub fn with(&self, change: impl FnOnce(&mut Config)) -> Self {
        let mut config = self.config.clone();
        change(&mut config);
        Self::of(self.tenant.clone(), config, self.abroad.clone())
    }

    pub fn control(&self) -> &Control {
        self.tenant.control()
    }

    /// Returns an outbound client like that of the app.
    pub fn outbound(&self) -> Http {
        self.abroad.clone().map_or_else(Http::default, Http::with_client)
    }

    /// Returns the browser's HTTP client for the dev tenant.
    fn client(&self) -> reqwest::Client {
        self.abroad.clone().unwrap_or_else(front::direct)
    }

    /// Starts the app again with shorter timeouts, for tests of slow responses.
    pub fn with_short_timeouts(&self) -> Self {
        let patience = limits();
        let less = |limits: Limits, seconds| Limits { time: Duration::from_secs(seconds), ..limits };
        let limits = CallLimits { provider: less(patience.provider, 2), api: less(patience.api, 1), ..patience };
        Self::with_limits(self.tenant.clone(), self.config.clone(), self.abroad.clone(), limits, None)
    }

    /// Starts the app again with pages that do not wait for Microsoft Graph before their first bytes.
    pub fn with_impatient_pages(&self) -> Self {
        let limits = CallLimits { page: Duration::ZERO, ..limits() };
        Self::with_limits(self.tenant.clone(), self.config.clone(), self.abroad.clone(), limits, None)
    }

    fn of(tenant: Running, config: Config, abroad: Option<reqwest::Client>) -> Self {
        Self::with_limits(tenant, config, abroad, limits(), None)
    }

    fn with_limits(
        tenant: Running,
        config: Config,
        abroad: Option<reqwest::Client>,
        limits: CallLimits,
        store: Option<Store>,
    ) -> Self {
        let http = abroad.clone().map_or_else(Http::default, Http::with_client);
        let services = Services::start_with(&config, limits, http).unwrap();
        let services = Arc::new(match store {
            Some(store) => {
                let relying_party = RelyingParty::new(&config, Arc::clone(&services.http), limits.provider);
                let store = store.measured(&services.metrics);
                Services { auth: Arc::new(Auth::new(relying_party, store)), ..services }
            }
            None => services,
        });
        let known = Arc::clone(&services);
        tokio::spawn(async move { known.auth.relying_party.keep_provider_snapshot_fresh().await });
        let router = routes::app(&services, SiteFiles::new(&config.site), &config.site.traffic);
        Self { router, services, tenant, config, abroad }
    }
}

/// Waits until the app may poll the token endpoint for a device code: the dev tenant's interval is 5 s.
pub async fn polling_interval() {
    tokio::time::sleep(Duration::from_millis(5_100)).await;
}

/// Returns the settings of a dev tenant at which the apps of these tests are registered.
pub fn options(refresh: RefreshMode) -> Options {
    Options {
        listen: SocketAddr::from(([127, 0, 0, 1], 0)),
        redirect_uris: vec![
            CALLBACK.to_owned(),
            SECOND_CALLBACK.to_owned(),
            CALLBACK_BELOW.to_owned(),
            format!("{ORIGIN}/admin-consent/result"),
        ],
        post_logout_redirect_uris: vec![format!("{ORIGIN}/signed-out"), format!("{ORIGIN}/app/signed-out")],
        front_channel_logout_urls: Vec::new(),
        state_file: None,
        production_markers: Vec::new(),
        allow_host: None,
        refresh,
        flavour: Flavour::Workforce,
        public_origin: None,
    }
}

/// Returns the settings of an app at this dev tenant.
pub fn config(tenant: &Running, authority: Authority) -> Config {
    Config {
        site: Site {
            listen: SocketAddr::from(([127, 0, 0, 1], 3000)),
            management: None,
            drain: Duration::ZERO,
            root: PathBuf::from("public"),
            live_reload_port: None,
            log: "off".to_owned(),
            log_format: LogFormat::Text,
            traces: None,
            traffic: Traffic::unlimited(),
            brand: Arc::default(),
        },
        client_id: ClientId::new(tenant.client_id().to_owned()),
        client_credential: ClientCredential::Secret(ClientSecret::new(tenant.client_secret().to_owned())),
        authority,
        b2c: None,
        redirect_uri: Some(RedirectUrl::new(CALLBACK.to_owned()).unwrap()),
        response_mode: ResponseMode::Query,
        account: AccountSettings::default(),
        scopes: vec![Scope::new("User.Read".to_owned())],
        endpoint: Some(Url::parse(&tenant.endpoint()).unwrap()),
        endpoint_is_graph: false,
        apis: NamedApiSettings::default(),
        protected_api: None,
        session_store: SessionStoreSetting::Memory,
        session_keys_file: None,
        session_lifetimes: SessionLifetimes::default(),
        public_url: Url::parse(ORIGIN).unwrap(),
        sign_out_paths: SignOutPaths::default(),
        allowed_tenants: AllowedTenants::Any,
        dev_tenant: true,
    }
}

/// Returns timeouts that are shorter than the defaults, so that a test of a timeout is fast. Pages wait for Microsoft Graph, so that a busy
/// machine does not change their status.
fn limits() -> CallLimits {
    CallLimits {
        provider: Limits { time: Duration::from_secs(8), bytes: 512 * 1024 },
        api: Limits { time: Duration::from_secs(4), bytes: 1024 * 1024 },
        page: Duration::from_mins(1),
    }
}
