//! The dev tenant: a simulation of Microsoft Entra ID and Microsoft Graph on a separate loopback port.
//!
//! It simulates one kind of tenant at a time ([`Flavour`]): a workforce tenant, several tenants, an external tenant, or
//! Azure AD B2C. It is stricter than Entra ID: Entra ID accepts every request that the dev tenant accepts. It imports
//! nothing from the rest of the crate, so that a mistake of the app is not repeated here. It opens no connections.
//!
//! It has three tiers. Each imports only from the tiers below it:
//!
//! 1. `endpoints`: the routes. Discovery, authorization, admin consent, token, device authorization, end-session, Graph,
//!    the identity endpoint of Azure, and the control interface for tests.
//! 2. `state`: the data of a running tenant. Directory, registration, grants, keys, clock, armed faults, sessions.
//! 3. `protocol`: requests, scopes, tokens, errors and HTML, without any state.

mod endpoints;
mod protocol;
mod settings;
mod start;
mod state;

pub use endpoints::control::{Command, Control, ControlError};
pub use protocol::dialect::error_codes;
pub use protocol::ids::{
    CLIENT_ID, CUSTOMER_DOMAIN, GRAPH_AUDIENCE, PARTNER_TENANT_ID, PERSONAL_ACCOUNTS, TENANT_DOMAIN, TENANT_ID,
};
pub use protocol::policy::{EDIT_PROFILE, RESET_PASSWORD, SIGN_UP_SIGN_IN};
pub use settings::{Connection, Flavour, Options, RefreshMode, StartError};
pub use start::{Running, run, start};
pub use state::application_record::ApplicationRecord;
pub use state::client_credentials::FederatedCredential;
pub use state::faults::{AuthorizeFault, GraphFault, IdTokenFault, IdentityFault, Times, TokenFault};
pub use state::graph_faults::GraphResource;
pub use state::switches::{Counters, IdTokenOrigin};

/// Whether this build contains the dev tenant.
pub const INCLUDED: bool = true;
