//! The texts for developers about each class of failed sign-in.

use crate::server::sign_in_problem::SignInProblemKind as Kind;

/// Returns the protocol error and the settings that a developer should check.
pub const fn developer(kind: Kind) -> &'static str {
    match kind {
        Kind::UnknownTransaction => {
            "No pending sign-in belongs to this `state` and this browser's cookie. A sign-in can be completed once, within ten minutes, under the host name of REDIRECT_URI. All replicas of the app must share a session store."
        }
        Kind::MalformedResponse => {
            "The callback had neither `code` nor `error`, or both, or a parameter that is repeated or too long (RFC 6749 §4.1.2)."
        }
        Kind::CodeExpired => "The provider no longer accepts the code (`invalid_grant`, RFC 6749 §5.2).",
        Kind::MixedUp => "The PKCE verifier of this sign-in does not belong to the code (RFC 7636 §4.6).",
        Kind::DeviceCodeExpired => {
            "The device code was not approved within its lifetime (`expired_token`, RFC 8628 §3.5)."
        }
        Kind::SignInEnded => {
            "The provider's session or the refresh token has ended: a new authorization request is required."
        }
        Kind::Declined => {
            "The provider responded with `access_denied` (RFC 6749 §4.1.2.1). Users decline less often if SCOPE has fewer scopes."
        }
        Kind::ConsentRequired => "SCOPE has a permission to which neither the user nor an administrator has consented.",
        Kind::AdminConsentRequired => {
            "SCOPE has a permission that only an administrator can consent to: request fewer scopes, or ask an administrator for consent."
        }
        Kind::AccountNotAllowed => {
            "The provider rejected the account, not the app. The sign-in log of the tenant shows the reason."
        }
        Kind::TenantNotAllowed => "The ID token is valid, but ALLOWED_TENANTS does not list its tenant (`tid`).",
        Kind::PasswordForgotten => {
            "The user chose \"Forgot your password?\", which needs another user flow. Set RESETPASSWORD_USER_FLOW."
        }
        Kind::MoreProofRequired => {
            "The provider requires an interactive sign-in. If its response contains `claims`, the next authorization request carries them."
        }
        _ => of_the_service(kind),
    }
}

/// Returns the text for a problem that the operator of the app or the sign-in service must correct.
const fn of_the_service(kind: Kind) -> &'static str {
    match kind {
        Kind::AppMisconfigured => {
            "The provider rejects the request itself. Compare CLIENT_ID, the authority, REDIRECT_URI and SCOPE with the registration."
        }
        Kind::CredentialRejected => {
            "The token endpoint responded with `invalid_client` (RFC 6749 §5.2). Check the credential that is set: CLIENT_SECRET, CLIENT_CERTIFICATE_FILE, CLIENT_ASSERTION_FILE or MANAGED_IDENTITY_CLIENT_ID."
        }
        Kind::CredentialUnavailable => {
            "The managed identity (MANAGED_IDENTITY_CLIENT_ID) has no valid token, and the identity endpoint issued none."
        }
        Kind::StoreUnavailable => {
            "The session store (SESSION_STORE) failed or cannot be reached. The log of this app has the cause."
        }
        Kind::ProviderUnavailable => {
            "Metadata, keys or tokens could not be fetched, or not in time. The log of this app has the cause."
        }
        Kind::ProviderFailed => {
            "The provider reported an internal error or a rate limit. The log of this app has the cause."
        }
        Kind::ProviderUnusable => {
            "The provider responded, but not as OAuth 2.0 and OpenID Connect define it. The log of this app has the cause."
        }
        Kind::ClockSkew => {
            "The ID token is not valid at the time of this machine (`exp`, `nbf`, `iat`). Synchronize the clock, for example by NTP."
        }
        Kind::ResponseNotTrusted => {
            "The ID token violates a rule of OpenID Connect Core §3.1.3.7. Check the authority, CLIENT_ID and CUSTOM_SIGNING_KEY."
        }
        _ => "This app has no explanation for the provider's `error` or number. See the provider's documentation.",
    }
}
