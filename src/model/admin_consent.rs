//! How an admin consent stands, as the administrator sees it.

use serde::{Deserialize, Serialize};

/// How an admin consent stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum AdminConsentView {
    /// Not asked for yet.
    Offered {
        /// The scopes of the downstream API, e.g. `["User.Read"]`.
        scopes: Vec<String>,
    },
    Given,
    /// The provider reports a result for which this browser has no open request, so it is not verified.
    Reported {
        given: bool,
    },
    Refused(ConsentRefusal),
    /// The answer belongs to no question of this browser: used before, too old, or begun elsewhere.
    Unknown,
}

/// What is known about a refusal: only values of known form.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ConsentRefusal {
    /// `error`: letters, digits and underscores only.
    pub error: String,
    /// Microsoft's number, e.g. `AADSTS65004`.
    pub code: Option<String>,
    /// A GUID.
    pub trace_id: Option<String>,
    /// A GUID.
    pub correlation_id: Option<String>,
    /// `YYYY-MM-DD HH:MM:SSZ`.
    pub timestamp: Option<String>,
}
