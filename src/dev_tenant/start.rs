//! Start: what is refused, and what runs afterwards.

use std::io;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::{Arc, Mutex};

use tokio::net::TcpListener;

use super::browser_session::BrowserSessions;
use super::clock::Clock;
use super::control::{Control, Switches};
use super::directory;
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
    /// Remembers refresh grants, as hashes, so that sign-ins survive a restart.
    pub state_file: Option<PathBuf>,
    /// Names of environment variables that say that this is production; one is enough to refuse.
    pub production_markers: Vec<String>,
    /// One more value of `Host` that is accepted, with its port if it has one: `DEV_TENANT_ALLOW_HOST`.
    pub allow_host: Option<String>,
    pub refresh: RefreshMode,
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

    let tenant = Arc::new(tenant(options, address, remembered));
    let service = router::router(&tenant).into_make_service_with_connect_info::<SocketAddr>();
    tokio::spawn(async move {
        if let Err(error) = axum::serve(listener, service).await {
            tracing::error!(%error, "the dev tenant stopped");
        }
    });
    tracing::warn!(
        origin = tenant.origin,
        "the dev tenant is running: everybody on this machine can sign in as anybody"
    );
    let control = Control::new(Arc::clone(&tenant));
    Ok(Running { tenant, control })
}

fn refuse(options: &Options) -> Result<(), StartError> {
    if !options.production_markers.is_empty() {
        return Err(StartError::Production(options.production_markers.clone()));
    }
    if !options.listen.ip().to_canonical().is_loopback() {
        return Err(StartError::NotLoopback(options.listen));
    }
    for uri in options.redirect_uris.iter().chain(&options.post_logout_redirect_uris) {
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

/// Puts the state together and begins to make the key.
pub fn tenant(options: Options, address: SocketAddr, remembered: RefreshGrants) -> Tenant {
    let port = address.port();
    let loopback_names = ["127.0.0.1", "localhost", "[::1]"].map(|name| format!("{name}:{port}"));
    let mut hosts: Vec<String> = loopback_names.into_iter().chain([address.to_string()]).collect();
    hosts.extend(options.allow_host);
    Tenant {
        origin: format!("http://{address}"),
        hosts,
        registration: Registration::new(options.redirect_uris, options.post_logout_redirect_uris),
        refresh_mode: options.refresh,
        clock: Clock::default(),
        keys: Keys::start(),
        switches: Switches::default(),
        state_file: options.state_file,
        codes: Mutex::new(Codes::default()),
        refresh_grants: Mutex::new(remembered),
        devices: Mutex::new(Devices::default()),
        consents: Mutex::new(Consents::default()),
        browser_sessions: Mutex::new(BrowserSessions::default()),
        open_forms: Mutex::new(OpenForms::default()),
    }
}

/// The dev tenant at work. Dropping it stops nothing; the server ends with the runtime.
#[derive(Clone)]
pub struct Running {
    tenant: SharedTenant,
    control: Control,
}

impl Running {
    /// Returns `http://127.0.0.1:PORT`.
    pub fn origin(&self) -> &str {
        &self.tenant.origin
    }

    /// Returns the authority; the discovery document is at `{authority}/v2.0/.well-known/openid-configuration`.
    pub fn authority(&self) -> String {
        self.tenant.authority()
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
        self.tenant.endpoint(address::ME)
    }

    /// Returns those who can sign in, each with what is special about them.
    pub fn personas(&self) -> Vec<(String, String)> {
        directory::personas().into_iter().map(|persona| (persona.display_name, persona.special)).collect()
    }

    pub fn control(&self) -> &Control {
        &self.control
    }
}
