//! What people granted to the application: codes, refresh tokens, devices, consent.

mod codes;
mod consents;
mod devices;
mod refresh;

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::directory::{self, Persona};
use super::flavour::Policy;
use super::scopes::Scopes;

pub use codes::{Codes, IssuedCode, Redemption};
pub use consents::Consents;
pub use devices::{Asked, DEVICE_LIFETIME, Devices, INTERVAL, Poll};
pub use refresh::{RefreshGrant, RefreshGrants, RefreshMode, RefreshOutcome};

/// One sign-in of a person, and what it allows; every token of it belongs to the same family.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub struct Grant {
    pub persona_id: String,
    pub scopes: Scopes,
    pub family: String,
    /// The claim `sid`.
    pub session_id: String,
    /// When the person signed in, in seconds since 1970.
    pub auth_time: u64,
    /// Whether a client without a secret got it, by the device code.
    pub public_client: bool,
    /// Whether the application said that it understands claims challenges (`xms_cc` with `cp1`).
    pub handles_claims_challenges: bool,
    /// The authentication contexts (`acrs`) that the person has met by confirming who they are.
    #[serde(default)]
    pub contexts: BTreeSet<String>,
    /// The policy of Azure AD B2C that the person went through.
    #[serde(default)]
    pub policy: Option<Policy>,
}

impl Grant {
    pub fn persona(&self) -> Option<Persona> {
        directory::by_id(&self.persona_id)
    }
}
