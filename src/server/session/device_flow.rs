//! A sign-in with a device code (RFC 8628).

use serde::{Deserialize, Serialize};

use super::{EstablishedSession, Reference, SessionKey, TokenSet, UserSession};
use crate::server::oidc::{ApiScopes, ProofRequest};

/// A sign-in with a device code. The store finds it by a cookie of the browser that began it.
#[derive(Serialize, Deserialize)]
pub struct DeviceFlow {
    pub user_code: openidconnect::UserCode,
    pub verification_uri: String,
    /// The address that contains the user code. `None` if the provider sent none.
    #[serde(default)]
    pub verification_uri_complete: Option<String>,
    pub return_to: String,
    /// The relying party that began the sign-in. Another relying party must not continue it.
    pub relying_party: String,
    /// The reference of the step-up that this sign-in is for, and the session that requested the step-up.
    #[serde(default)]
    pub step_up: Option<(Reference, SessionKey)>,
    /// The scopes of the access token that the sign-in yields.
    #[serde(default)]
    pub scopes: ApiScopes,
    /// The proof that the step-up needs. A device authorization request can name its authentication contexts only.
    #[serde(default, skip_serializing_if = "ProofRequest::is_empty")]
    pub proof: ProofRequest,
    /// The expiry of the code, or of the approved sign-in, in seconds since 1970.
    pub expires_at: i64,
    pub state: DeviceFlowState,
}

impl DeviceFlow {
    /// Returns whether the user has not approved the code yet.
    pub fn is_pending(&self) -> bool {
        matches!(self.state, DeviceFlowState::Pending { .. })
    }

    /// Returns whether the next step of the sign-in is due: a poll of the provider, or the session of an approved code.
    pub fn is_due_at(&self, now: i64) -> bool {
        let waits = matches!(self.state, DeviceFlowState::Pending { next_question_at, .. } if next_question_at > now);
        self.expires_at <= now || !waits
    }
}

/// The state of a sign-in with a device code.
#[derive(Serialize, Deserialize)]
pub enum DeviceFlowState {
    /// The user has not approved the code yet.
    Pending {
        device_code: openidconnect::DeviceCode,
        /// Seconds between two polls of the provider.
        interval: u32,
        /// The time before which the provider must not be polled, in seconds since 1970. The field name is stored.
        next_question_at: i64,
    },
    /// The user has approved the code. The session does not exist yet.
    Approved { user: Box<UserSession>, tokens: Box<TokenSet> },
    /// The session was established. Later polls of this browser get the same session, because the response of the first poll may
    /// be lost.
    Established { session: EstablishedSession },
}
