//! A sign-in by device code that has been begun (RFC 8628).

use serde::{Deserialize, Serialize};

use super::{TokenSet, UserSession};
use crate::server::oidc::ApiScopes;

/// One device authorization. It is found by a cookie of the browser that began it.
#[derive(Serialize, Deserialize)]
pub struct DeviceFlow {
    pub user_code: openidconnect::UserCode,
    pub verification_uri: String,
    pub return_to: String,
    /// The relying party that began it; another one must not go on with it.
    pub relying_party: String,
    /// Finds what this sign-in is a step for, and the session that asked for it.
    #[serde(default)]
    pub step_up: Option<(openidconnect::CsrfToken, [u8; 32])>,
    /// What the tokens are for.
    #[serde(default)]
    pub scopes: ApiScopes,
    /// Seconds since 1970.
    pub expires_at: i64,
    pub state: DeviceFlowState,
}

impl DeviceFlow {
    /// Says whether somebody has approved it.
    pub fn is_approved(&self) -> bool {
        matches!(self.state, DeviceFlowState::Approved { .. })
    }

    /// Says whether there is something to be asked, or to be said: the next question is due, or the code has expired.
    pub fn is_due_at(&self, now: i64) -> bool {
        let waits = matches!(self.state, DeviceFlowState::Pending { next_question_at, .. } if next_question_at > now);
        self.expires_at <= now || !waits
    }
}

/// How the device authorization stands.
#[derive(Serialize, Deserialize)]
pub enum DeviceFlowState {
    /// Not approved yet.
    Pending {
        device_code: openidconnect::DeviceCode,
        /// Seconds between two questions.
        interval: u32,
        /// Seconds since 1970: the provider must not be asked earlier.
        next_question_at: i64,
    },
    /// Approved. The person and the tokens stay here until the browser has shown that its session cookie arrived,
    /// because an answer that gets lost must not orphan an approved code.
    Approved { user: Box<UserSession>, tokens: Box<TokenSet> },
}
