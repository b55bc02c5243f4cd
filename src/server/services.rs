//! The state of the server: the sign-in flows and their store, the cookie names, the downstream API's address.

mod expiry_warnings;
mod scrape;
mod secret_expiry;
mod session_count;

use std::{sync::Arc, time::Duration};

use url::Url;

pub use self::{expiry_warnings::ExpiryWarnings, secret_expiry::SecretExpiry, session_count::SessionCount};
use super::{
    auth::{Auth, RelyingParty},
    config::{AccountSettings, Config, NamedApiSettings, ProtectedApi},
    doctor::SetupChecks,
    graph_cache::GraphCache,
    group_cache::GroupCache,
    http::{AllowList, Http, Limits},
    metrics::Metrics,
    oidc::ResponseMode,
    readiness::Readiness,
    session::{CookieNames, KeyRing, SessionKey, Store, StoreError},
    throttled_apis::ThrottledApis,
};

/// The state that all requests share.
pub struct Services {
    pub auth: Arc<Auth>,
    pub cookies: CookieNames,
    pub account: AccountSettings,
    pub http: Arc<Http>,
    /// The downstream API. `None` if `ENDPOINT` is empty.
    pub endpoint: Option<Url>,
    /// The base URL of Microsoft Graph, or of a gateway in front of it, e.g. `https://graph.microsoft.com/v1.0/`. `None` without Graph.
    pub graph: Option<Url>,
    /// The protected API of this app. `None` means that its routes do not exist.
    pub api: Option<ProtectedApi>,
    /// The settings of the APIs by name.
    pub apis: NamedApiSettings,
    pub throttled_apis: ThrottledApis,
    pub graph_cache: GraphCache,
    pub group_cache: GroupCache,
    pub limits: CallLimits,
    pub readiness: Readiness,
    /// They are recorded only if `MANAGEMENT_ADDR` is set.
    pub metrics: Metrics,
    pub session_count: SessionCount,
    /// When the client secret expires, as far as Graph says it.
    pub secret_expiry: SecretExpiry,
    /// The checks of the page `/setup`. `None` unless the app runs in development.
    pub setup: Option<Arc<SetupChecks>>,
    /// Whether the app runs against the dev tenant.
    pub dev_tenant: bool,
}

/// Limits of outbound requests.
#[derive(Clone, Copy, Debug)]
pub struct CallLimits {
    /// The limits of requests to the provider: for metadata, keys and tokens.
    pub provider: Limits,
    /// The limits of requests to the downstream API.
    pub api: Limits,
    /// The time that the first bytes of a page wait for the downstream API. Data of the cache takes less, so that the page has no
    /// waiting state then.
    pub page: Duration,
}

impl Default for CallLimits {
    fn default() -> Self {
        Self {
            provider: Limits { time: Duration::from_secs(10), bytes: 512 * 1024 },
            api: Limits { time: Duration::from_secs(15), bytes: 1024 * 1024 },
            page: Duration::from_millis(50),
        }
    }
}

impl Services {
    /// Removes the cached data of a session that has ended, or has another ID now.
    pub fn forget(&self, session: SessionKey) {
        self.graph_cache.remove(session);
        self.group_cache.remove(session);
    }

    /// Opens the session store. The provider's metadata is fetched on first use.
    pub fn start(config: &Config, limits: CallLimits) -> Result<Self, StoreError> {
        Self::start_with(config, limits, Http::default())
    }

    /// Adds the checks of the page `/setup`, for an app in development.
    #[must_use]
    pub fn with_setup(self, setup: Option<Arc<SetupChecks>>) -> Self {
        Self { setup, ..self }
    }

    /// Whether the page `/setup` exists.
    pub fn has_setup(&self) -> bool {
        self.setup.is_some()
    }

    /// Whether users sign in by device code, because the app has no redirect URI.
    pub fn signs_in_by_device_code(&self) -> bool {
        self.auth.relying_party.signs_in_by_device_code()
    }

    /// As [`Self::start`], with the caller's outbound client.
    pub fn start_with(config: &Config, limits: CallLimits, http: Http) -> Result<Self, StoreError> {
        let is_measured = config.site.management.is_some();
        let metrics = if is_measured { Metrics::start(config.dev_tenant) } else { Metrics::default() };
        let graph = config.graph();
        let own = [config.endpoint.clone(), graph.clone()];
        let named = config.apis.endpoints().cloned();
        let configured: Vec<_> =
            std::iter::once(config.authority.metadata_url()).chain(own.into_iter().flatten()).chain(named).collect();
        let http = Arc::new(http.limited_to(AllowList::new(&configured)).measured(metrics.clone()));
        let keys = KeyRing::open(config.session_keys_file.as_deref(), &config.session_store)?;
        let store = Store::open(&config.session_store, keys, config.session_lifetimes)?.measured(&metrics);
        let relying_party = RelyingParty::new(config, Arc::clone(&http), limits.provider);
        Ok(Self {
            auth: Arc::new(Auth::new(relying_party, store)),
            cookies: CookieNames::new(&config.public_url, config.dev_tenant)
                .with_form_post(config.response_mode == ResponseMode::FormPost),
            account: config.account.clone(),
            http,
            endpoint: config.endpoint.clone(),
            graph,
            api: config.protected_api.clone().map(|api| api.of_client(&config.client_id)),
            apis: config.apis.clone(),
            throttled_apis: ThrottledApis::default(),
            graph_cache: GraphCache::default(),
            group_cache: GroupCache::default(),
            limits,
            readiness: Readiness::default(),
            metrics,
            session_count: SessionCount::default(),
            secret_expiry: SecretExpiry::new(config),
            setup: None,
            dev_tenant: config.dev_tenant,
        })
    }
}
