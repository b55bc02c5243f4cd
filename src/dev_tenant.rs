//! The dev tenant: a stand-in for Microsoft Entra ID and Microsoft Graph on its own loopback port.
//!
//! It stands in for one kind of tenant at a time ([`Flavour`]): a workforce tenant, several at once, an external tenant,
//! or Azure AD B2C. It is stricter than Entra ID, never looser: what it accepts, Entra ID accepts. It imports nothing of ours, so that it
//! and the relying party cannot be wrong in the same way, and it opens no connection to anywhere.
//!
//! What it answers, and where:
//!
//! 1. [`discovery`]: the discovery document and the public keys.
//! 2. [`authorize`]: the authorization endpoint, with the account picker, the consent page and the policies of B2C;
//!    [`admin_consent`]: the consent for a whole organisation.
//! 3. [`token`]: the token endpoint, for the authorization code, the refresh token and the device code.
//! 4. [`device`]: the device authorization endpoint and the page on which a device is approved.
//! 5. [`end_session`]: the end-session endpoint.
//! 6. [`graph`]: `/me` and its photo.
//! 7. [`control`]: what a test may change: lifetimes, faults, counters.

mod address;
mod addresses;
mod admin_consent;
mod authorize;
mod browser_session;
mod claims;
mod claims_request;
mod clock;
mod control;
mod device;
mod dialect;
mod directory;
mod discovery;
mod end_session;
mod faults;
mod flavour;
mod form;
mod grants;
mod graph;
mod guards;
mod html;
mod jwt;
mod keys;
mod place;
mod problem;
mod random;
mod registration;
mod router;
mod scopes;
mod start;
mod state_file;
mod tenant;
mod token;

pub use control::{Command, Control, ControlError, Counters, IdTokenOrigin};
pub use faults::{AuthorizeFault, GraphFault, IdTokenFault, Times, TokenFault};
pub use flavour::{EDIT_PROFILE, Flavour, RESET_PASSWORD, SIGN_UP_SIGN_IN};
pub use registration::{
    CLIENT_ID, CUSTOMER_DOMAIN, GRAPH_AUDIENCE, PARTNER_TENANT_ID, PERSONAL_ACCOUNTS, TENANT_DOMAIN, TENANT_ID,
};
pub use start::{Options, RefreshMode, Running, StartError, start};

/// Says whether this build contains the dev tenant.
pub const INCLUDED: bool = true;
