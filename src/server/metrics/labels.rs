//! The values of labels. Dashboards and alert rules contain them, so a change breaks those of operators.

use crate::server::sign_in_problem::SignInProblemKind as Kind;

/// The outcome of a refresh of a session's tokens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RefreshOutcome {
    Success,
    /// The user must sign in again at the provider, with further scopes or claims.
    StepUp,
    /// The provider rejected the refresh token, or the session ended during the refresh.
    Ended,
    /// Another process changed the tokens at the same time.
    Busy,
    /// The provider is unavailable, or its response is an error or invalid.
    ProviderError,
    StoreError,
}

impl RefreshOutcome {
    /// All outcomes, each once.
    pub const ALL: [Self; 6] =
        [Self::Success, Self::StepUp, Self::Ended, Self::Busy, Self::ProviderError, Self::StoreError];

    /// Returns the value of the label.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Success => "success",
            Self::StepUp => "step_up",
            Self::Ended => "ended",
            Self::Busy => "busy",
            Self::ProviderError => "provider_error",
            Self::StoreError => "store_error",
        }
    }
}

/// The outcome of an operation of the session store.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StoreOutcome {
    Ok,
    Timeout,
    Error,
}

impl StoreOutcome {
    /// Returns the value of the label.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Ok => "ok",
            Self::Timeout => "timeout",
            Self::Error => "error",
        }
    }
}

/// Returns the reason of a failed sign-in.
pub const fn reason(kind: Kind) -> &'static str {
    match kind {
        Kind::UnknownTransaction => "unknown_transaction",
        Kind::MalformedResponse => "malformed_response",
        Kind::Declined => "declined",
        Kind::ConsentRequired => "consent_required",
        Kind::AdminConsentRequired => "admin_consent_required",
        Kind::TenantNotAllowed => "tenant_not_allowed",
        Kind::AccountNotAllowed => "account_not_allowed",
        Kind::PasswordForgotten => "password_forgotten",
        Kind::MoreProofRequired => "more_proof_required",
        Kind::SignInEnded => "sign_in_ended",
        Kind::AppMisconfigured => "app_misconfigured",
        Kind::CredentialRejected => "credential_rejected",
        Kind::CredentialUnavailable => "credential_unavailable",
        Kind::ProviderUnavailable => "provider_unavailable",
        Kind::ProviderFailed => "provider_failed",
        Kind::ProviderUnusable => "provider_unusable",
        Kind::StoreUnavailable => "store_unavailable",
        Kind::CodeExpired => "code_expired",
        Kind::MixedUp => "mixed_up",
        Kind::ResponseNotTrusted => "response_not_trusted",
        Kind::ClockSkew => "clock_skew",
        Kind::DeviceCodeExpired => "device_code_expired",
        Kind::Refused => "refused",
    }
}
