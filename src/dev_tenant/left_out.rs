//! What stands in for the dev tenant in a build without it: the same names, and nothing that could be started.

use std::{net::SocketAddr, path::PathBuf};

/// Says whether this build contains the dev tenant.
pub const INCLUDED: bool = false;

/// What a dev tenant would be started with.
pub struct Options {
    pub listen: SocketAddr,
    pub redirect_uris: Vec<String>,
    pub post_logout_redirect_uris: Vec<String>,
    pub state_file: Option<PathBuf>,
    pub production_markers: Vec<String>,
    pub allow_host: Option<String>,
    pub refresh: RefreshMode,
}

/// How refresh tokens would behave.
pub enum RefreshMode {
    Entra,
    Strict,
}

/// Why there is no dev tenant.
#[derive(Debug, thiserror::Error)]
#[error("this build does not contain the dev tenant; it is a build with the feature `dev-tenant` that does")]
pub struct StartError;

/// A dev tenant that runs: in this build there is none.
pub enum Running {}

/// Refuses.
#[expect(clippy::unused_async, reason = "the dev tenant's own function waits")]
pub async fn start(_: Options) -> Result<Running, StartError> {
    Err(StartError)
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
