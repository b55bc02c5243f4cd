//! The record of a failed sign-in, which the failure page shows.

mod reason;

use serde::{Deserialize, Serialize};

pub use reason::{
    CredentialFileFailure, IdTokenRule, IdentityFailure, IssuerMismatch, IssuerRule, ResponseOf, SignInReason,
};

/// A failed sign-in. It contains no free text of the provider, only values of a known form.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SignInProblem {
    pub kind: SignInProblemKind,
    /// The error code of the provider (`error`, RFC 6749 §4.1.2.1, §5.2): letters, digits and underscores only.
    pub error: Option<String>,
    /// Microsoft's error number, e.g. `AADSTS65004`.
    pub code: Option<String>,
    /// Microsoft's trace ID, a GUID.
    pub trace_id: Option<String>,
    /// Microsoft's correlation ID, a GUID.
    pub correlation_id: Option<String>,
    /// When the sign-in failed, `YYYY-MM-DD HH:MM:SSZ`.
    pub timestamp: Option<String>,
    /// The exact cause, for administrators and developers. It contains no data of the user.
    #[serde(default)]
    pub reason: Option<SignInReason>,
    /// The path of this app to which the retry leads after the sign-in.
    pub return_to: String,
    /// Whether it was the step-up of a signed-in user, who stays signed in.
    #[serde(default)]
    pub is_step_up: bool,
}

impl SignInProblem {
    /// Creates a record of which only the class of the failure is known.
    pub fn of_kind(kind: SignInProblemKind, return_to: &str) -> Self {
        Self {
            kind,
            error: None,
            code: None,
            trace_id: None,
            correlation_id: None,
            timestamp: None,
            reason: None,
            return_to: return_to.to_owned(),
            is_step_up: false,
        }
    }
}

/// The class of a failed sign-in. Classes differ in what the user can do next.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum SignInProblemKind {
    /// The authorization response belongs to no open sign-in transaction of this browser: lost, replayed, expired or foreign.
    UnknownTransaction,
    /// The authorization response is malformed: parameters are missing, repeated or too long.
    MalformedResponse,
    /// The user or the administrator declined (`access_denied`).
    Declined,
    /// Neither the user nor an administrator has consented yet.
    ConsentRequired,
    /// The administrator has to consent first.
    AdminConsentRequired,
    /// `ALLOWED_TENANTS` does not list the tenant of the user.
    TenantNotAllowed,
    /// The account cannot sign in here: not in the tenant, not assigned, disabled, locked.
    AccountNotAllowed,
    /// The user chose "Forgot your password?" on a page of Azure AD B2C, which leaves the reset to the app.
    PasswordForgotten,
    /// The provider requires more proof: multi-factor authentication, a compliant device, another network.
    MoreProofRequired,
    /// The earlier sign-in has expired or was revoked.
    SignInEnded,
    /// The registration or the settings of this app are wrong.
    AppMisconfigured,
    /// The client secret, certificate or assertion is wrong or has expired.
    CredentialRejected,
    /// The managed identity of this app has no token, because its endpoint does not issue one at the moment.
    CredentialUnavailable,
    /// The provider cannot be reached, or does not respond in time.
    ProviderUnavailable,
    /// The provider responds, but cannot complete the request at the moment.
    ProviderFailed,
    /// The response of the provider is invalid.
    ProviderUnusable,
    /// The session store of this app is unavailable.
    StoreUnavailable,
    /// The authorization code had been redeemed already or is too old.
    CodeExpired,
    /// The authorization code belongs to another sign-in (PKCE).
    MixedUp,
    /// The response of the provider could not be verified: signature, issuer, audience or nonce.
    #[serde(rename = "AnswerNotTrusted")]
    ResponseNotTrusted,
    /// The ID token is not valid at the time of this machine's clock.
    ClockSkew,
    /// The device code was not approved in time.
    DeviceCodeExpired,
    /// The provider rejected the sign-in for another reason.
    Refused,
}

impl SignInProblemKind {
    /// All classes, each once.
    pub const ALL: [Self; 23] = [
        Self::UnknownTransaction,
        Self::MalformedResponse,
        Self::Declined,
        Self::ConsentRequired,
        Self::AdminConsentRequired,
        Self::TenantNotAllowed,
        Self::AccountNotAllowed,
        Self::PasswordForgotten,
        Self::MoreProofRequired,
        Self::SignInEnded,
        Self::AppMisconfigured,
        Self::CredentialRejected,
        Self::CredentialUnavailable,
        Self::ProviderUnavailable,
        Self::ProviderFailed,
        Self::ProviderUnusable,
        Self::StoreUnavailable,
        Self::CodeExpired,
        Self::MixedUp,
        Self::ResponseNotTrusted,
        Self::ClockSkew,
        Self::DeviceCodeExpired,
        Self::Refused,
    ];

    /// Returns the HTTP status of the page that explains this class.
    pub const fn status(self) -> u16 {
        match self {
            Self::UnknownTransaction
            | Self::MalformedResponse
            | Self::CodeExpired
            | Self::MixedUp
            | Self::DeviceCodeExpired => 400,
            Self::SignInEnded => 401,
            Self::Declined
            | Self::ConsentRequired
            | Self::AdminConsentRequired
            | Self::TenantNotAllowed
            | Self::AccountNotAllowed
            | Self::PasswordForgotten
            | Self::MoreProofRequired
            | Self::Refused => 403,
            // The provider rejects this app: status 500 is for faults of the app itself.
            Self::AppMisconfigured
            | Self::CredentialRejected
            | Self::ProviderUnusable
            | Self::ResponseNotTrusted
            | Self::ClockSkew => 502,
            Self::CredentialUnavailable | Self::ProviderUnavailable | Self::ProviderFailed | Self::StoreUnavailable => {
                503
            }
        }
    }
}
