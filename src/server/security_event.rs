//! The names of security events in the log (the field `event`), from OWASP's Application Logging Vocabulary.

/// An event that matters to security. `src/docs/operate.md` lists when each occurs, and its fields.
///
/// OWASP's fields for the user are the pseudonyms `session` and `user`, keyed hashes that name a session and a user in
/// the log only. An event before the sign-in has neither, because the user is not known, and its client's address is personal data.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SecurityEvent {
    SignedIn,
    SignInFailed,
    /// The app stops several sign-ins in a row that did not succeed.
    SignInStopped,
    /// A response of the provider belongs to no pending sign-in, or to one that is completed already.
    OutOfSequence,
    TokenRefreshed,
    /// The provider rejected a refresh token, or has ended all sign-ins of a user.
    TokenRevoked,
    LogoutTokenReused,
    /// A logout token, the ID token of a refresh, or an access token for the protected API is invalid.
    TokenInvalid,
    SessionEnded,
    /// A user switched to another account of the browser. OWASP has no name for it.
    AccountSwitched,
    RightMissing,
    AdminConsent,
    RecordNotDecrypted,
    RateLimitExceeded,
    CrossSiteRequest,
    /// A violation of the content security policy. OWASP has no name for it.
    PolicyViolation,
    Started,
    Stopping,
}

impl SecurityEvent {
    pub const ALL: [Self; 18] = [
        Self::SignedIn,
        Self::SignInFailed,
        Self::SignInStopped,
        Self::OutOfSequence,
        Self::TokenRefreshed,
        Self::TokenRevoked,
        Self::LogoutTokenReused,
        Self::TokenInvalid,
        Self::SessionEnded,
        Self::AccountSwitched,
        Self::RightMissing,
        Self::AdminConsent,
        Self::RecordNotDecrypted,
        Self::RateLimitExceeded,
        Self::CrossSiteRequest,
        Self::PolicyViolation,
        Self::Started,
        Self::Stopping,
    ];

    pub const fn name(self) -> &'static str {
        match self {
            Self::SignedIn => "authn_login_success",
            Self::SignInFailed => "authn_login_fail",
            Self::SignInStopped => "authn_login_fail_max",
            Self::OutOfSequence => "sequence_fail",
            Self::TokenRefreshed => "authn_token_created",
            Self::TokenRevoked => "authn_token_revoked",
            Self::LogoutTokenReused => "authn_token_reuse",
            Self::TokenInvalid => "input_validation_fail",
            Self::SessionEnded => "session_expired",
            Self::AccountSwitched => "session_switched",
            Self::RightMissing => "authz_fail",
            Self::AdminConsent => "authz_admin",
            Self::RecordNotDecrypted => "crypt_decrypt_fail",
            Self::RateLimitExceeded => "excess_rate_limit_exceeded",
            Self::CrossSiteRequest => "malicious_cors",
            Self::PolicyViolation => "csp_violation",
            Self::Started => "sys_startup",
            Self::Stopping => "sys_shutdown",
        }
    }
}
