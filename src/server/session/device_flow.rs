//! A sign-in with a device code (RFC 8628).

use serde::{Deserialize, Serialize};

use super::{EstablishedSession, Reference, SessionKey, TokenSet, UserSession};
use crate::server::oidc::ApiScopes;

/// A device authorization. It is found by a cookie of the browser that began it.
#[derive(Serialize, Deserialize)]
pub struct DeviceFlow {
    pub user_code: openidconnect::UserCode,
    pub verification_uri: String,
    pub return_to: String,
    /// The relying party that began the sign-in. Another relying party must not continue it.
    pub relying_party: String,
    /// Finds the step-up that this sign-in is for; and the session that requested it.
    #[serde(default)]
    pub step_up: Option<(Reference, SessionKey)>,
    /// The scopes of the tokens.
    #[serde(default)]
    pub scopes: ApiScopes,
    /// In seconds since 1970.
    pub expires_at: i64,
    pub state: DeviceFlowState,
}

impl DeviceFlow {
    /// Returns whether the user has not approved it yet.
    pub fn is_pending(&self) -> bool {
        matches!(self.state, DeviceFlowState::Pending { .. })
    }

    /// Returns whether the next step is due: a poll of the provider, or the session of an approved code.
    pub fn is_due_at(&self, now: i64) -> bool {
        let waits = matches!(self.state, DeviceFlowState::Pending { next_question_at, .. } if next_question_at > now);
        self.expires_at <= now || !waits
    }
}

/// The state of a device authorization.
#[derive(Serialize, Deserialize)]
pub enum DeviceFlowState {
    /// Not approved yet.
    Pending {
        device_code: openidconnect::DeviceCode,
        /// Seconds between two polls of the provider.
        interval: u32,
        /// In seconds since 1970. The provider must not be polled earlier. The field name is stored.
        next_question_at: i64,
    },
    /// Approved. The session does not exist yet.
    Approved { user: Box<UserSession>, tokens: Box<TokenSet> },
    /// The session was established. Later polls of this browser get the same session, because the response of the first poll may
    /// be lost.
    Established { session: EstablishedSession },
}
