//! The state of an admin consent, for its page.

/// The state of an admin consent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AdminConsentView {
    /// Not requested yet.
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
    /// The response belongs to no open transaction of this browser: replayed, expired, or of another browser.
    Unknown,
}

/// The details of a refusal: only values of a known form.
#[derive(Clone, Debug, PartialEq, Eq)]
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
