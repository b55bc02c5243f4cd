//! The state of an admin consent, for its page.

/// The state of an admin consent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AdminConsentView {
    /// The consent has not been requested yet.
    Offered {
        /// The scopes of the downstream API, e.g. `["User.Read"]`.
        scopes: Vec<String>,
    },
    Given,
    /// The provider reports a result for which this browser has no open request, so the result is not verified.
    Reported {
        given: bool,
    },
    Refused(ConsentRefusal),
    /// The response belongs to no open transaction of this browser: replayed, expired, or of another browser.
    Unknown,
}

/// The details of the provider's refusal: only values of a known form, so that no free text of the provider is shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConsentRefusal {
    /// The parameter `error` of the response: letters, digits and underscores only.
    pub error: String,
    /// Microsoft's error number, e.g. `AADSTS65004`.
    pub code: Option<String>,
    /// Microsoft's trace ID, a GUID.
    pub trace_id: Option<String>,
    /// Microsoft's correlation ID, a GUID.
    pub correlation_id: Option<String>,
    /// The time of the refusal, as `YYYY-MM-DD HH:MM:SSZ`.
    pub timestamp: Option<String>,
}
