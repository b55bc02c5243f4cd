//! The state of the server: the sign-in flows and their store, the cookie names, the downstream API's address.

mod expiry_warnings;

use std::{sync::Arc, time::Duration};

use url::Url;

pub use self::expiry_warnings::ExpiryWarnings;
use super::{
    auth::{Auth, RelyingParty},
    config::Config,
    entra::Cloud,
    graph_cache::GraphCache,
    group_cache::GroupCache,
    http::{self, AllowList, Http, Limits},
    oidc::ResponseMode,
    readiness::Readiness,
    session::{CookieNames, KeyRing, Store, StoreError},
};

/// The state that all requests share.
pub struct Services {
    pub auth: Arc<Auth>,
    pub cookies: CookieNames,
    pub http: Arc<Http>,
    /// The downstream API. `None` if `ENDPOINT` is empty.
    pub endpoint: Option<Url>,
    /// The base URL of Microsoft Graph, e.g. `https://graph.microsoft.com/v1.0/`. `None` for other providers.
    pub graph: Option<Url>,
    pub graph_cache: GraphCache,
    pub group_cache: GroupCache,
    pub limits: CallLimits,
    pub readiness: Readiness,
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
}

impl Default for CallLimits {
    fn default() -> Self {
        Self {
            provider: Limits { time: Duration::from_secs(10), bytes: 512 * 1024 },
            api: Limits { time: Duration::from_secs(15), bytes: 1024 * 1024 },
        }
    }
}

impl Services {
    /// Opens the session store. The provider's metadata is fetched on first use.
    pub fn start(config: &Config, limits: CallLimits) -> Result<Self, StoreError> {
        Self::start_with(config, limits, Http::default())
    }

    /// Whether users sign in by device code, because the app has no redirect URI.
    pub fn signs_in_by_device_code(&self) -> bool {
        self.auth.relying_party.signs_in_by_device_code()
    }

    /// As [`Self::start`], with the caller's outbound client.
    pub fn start_with(config: &Config, limits: CallLimits, http: Http) -> Result<Self, StoreError> {
        let graph = graph_of(config);
        let own = [config.endpoint.clone(), graph.clone()];
        let configured: Vec<_> =
            std::iter::once(config.authority.metadata_url()).chain(own.into_iter().flatten()).collect();
        let http = Arc::new(http.limited_to(AllowList::new(&configured)));
        let keys = KeyRing::open(config.session_keys_file.as_deref(), &config.session_store)?;
        let store = Store::open(&config.session_store, keys, config.session_lifetimes)?;
        let relying_party = RelyingParty::new(config, Arc::clone(&http), limits.provider);
        Ok(Self {
            auth: Arc::new(Auth::new(relying_party, store)),
            cookies: CookieNames::new(&config.public_url, config.dev_tenant)
                .with_form_post(config.response_mode == ResponseMode::FormPost),
            http,
            endpoint: config.endpoint.clone(),
            graph,
            graph_cache: GraphCache::default(),
            group_cache: GroupCache::default(),
            limits,
            readiness: Readiness::default(),
            dev_tenant: config.dev_tenant,
        })
    }
}

/// Returns the address of Microsoft Graph: that of `ENDPOINT` if the settings say that it is Graph, else that of the
/// authority's cloud. An address on this machine alone does not mean Graph, because sidecars have addresses with
/// `/v1.0/`, too.
fn graph_of(config: &Config) -> Option<Url> {
    let is_graph = |endpoint: &&Url| {
        config.endpoint_is_graph
            || (config.dev_tenant && http::is_loopback(endpoint))
            || endpoint.host_str().is_some_and(|host| Cloud::of_graph_host(host).is_some())
    };
    let beside = config.endpoint.as_ref().filter(is_graph).and_then(|endpoint| {
        let (before, _) = endpoint.path().split_once("/v1.0/")?;
        endpoint.join(&format!("{before}/v1.0/")).ok()
    });
    beside.or_else(|| Url::parse(&format!("https://{}/v1.0/", config.authority.cloud()?.graph_host())).ok())
}
