//! What stands in for the dev tenant in a build without it: the same names, and nothing that could be started.

use std::net::SocketAddr;
use std::path::PathBuf;

/// Says whether this build contains the dev tenant.
pub const INCLUDED: bool = false;

/// What the dev tenant would be started with.
#[derive(Clone, Debug)]
pub struct Options {
    pub listen: SocketAddr,
    pub redirect_uris: Vec<String>,
    pub post_logout_redirect_uris: Vec<String>,
    pub front_channel_logout_urls: Vec<String>,
    pub state_file: Option<PathBuf>,
    pub production_markers: Vec<String>,
    pub allow_host: Option<String>,
    pub refresh: RefreshMode,
    pub flavour: Flavour,
    pub public_origin: Option<String>,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Flavour {
    #[default]
    Workforce,
    MultiTenant,
    External,
    B2c {
        policy_in_issuer: bool,
    },
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum RefreshMode {
    #[default]
    Entra,
    Strict,
}

/// Why the dev tenant did not start.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    #[error(
        "this build does not contain the dev tenant; configure a real tenant (CLIENT_ID, CLIENT_SECRET, AUTHORITY), or build with the feature `dev-tenant`"
    )]
    LeftOut,
}

/// A dev tenant at work, of which there is none in this build.
#[derive(Debug)]
pub enum Running {}

/// Always refuses.
#[expect(clippy::unused_async, reason = "it has the signature of the real one")]
pub async fn start(_options: Options) -> Result<Running, StartError> {
    Err(StartError::LeftOut)
}

impl Running {
    pub fn origin(&self) -> &str {
        match *self {}
    }

    pub fn authority(&self) -> String {
        match *self {}
    }

    pub fn tenant_id(&self) -> &str {
        match *self {}
    }

    pub fn client_id(&self) -> &str {
        match *self {}
    }

    pub fn client_secret(&self) -> &str {
        match *self {}
    }

    pub fn endpoint(&self) -> String {
        match *self {}
    }

    pub fn personas(&self) -> Vec<(String, String)> {
        match *self {}
    }
}
