//! Checks the options of the dev tenant and starts it.

use std::net::SocketAddr;
use std::sync::{Arc, Mutex};

use tokio::net::TcpListener;
use url::Url;

use crate::dev_tenant::endpoints::control::Control;
use crate::dev_tenant::endpoints::router;
use crate::dev_tenant::protocol::address;
use crate::dev_tenant::protocol::authority_path::Home;
use crate::dev_tenant::protocol::ids::{
    CLIENT_ID, IDENTITY_CLIENT_ID, IDENTITY_PRINCIPAL_ID, TENANT_ID, TOKEN_EXCHANGE,
};
use crate::dev_tenant::protocol::random;
use crate::dev_tenant::settings::{Connection, Flavour, Options, StartError};
use crate::dev_tenant::state::addresses::Addresses;
use crate::dev_tenant::state::browser_session::BrowserSessions;
use crate::dev_tenant::state::client_credentials::FederatedCredential;
use crate::dev_tenant::state::clock::Clock;
use crate::dev_tenant::state::grants::{Codes, Consents, Devices, RefreshGrants};
use crate::dev_tenant::state::keys::Keys;
use crate::dev_tenant::state::open_forms::OpenForms;
use crate::dev_tenant::state::registration::{Registration, refusal_of_redirect_uri};
use crate::dev_tenant::state::switches::Switches;
use crate::dev_tenant::state::tenant::{SharedTenant, Tenant};
use crate::dev_tenant::state::{directory, state_file};

/// Starts the dev tenant and returns the values that an application needs.
pub async fn run(options: Options) -> Result<Connection, StartError> {
    Ok(start(options).await?.connection())
}

/// Checks the options, listens on the address, and serves the dev tenant in the background.
pub async fn start(options: Options) -> Result<Running, StartError> {
    check(&options)?;
    let saved = saved_grants(&options)?;
    let failed = |source| StartError::Listen { listen: options.listen, source };
    let listener = TcpListener::bind(options.listen).await.map_err(failed)?;
    let address = listener.local_addr().map_err(failed)?;

    let tenant = Arc::new(tenant(options, address, saved)?);
    let service = router::router(&tenant).into_make_service_with_connect_info::<SocketAddr>();
    tokio::spawn(async move {
        if let Err(error) = axum::serve(listener, service).await {
            tracing::error!(%error, "the dev tenant stopped");
        }
    });
    tracing::warn!(
        origin = tenant.addresses.origin,
        "the dev tenant is running: every user of this machine can sign in as any demo user"
    );
    let control = Control::new(Arc::clone(&tenant));
    Ok(Running { tenant, address, control })
}

fn check(options: &Options) -> Result<(), StartError> {
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

fn saved_grants(options: &Options) -> Result<RefreshGrants, StartError> {
    let Some(path) = &options.state_file else { return Ok(RefreshGrants::default()) };
    state_file::read(path).map_err(|source| StartError::StateFile { path: path.clone(), source })
}

/// Creates the state of the dev tenant and starts to generate the signing keys in the background.
fn tenant(options: Options, address: SocketAddr, saved: RefreshGrants) -> Result<Tenant, StartError> {
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
        identity_header: random::opaque(),
        switches: Switches::default(),
        state_file: options.state_file,
        codes: Mutex::new(Codes::default()),
        refresh_grants: Mutex::new(saved),
        devices: Mutex::new(Devices::default()),
        consents: Mutex::new(Consents::default()),
        client_credentials: Mutex::default(),
        browser_sessions: Mutex::new(BrowserSessions::default()),
        open_forms: Mutex::new(OpenForms::default()),
        new_names: Mutex::default(),
    })
}

fn parsed_origin(text: &str) -> Option<Url> {
    let url = Url::parse(text).ok()?;
    (url.scheme() == "https" && url.origin().ascii_serialization() == text).then_some(url)
}

/// A running dev tenant. Dropping this value does not stop the server, which ends with the async runtime.
#[derive(Clone)]
pub struct Running {
    tenant: SharedTenant,
    address: SocketAddr,
    control: Control,
}

impl Running {
    /// Returns the origin of the dev tenant's endpoints: `http://127.0.0.1:PORT`, or the public origin.
    pub fn origin(&self) -> &str {
        &self.tenant.addresses.origin
    }

    /// Returns the socket address that the dev tenant listens on.
    pub fn listens_on(&self) -> SocketAddr {
        self.address
    }

    /// Returns the authority URL. The discovery document is at `{authority}/v2.0/.well-known/openid-configuration`.
    pub fn authority(&self) -> String {
        self.tenant.addresses.authority()
    }

    pub fn tenant_id(&self) -> &str {
        TENANT_ID
    }

    pub fn client_id(&self) -> &str {
        CLIENT_ID
    }

    /// Returns the client secret, which differs between processes.
    pub fn client_secret(&self) -> &str {
        self.tenant.registration.client_secret()
    }

    /// Returns the client ID of the managed identity.
    pub fn identity_client_id(&self) -> &str {
        IDENTITY_CLIENT_ID
    }

    /// Returns the address that replaces `http://169.254.169.254`, for `AZURE_POD_IDENTITY_AUTHORITY_HOST`.
    pub fn imds(&self) -> String {
        format!("http://{}", self.address)
    }

    /// Returns `IDENTITY_ENDPOINT` and `IDENTITY_HEADER` as App Service sets them.
    pub fn app_service_identity(&self) -> (String, &str) {
        (format!("http://{}{}", self.address, address::APP_SERVICE_IDENTITY), &self.tenant.identity_header)
    }

    /// Returns the federated credential by which the application trusts the managed identity.
    pub fn identity_credential(&self) -> FederatedCredential {
        FederatedCredential {
            issuer: self.tenant.addresses.issuer(Home::Ours, None),
            subject: IDENTITY_PRINCIPAL_ID.to_owned(),
            audience: TOKEN_EXCHANGE[0].to_owned(),
            certificate: None,
        }
    }

    /// Returns the URL of `/me` in the dev tenant's Graph.
    pub fn endpoint(&self) -> String {
        self.tenant.graph(address::ME)
    }

    fn connection(&self) -> Connection {
        let personas = directory::all(self.tenant.flavour).into_iter();
        Connection {
            origin: self.origin().to_owned(),
            authority: self.authority(),
            tenant_id: self.tenant_id().to_owned(),
            client_id: self.client_id().to_owned(),
            client_secret: self.client_secret().to_owned(),
            endpoint: self.endpoint(),
            personas: personas.map(|persona| (persona.display_name, persona.special)).collect(),
        }
    }

    pub fn control(&self) -> &Control {
        &self.control
    }
}

#[cfg(test)]
mod tests {
    use axum::body::Body;
    use axum::extract::ConnectInfo;
    use axum::http::{Request, StatusCode, header};
    use tower::Service as _;

    use super::*;
    use crate::dev_tenant::settings::RefreshMode;

    async fn status_for(peer: Option<&str>) -> StatusCode {
        let listen = SocketAddr::from(([127, 0, 0, 1], 8400));
        let options = Options {
            listen,
            redirect_uris: Vec::new(),
            post_logout_redirect_uris: Vec::new(),
            front_channel_logout_urls: Vec::new(),
            state_file: None,
            production_markers: Vec::new(),
            allow_host: None,
            refresh: RefreshMode::Entra,
            flavour: Flavour::Workforce,
            public_origin: None,
        };
        let tenant = Arc::new(tenant(options, listen, RefreshGrants::default()).unwrap());
        let mut request = Request::get(address::DEVICE_PAGE).header(header::HOST, "127.0.0.1:8400");
        if let Some(peer) = peer {
            request = request.extension(ConnectInfo(peer.parse::<SocketAddr>().unwrap()));
        }
        router::router(&tenant).call(request.body(Body::empty()).unwrap()).await.unwrap().status()
    }

    #[tokio::test]
    async fn dt_12_a_peer_on_another_machine_is_rejected() {
        assert_eq!(status_for(Some("127.0.0.1:5000")).await, StatusCode::OK);
        assert_eq!(status_for(Some("[::ffff:127.0.0.1]:5000")).await, StatusCode::OK);
        assert_eq!(status_for(Some("10.0.0.1:5000")).await, StatusCode::FORBIDDEN);
        assert_eq!(status_for(None).await, StatusCode::FORBIDDEN);
    }
}
