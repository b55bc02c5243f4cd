//! The interface between the command line and the dev tenant: plain data that every build contains.

use std::io;
use std::net::SocketAddr;
use std::path::PathBuf;

/// The settings that a dev tenant starts with.
#[derive(Clone, Debug)]
pub struct Options {
    /// The loopback address to listen on. Port 0 means any free port.
    pub listen: SocketAddr,
    /// The registered values of `redirect_uri`, compared exactly. They must point to this machine.
    pub redirect_uris: Vec<String>,
    /// The registered values of `post_logout_redirect_uri`, compared exactly. They must point to this machine.
    pub post_logout_redirect_uris: Vec<String>,
    /// The URLs that the dev tenant loads in hidden frames at a sign-out. They must point to this machine.
    pub front_channel_logout_urls: Vec<String>,
    /// The file that keeps refresh grants (as hashes), so that sign-ins survive a restart.
    pub state_file: Option<PathBuf>,
    /// The names of set environment variables that mark a production environment. If there is any, the dev tenant does
    /// not start.
    pub production_markers: Vec<String>,
    /// One more accepted value of the header `Host`, with its port if it has one: `DEV_TENANT_ALLOW_HOST`.
    pub allow_host: Option<String>,
    pub refresh: RefreshMode,
    pub flavour: Flavour,
    /// The origin of the dev tenant in documents and pages, if it is not the loopback port:
    /// `https://login.microsoftonline.us`.
    ///
    /// It is for tests, which resolve this host to a TLS proxy on this machine. The header `Host` must be this host or
    /// an alias in the same Microsoft cloud.
    pub public_origin: Option<String>,
}

/// The kind of tenant that the dev tenant simulates, and how the application is registered in it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Flavour {
    /// A workforce tenant, whose application is registered for its own users.
    #[default]
    Workforce,
    /// Workforce tenants and personal accounts, and an application for all of them: users sign in at `common`,
    /// `organizations` and `consumers`.
    MultiTenant,
    /// An external tenant (Microsoft Entra External ID), whose users are customers.
    External,
    /// An Azure AD B2C tenant, whose users are customers, with its policies (user flows).
    B2c {
        /// Whether the issuer (`iss`) contains `tfp` and the policy.
        policy_in_issuer: bool,
    },
}

/// The effect of using a refresh token at the token endpoint.
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
    /// The client secret. It is generated at the start, so it differs between processes.
    pub client_secret: String,
    /// The URL of `/me` in the dev tenant's Graph.
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
