//! The grant of a user: one sign-in, with the scopes that it allows.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use crate::dev_tenant::protocol::policy::Policy;
use crate::dev_tenant::protocol::scopes::Scopes;
use crate::dev_tenant::state::directory::{self, Persona};

/// One sign-in of a user, with the scopes that it allows. All its tokens belong to one family.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub struct Grant {
    pub persona_id: String,
    pub scopes: Scopes,
    pub family: String,
    /// The ID of the single sign-on session, which is the claim `sid`.
    pub session_id: String,
    /// The time of the sign-in, in seconds since 1970.
    pub auth_time: u64,
    /// Whether a public client obtained the grant with a device code.
    pub public_client: bool,
    /// Whether the application declared that it handles claims challenges (`xms_cc` with `cp1`).
    pub handles_claims_challenges: bool,
    /// The authentication contexts (`acrs`) that the user has met by confirming their identity.
    #[serde(default)]
    pub contexts: BTreeSet<String>,
    /// The class of authentication (`acr`) that the user has met by confirming their identity.
    #[serde(default)]
    pub acr: Option<String>,
    /// The policy of Azure AD B2C that the user completed.
    #[serde(default)]
    pub policy: Option<Policy>,
}

impl Grant {
    pub fn persona(&self) -> Option<Persona> {
        directory::by_id(&self.persona_id)
    }
}
