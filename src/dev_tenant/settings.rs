//! The interface between the command line and the dev tenant: plain data that every build contains.

use std::io;
use std::net::SocketAddr;
use std::path::PathBuf;

/// The settings that a dev tenant starts with.
#[derive(Clone, Debug)]
pub struct Options {
    /// A loopback address. Port 0 means any free port.
    pub listen: SocketAddr,
    /// The registered values of `redirect_uri`, compared exactly. They must point to this machine.
    pub redirect_uris: Vec<String>,
    /// The registered values of `post_logout_redirect_uri`, compared exactly. They must point to this machine.
    pub post_logout_redirect_uris: Vec<String>,
    /// The addresses that are loaded in hidden frames at a sign-out. They must point to this machine.
    pub front_channel_logout_urls: Vec<String>,
    /// The file for refresh grants (as hashes), so that sign-ins survive a restart.
    pub state_file: Option<PathBuf>,
    /// The names of the set environment variables that mark a production environment. With any name the start is rejected.
    pub production_markers: Vec<String>,
    /// One more accepted value of `Host`, with its port if it has one: `DEV_TENANT_ALLOW_HOST`.
    pub allow_host: Option<String>,
    pub refresh: RefreshMode,
    pub flavour: Flavour,
    /// The origin in documents and pages instead of the loopback port, such as `https://login.microsoftonline.us`.
    ///
    /// For tests with a TLS proxy on this machine, to which they resolve the host. `Host` must be this host or an alias of
    /// its cloud.
    pub public_origin: Option<String>,
}

/// The kind of tenant, and how the application is registered in it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Flavour {
    /// A workforce tenant, and an application for its own users.
    #[default]
    Workforce,
    /// Workforce tenants and personal accounts, and an application for all of them: users sign in at `common`,
    /// `organizations` and `consumers`.
    MultiTenant,
    /// An external tenant (Microsoft Entra External ID), whose users are customers.
    External,
    /// An Azure AD B2C tenant, whose users are customers, with its policies (user flows).
    B2c {
        /// Whether `iss` has the form with `tfp` and the policy in it.
        policy_in_issuer: bool,
    },
}

/// The effect of using a refresh token.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum RefreshMode {
    /// The response has a new refresh token, and the old one stays valid, as at Entra ID.
    #[default]
    Entra,
    /// The response has a new refresh token. A second use of the old one ends the whole sign-in (RFC 9700, section 4.14.2).
    Strict,
}

/// The values that an application needs to use a running dev tenant.
#[derive(Clone, Debug)]
pub struct Connection {
    pub origin: String,
    pub authority: String,
    pub tenant_id: String,
    pub client_id: String,
    /// Generated at the start, so it differs between processes.
    pub client_secret: String,
    /// The address of Graph's `/me`.
    pub endpoint: String,
    /// The names of the demo users, each with a description.
    pub personas: Vec<(String, String)>,
}

/// The reason why the dev tenant did not start.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    #[error(
        "this build does not contain the dev tenant; configure a real tenant (CLIENT_ID, CLIENT_SECRET, AUTHORITY), or build with the feature `dev-tenant`"
    )]
    LeftOut,
    #[error("the dev tenant listens on loopback addresses only, and {0} is not one; use 127.0.0.1")]
    NotLoopback(SocketAddr),
    #[error(
        "the dev tenant does not start in production, and {} indicates production; configure a real tenant (CLIENT_ID, CLIENT_SECRET, AUTHORITY)",
        .0.join(", ")
    )]
    Production(Vec<String>),
    #[error("the dev tenant cannot register the redirect URI {uri}: {why}")]
    RedirectUri { uri: String, why: &'static str },
    #[error(
        "the public origin {0} of the dev tenant is not valid; use an https origin without a path, such as https://login.microsoftonline.us"
    )]
    PublicOrigin(String),
    #[error("the dev tenant cannot listen on {listen}; another program may use the port")]
    Listen { listen: SocketAddr, source: io::Error },
    #[error("the dev tenant cannot read its state file {}; make it readable or remove it", .path.display())]
    StateFile { path: PathBuf, source: io::Error },
}
