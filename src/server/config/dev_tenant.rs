//! The settings of an app that runs against the built-in dev tenant.

use std::{
    net::{Ipv4Addr, SocketAddr},
    path::PathBuf,
};

use url::Url;

use super::{
    address,
    finding::{Problem, ValueProblem},
    named_apis::NamedApiSettings,
    protected_api::ProtectedApi,
    reader::{Reader, Reported},
    session_keys::session_keys_file,
    session_lifetimes::SessionLifetimes,
    session_store::SessionStoreSetting,
    sign_out_paths::SignOutPaths,
    site::{Site, socket_address},
    variable::Variable,
};
use crate::paths;

/// The settings of an app that runs against the built-in dev tenant, because no variable of a real tenant is set.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DevTenantSettings {
    pub site: Site,
    /// `DEV_TENANT_ADDR`: the address of the dev tenant, always loopback.
    pub listen: SocketAddr,
    /// `DEV_TENANT_ALLOW_HOST`: a value of the `Host` header besides loopback that the dev tenant accepts, for
    /// containers and workspaces.
    pub allow_host: Option<String>,
    /// Names of variables that only a production environment sets; with any of them the dev tenant must not start.
    pub production_markers: Vec<String>,
    /// The APIs that the app calls by name.
    pub apis: NamedApiSettings,
    /// The protected API of this app. `None` means that its routes do not exist.
    pub protected_api: Option<ProtectedApi>,
    pub session_store: SessionStoreSetting,
    /// `SESSION_KEYS_FILE`; `None` means that the app keeps a file of session keys beside the sessions.
    pub session_keys_file: Option<PathBuf>,
    pub session_lifetimes: SessionLifetimes,
    /// The address that users open: `http://localhost` with the port of [`Site::listen`].
    pub public_url: Url,
    pub sign_out_paths: SignOutPaths,
}

impl DevTenantSettings {
    const PORT: u16 = 3002;

    pub(super) fn read(reader: &mut Reader<'_>, site: &Site) -> Result<Self, Reported> {
        let listen = listen(reader);
        let allow_host = allow_host(reader);
        let apis = NamedApiSettings::read(reader, None, false);
        let protected_api = ProtectedApi::read(reader);
        let session_store = SessionStoreSetting::read(reader, SessionStoreSetting::DEV_TENANT_FILE);
        let public_url = address::public_url(reader, None, site.listen.port());
        let session_keys_file = session_keys_file(reader, session_store.as_ref().ok(), public_url.as_ref().ok());
        let session_lifetimes = SessionLifetimes::read(reader);
        let sign_out_paths = SignOutPaths::read(reader, Some(paths::DEV_TENANT_CALLBACK));
        let allow_host = allow_host?;
        if !site.listen.ip().is_loopback() && allow_host.is_none() {
            return Err(reader.report(Variable::LeptosSiteAddr, Problem::DevTenantNotLoopback));
        }
        Ok(Self {
            site: site.clone(),
            listen: listen?,
            allow_host,
            production_markers: production_markers(reader),
            apis: apis?,
            protected_api: protected_api?,
            session_store: session_store?,
            session_keys_file: session_keys_file?,
            session_lifetimes: session_lifetimes?,
            public_url: public_url?,
            sign_out_paths: sign_out_paths?,
        })
    }
}

fn listen(reader: &mut Reader<'_>) -> Result<SocketAddr, Reported> {
    match socket_address(reader, Variable::DevTenantAddr)? {
        None => Ok(SocketAddr::from((Ipv4Addr::LOCALHOST, DevTenantSettings::PORT))),
        Some(address) if address.ip().is_loopback() => Ok(address),
        Some(_) => Err(reader.report(Variable::DevTenantAddr, ValueProblem::NotLoopback)),
    }
}

fn allow_host(reader: &mut Reader<'_>) -> Result<Option<String>, Reported> {
    let Some(host) = reader.setting(Variable::DevTenantAllowHost)? else { return Ok(None) };
    let is_host = host.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-' | b':'));
    if !is_host {
        let shown = reader.shown(Variable::DevTenantAllowHost, &host);
        return Err(reader.report(Variable::DevTenantAllowHost, ValueProblem::NotHostName(shown)));
    }
    Ok(Some(host.to_ascii_lowercase()))
}

/// Returns the names of set variables that only a production environment sets.
pub(super) fn production_markers(reader: &Reader<'_>) -> Vec<String> {
    let says_production = reader
        .value("LEPTOS_ENV")
        .is_some_and(|value| matches!(value.to_ascii_uppercase().as_str(), "PROD" | "PRODUCTION"));
    let platform = ["KUBERNETES_SERVICE_HOST", "WEBSITE_INSTANCE_ID", "CONTAINER_APP_NAME"];
    says_production
        .then_some("LEPTOS_ENV")
        .into_iter()
        .chain(platform.into_iter().filter(|name| reader.is_set(name)))
        .map(str::to_owned)
        .collect()
}
