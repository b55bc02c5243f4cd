//! Start: what is refused, and what runs afterwards.

use std::io;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::{Arc, Mutex};

use tokio::net::TcpListener;
use url::Url;

use super::addresses::Addresses;
use super::browser_session::BrowserSessions;
use super::clock::Clock;
use super::control::{Control, Switches};
use super::directory;
use super::flavour::Flavour;
use super::form::OpenForms;
use super::grants::{Codes, Consents, Devices, RefreshGrants};
use super::keys::Keys;
use super::registration::{CLIENT_ID, Registration, TENANT_ID, refusal_of_redirect_uri};
use super::tenant::{SharedTenant, Tenant};
use super::{address, router, state_file};

pub use super::grants::RefreshMode;

/// What the dev tenant is started with.
#[derive(Clone, Debug)]
pub struct Options {
    /// A loopback address; port 0 means any free one.
    pub listen: SocketAddr,
    /// What may be sent as `redirect_uri`: exactly these, and on this machine only.
    pub redirect_uris: Vec<String>,
    /// What may be sent as `post_logout_redirect_uri`: exactly these, and on this machine only.
    pub post_logout_redirect_uris: Vec<String>,
    /// What is loaded in hidden frames when somebody signs out: on this machine only.
    pub front_channel_logout_urls: Vec<String>,
    /// Remembers refresh grants, as hashes, so that sign-ins survive a restart.
    pub state_file: Option<PathBuf>,
    /// Names of environment variables that say that this is production; one is enough to refuse.
    pub production_markers: Vec<String>,
    /// One more value of `Host` that is accepted, with its port if it has one: `DEV_TENANT_ALLOW_HOST`.
    pub allow_host: Option<String>,
    pub refresh: RefreshMode,
    pub flavour: Flavour,
    /// The origin that the documents and the pages name instead of the loopback port, such as
    /// `https://login.microsoftonline.us`. For tests only, which bring a front for TLS and resolve the name to it
    /// themselves: the peer must still be on this machine, and `Host` must be this one or go with it.
    pub public_origin: Option<String>,
}

/// Why the dev tenant did not start.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    #[error("the dev tenant listens on loopback only, and {0} is not a loopback address; use 127.0.0.1")]
    NotLoopback(SocketAddr),
    #[error(
        "the dev tenant does not start in production, and {} says that this is production; configure a real tenant (CLIENT_ID, CLIENT_SECRET, AUTHORITY)",
        .0.join(", ")
    )]
    Production(Vec<String>),
    #[error("the dev tenant cannot register the redirect URI {uri}: {why}")]
    RedirectUri { uri: String, why: &'static str },
    #[error("the dev tenant cannot go by the name {0}: it is not the origin of an https address")]
    PublicOrigin(String),
    #[error("the dev tenant cannot listen on {listen}; another program may use the port")]
    Listen { listen: SocketAddr, source: io::Error },
    #[error("the dev tenant cannot read its state file {}; make it readable or remove it", .path.display())]
    StateFile { path: PathBuf, source: io::Error },
}

/// Checks the options, listens, and serves in the background.
pub async fn start(options: Options) -> Result<Running, StartError> {
    refuse(&options)?;
    let remembered = remembered(&options)?;
    let failed = |source| StartError::Listen { listen: options.listen, source };
    let listener = TcpListener::bind(options.listen).await.map_err(failed)?;
    let address = listener.local_addr().map_err(failed)?;

    let tenant = Arc::new(tenant(options, address, remembered)?);
    let service = router::router(&tenant).into_make_service_with_connect_info::<SocketAddr>();
    tokio::spawn(async move {
        if let Err(error) = axum::serve(listener, service).await {
            tracing::error!(%error, "the dev tenant stopped");
        }
    });
    tracing::warn!(
        origin = tenant.addresses.origin,
        "the dev tenant is running: everybody on this machine can sign in as anybody"
    );
    let control = Control::new(Arc::clone(&tenant));
    Ok(Running { tenant, address, control })
}

fn refuse(options: &Options) -> Result<(), StartError> {
    if !options.production_markers.is_empty() {
        return Err(StartError::Production(options.production_markers.clone()));
    }
    if !options.listen.ip().to_canonical().is_loopback() {
        return Err(StartError::NotLoopback(options.listen));
    }
    let afterwards = options.post_logout_redirect_uris.iter().chain(&options.front_channel_logout_urls);
    for uri in options.redirect_uris.iter().chain(afterwards) {
        if let Some(why) = refusal_of_redirect_uri(uri, options.allow_host.as_deref()) {
            return Err(StartError::RedirectUri { uri: uri.clone(), why });
        }
    }
    Ok(())
}

fn remembered(options: &Options) -> Result<RefreshGrants, StartError> {
    let Some(path) = &options.state_file else { return Ok(RefreshGrants::default()) };
    state_file::read(path).map_err(|source| StartError::StateFile { path: path.clone(), source })
}

/// Puts the state together and begins to make the keys.
pub fn tenant(options: Options, address: SocketAddr, remembered: RefreshGrants) -> Result<Tenant, StartError> {
    let addresses = match &options.public_origin {
        None => Addresses::on_loopback(options.flavour, address, options.allow_host),
        Some(text) => {
            let origin = parsed_origin(text).ok_or_else(|| StartError::PublicOrigin(text.clone()))?;
            Addresses::public(options.flavour, address, &origin)
        }
    };
    Ok(Tenant {
        flavour: options.flavour,
        addresses,
        registration: Registration::new(
            options.redirect_uris,
            options.post_logout_redirect_uris,
            options.front_channel_logout_urls,
        ),
        refresh_mode: options.refresh,
        clock: Clock::default(),
        keys: Keys::start(),
        personal_keys: (options.flavour == Flavour::MultiTenant).then(Keys::start),
        switches: Switches::default(),
        state_file: options.state_file,
        codes: Mutex::new(Codes::default()),
        refresh_grants: Mutex::new(remembered),
        devices: Mutex::new(Devices::default()),
        consents: Mutex::new(Consents::default()),
        browser_sessions: Mutex::new(BrowserSessions::default()),
        open_forms: Mutex::new(OpenForms::default()),
        new_names: Mutex::default(),
    })
}

fn parsed_origin(text: &str) -> Option<Url> {
    let url = Url::parse(text).ok()?;
    (url.scheme() == "https" && url.origin().ascii_serialization() == text).then_some(url)
}

/// The dev tenant at work. Dropping it stops nothing; the server ends with the runtime.
#[derive(Clone)]
pub struct Running {
    tenant: SharedTenant,
    address: SocketAddr,
    control: Control,
}

impl Running {
    /// Returns the origin of its endpoints: `http://127.0.0.1:PORT`, unless it goes by another name.
    pub fn origin(&self) -> &str {
        &self.tenant.addresses.origin
    }

    /// Returns where it listens.
    pub fn listens_on(&self) -> SocketAddr {
        self.address
    }

    /// Returns the authority; the discovery document is at `{authority}/v2.0/.well-known/openid-configuration`.
    pub fn authority(&self) -> String {
        self.tenant.addresses.authority()
    }

    pub fn tenant_id(&self) -> &str {
        TENANT_ID
    }

    pub fn client_id(&self) -> &str {
        CLIENT_ID
    }

    /// Returns the client secret, which is another one in each process.
    pub fn client_secret(&self) -> &str {
        self.tenant.registration.client_secret()
    }

    /// Returns the address of Graph's `/me`.
    pub fn endpoint(&self) -> String {
        self.tenant.graph(address::ME)
    }

    /// Returns those who can sign in, each with what is special about them.
    pub fn personas(&self) -> Vec<(String, String)> {
        directory::everybody(self.tenant.flavour)
            .into_iter()
            .map(|persona| (persona.display_name, persona.special))
            .collect()
    }

    pub fn control(&self) -> &Control {
        &self.control
    }
}
