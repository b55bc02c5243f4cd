//! The IDs of the messages about each class of failed sign-in: for the user, and for the administrator.

use crate::server::sign_in_problem::SignInProblemKind as Kind;

/// The IDs of the messages about a failed sign-in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Words {
    pub title: &'static str,
    /// For the user: why the sign-in failed.
    pub what_happened: &'static str,
    /// For the user: the one next step.
    pub what_next: &'static str,
    /// For the user: what has not changed.
    pub note: Option<&'static str>,
    pub administrator: &'static str,
}

const REPORT_TO_OPERATOR: &str = "sign-in-failed-report";
const TRY_AGAIN_SOON: &str = "sign-in-failed-try-again-soon";

/// Returns the messages about a class of failed sign-in.
pub const fn words(kind: Kind) -> Words {
    let (what_happened, what_next) = match kind {
        Kind::UnknownTransaction
        | Kind::MalformedResponse
        | Kind::CodeExpired
        | Kind::MixedUp
        | Kind::DeviceCodeExpired
        | Kind::SignInEnded => of_this_attempt(kind),
        Kind::Declined
        | Kind::ConsentRequired
        | Kind::AdminConsentRequired
        | Kind::AccountNotAllowed
        | Kind::TenantNotAllowed
        | Kind::PasswordForgotten
        | Kind::MoreProofRequired => of_the_account(kind),
        _ => of_the_service(kind),
    };
    Words { title: "sign-in-failed-title", what_happened, what_next, note: None, administrator: administrator(kind) }
}

/// Returns the messages about a failed step-up. The user stays signed in.
pub const fn words_of_step_up(kind: Kind) -> Words {
    let words = words(kind);
    match kind {
        Kind::Declined => Words {
            title: "step-up-declined-title",
            what_happened: "step-up-declined",
            what_next: "step-up-declined-next",
            ..words
        },
        _ => Words { title: "step-up-failed-title", note: Some("step-up-failed-note"), ..words },
    }
}

/// Returns the messages for the user about a problem of this attempt, after which another attempt can succeed.
const fn of_this_attempt(kind: Kind) -> (&'static str, &'static str) {
    match kind {
        Kind::UnknownTransaction => ("sign-in-failed-unknown", "sign-in-failed-unknown-next"),
        Kind::MalformedResponse => ("sign-in-failed-malformed", "sign-in-failed-malformed-next"),
        Kind::MixedUp => ("sign-in-failed-mixed-up", "sign-in-failed-mixed-up-next"),
        Kind::DeviceCodeExpired => ("sign-in-failed-device-code", "sign-in-failed-device-code-next"),
        Kind::SignInEnded => ("sign-in-failed-ended", "sign-in-failed-ended-next"),
        _ => ("sign-in-failed-code-expired", "sign-in-failed-code-expired-next"),
    }
}

/// Returns the messages for the user about a problem of the account, which the user or the administrator can solve.
const fn of_the_account(kind: Kind) -> (&'static str, &'static str) {
    match kind {
        Kind::Declined => ("sign-in-failed-declined", "sign-in-failed-declined-next"),
        Kind::ConsentRequired => ("sign-in-failed-consent", "sign-in-failed-consent-next"),
        Kind::AdminConsentRequired => ("sign-in-failed-admin-consent", "sign-in-failed-admin-consent-next"),
        Kind::AccountNotAllowed => ("sign-in-failed-account", "sign-in-failed-account-next"),
        Kind::TenantNotAllowed => ("sign-in-failed-tenant", "sign-in-failed-tenant-next"),
        Kind::PasswordForgotten => ("sign-in-failed-password", "sign-in-failed-password-next"),
        _ => ("sign-in-failed-more-proof", "sign-in-failed-more-proof-next"),
    }
}

/// Returns the messages for the user about a problem that administrators of the app or of the sign-in service must correct.
const fn of_the_service(kind: Kind) -> (&'static str, &'static str) {
    match kind {
        Kind::AppMisconfigured => ("sign-in-failed-set-up", REPORT_TO_OPERATOR),
        Kind::CredentialRejected => ("sign-in-failed-credential", REPORT_TO_OPERATOR),
        Kind::CredentialUnavailable => ("sign-in-failed-no-credential", TRY_AGAIN_SOON),
        Kind::StoreUnavailable => ("sign-in-failed-store", TRY_AGAIN_SOON),
        Kind::ProviderUnavailable => ("sign-in-failed-unreachable", TRY_AGAIN_SOON),
        Kind::ProviderFailed => ("sign-in-failed-provider", TRY_AGAIN_SOON),
        Kind::ProviderUnusable => ("sign-in-failed-unusable", "sign-in-failed-unusable-next"),
        Kind::ClockSkew => ("sign-in-failed-clock", "sign-in-failed-clock-next"),
        Kind::ResponseNotTrusted => ("sign-in-failed-not-trusted", "sign-in-failed-not-trusted-next"),
        _ => ("sign-in-failed-refused", "sign-in-failed-refused-next"),
    }
}

/// Returns the message for the administrator: the place in the tenant to check, and what to change there.
const fn administrator(kind: Kind) -> &'static str {
    match kind {
        Kind::UnknownTransaction => "sign-in-failed-unknown-admin",
        Kind::MalformedResponse | Kind::CodeExpired => "sign-in-failed-nothing-to-change-admin",
        Kind::MixedUp => "sign-in-failed-mixed-up-admin",
        Kind::DeviceCodeExpired => "sign-in-failed-device-code-admin",
        Kind::SignInEnded => "sign-in-failed-ended-admin",
        Kind::Declined => "sign-in-failed-declined-admin",
        Kind::ConsentRequired => "sign-in-failed-consent-admin",
        Kind::AdminConsentRequired => "sign-in-failed-admin-consent-admin",
        Kind::AccountNotAllowed => "sign-in-failed-account-admin",
        Kind::TenantNotAllowed => "sign-in-failed-tenant-admin",
        Kind::PasswordForgotten => "sign-in-failed-password-admin",
        Kind::MoreProofRequired => "sign-in-failed-more-proof-admin",
        _ => administrator_of_the_service(kind),
    }
}

/// Returns the message for the administrator about a problem that the operator of the app or the sign-in service must
/// correct.
const fn administrator_of_the_service(kind: Kind) -> &'static str {
    match kind {
        Kind::AppMisconfigured => "sign-in-failed-set-up-admin",
        Kind::CredentialRejected => "sign-in-failed-credential-admin",
        Kind::CredentialUnavailable => "sign-in-failed-no-credential-admin",
        Kind::StoreUnavailable => "sign-in-failed-store-admin",
        Kind::ProviderUnavailable => "sign-in-failed-unreachable-admin",
        Kind::ProviderFailed => "sign-in-failed-provider-admin",
        Kind::ProviderUnusable => "sign-in-failed-unusable-admin",
        Kind::ClockSkew => "sign-in-failed-clock-admin",
        Kind::ResponseNotTrusted => "sign-in-failed-not-trusted-admin",
        _ => "sign-in-failed-refused-admin",
    }
}
