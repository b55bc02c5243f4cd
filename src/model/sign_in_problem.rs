//! Why a sign-in did not succeed: the record of it, and what the person, their administrator and the developer may read.

use serde::{Deserialize, Serialize};

use super::SignInReason;

/// A sign-in that did not succeed. Free text of the provider is not in here: only values of known form.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SignInProblem {
    pub kind: SignInProblemKind,
    /// `error` of the provider (RFC 6749 §4.1.2.1, §5.2): letters, digits and underscores only.
    pub error: Option<String>,
    /// Microsoft's number, e.g. `AADSTS65004`.
    pub code: Option<String>,
    /// Microsoft's trace ID, a GUID.
    pub trace_id: Option<String>,
    /// Microsoft's correlation ID, a GUID.
    pub correlation_id: Option<String>,
    /// When it happened, `YYYY-MM-DD HH:MM:SSZ`.
    pub timestamp: Option<String>,
    /// What exactly failed, for administrators and developers; nothing of the user is in it.
    #[serde(default)]
    pub reason: Option<SignInReason>,
    /// Where the retry leads after the sign-in: a path of this app.
    pub return_to: String,
}

/// The sign-in failure view: every text in it is ours, and chosen on the server, so that the client need not know them all.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SignInFailedView {
    pub what_happened: String,
    /// The one next step, in words.
    pub what_next: String,
    pub for_administrators: Vec<String>,
    pub for_developers: Vec<String>,
    /// What support asks for, with the names that Microsoft's own pages use.
    pub facts: Vec<Fact>,
    /// When it happened, `YYYY-MM-DD HH:MM:SSZ`.
    pub time: Option<String>,
    /// The next step is a sign-in with another account: the same one would be refused again.
    pub another_account: bool,
    /// An administrator can approve the app from here.
    pub admin_consent: bool,
    /// Where the retry leads after the sign-in: a path of this app.
    pub return_to: String,
}

/// A name and a value of known form.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fact {
    pub name: String,
    pub value: String,
}

/// What happened, in classes that differ in what the person can do next.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum SignInProblemKind {
    /// The authorization response belongs to no open sign-in transaction of this browser: lost, replayed, expired or foreign.
    UnknownTransaction,
    /// The authorization response is not one: parameters missing, repeated or too long.
    MalformedResponse,
    /// The person or the administrator declined (`access_denied`).
    Declined,
    /// Neither the user nor an administrator has consented yet.
    ConsentRequired,
    /// The administrator has to consent first.
    AdminConsentRequired,
    /// `ALLOWED_TENANTS` does not list the tenant of the user.
    TenantNotAllowed,
    /// The account cannot sign in here: not in the tenant, not assigned, disabled, locked.
    AccountNotAllowed,
    /// The person chose "Forgot your password?" on a page of Azure AD B2C, which leaves the reset to the app.
    PasswordForgotten,
    /// More proof is asked for: multi-factor authentication, a compliant device, another network.
    MoreProofRequired,
    /// The earlier sign-in that this one builds on is over: expired or revoked.
    SignInEnded,
    /// The registration or the settings of this app are wrong.
    AppMisconfigured,
    /// The client secret is wrong or has expired.
    CredentialRejected,
    /// The provider cannot be reached, or does not respond in time.
    ProviderUnavailable,
    /// The provider responds, but cannot complete the request right now.
    ProviderFailed,
    /// The provider responds with something that this app cannot use.
    ProviderUnusable,
    /// The session store of this app is out of reach.
    StoreUnavailable,
    /// The code had been redeemed already or is too old.
    CodeExpired,
    /// The code belongs to another sign-in (PKCE).
    MixedUp,
    /// The answer of the provider did not verify: signature, issuer, audience or nonce.
    AnswerNotTrusted,
    /// The ID token is not valid at the time of this machine's clock.
    ClockSkew,
    /// The device code was not approved in time.
    DeviceCodeExpired,
    /// The provider refused for another reason.
    Refused,
}

impl SignInProblemKind {
    /// Every class once.
    pub const ALL: [Self; 22] = [
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
        Self::ProviderUnavailable,
        Self::ProviderFailed,
        Self::ProviderUnusable,
        Self::StoreUnavailable,
        Self::CodeExpired,
        Self::MixedUp,
        Self::AnswerNotTrusted,
        Self::ClockSkew,
        Self::DeviceCodeExpired,
        Self::Refused,
    ];

    /// Returns the HTTP status of the page that explains it.
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
            | Self::AnswerNotTrusted
            | Self::ClockSkew => 502,
            Self::ProviderUnavailable | Self::ProviderFailed | Self::StoreUnavailable => 503,
        }
    }
}
