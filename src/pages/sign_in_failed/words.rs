//! The texts about each class of failed sign-in: for the user, for the administrator, for the developer.

use super::for_developers::developer;
use crate::server::sign_in_problem::SignInProblemKind as Kind;

/// The texts of a failed sign-in for three readers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Words {
    /// The text for the user: why the sign-in failed.
    pub what_happened: &'static str,
    /// The text for the user: the one next step.
    pub what_next: &'static str,
    pub administrator: &'static str,
    pub developer: &'static str,
}

const REPORT_TO_OPERATOR: &str = "You did nothing wrong. Send the details below to the administrators of this app.";
const TRY_AGAIN_SOON: &str = "Try again in a moment.";

/// Returns the texts about a class of failed sign-in.
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
    Words { what_happened, what_next, administrator: administrator(kind), developer: developer(kind) }
}

/// Returns the texts for the user about a problem of this attempt, after which another attempt can succeed.
const fn of_this_attempt(kind: Kind) -> (&'static str, &'static str) {
    match kind {
        Kind::UnknownTransaction => (
            "This sign-in was already completed, took too long, or was started in another browser.",
            "This happens after \"Back\", a reload or a long break, and is harmless. Try again: it usually takes one click.",
        ),
        Kind::MalformedResponse => (
            "The response of the sign-in service is incomplete or invalid.",
            "The address may have been cut off or changed. Try again from this page.",
        ),
        Kind::MixedUp => (
            "The response of the sign-in service belongs to another sign-in, so this app rejected it.",
            "Close other tabs that are signing in to this app, and try again.",
        ),
        Kind::DeviceCodeExpired => ("The code was not approved in time.", "Try again to get a new code."),
        Kind::SignInEnded => (
            "Your earlier sign-in has ended.",
            "This happens after a long break or a new password. Try again, and sign in as usual.",
        ),
        _ => (
            "This sign-in was already completed, or took too long.",
            "For your safety, a sign-in must be completed within a few minutes, and only once. Try again: it usually takes one click.",
        ),
    }
}

/// Returns the texts for the user about a problem of the account, which the user or the administrator can solve.
const fn of_the_account(kind: Kind) -> (&'static str, &'static str) {
    match kind {
        Kind::Declined => (
            "The permissions that this app requested were declined.",
            "Without them you cannot be signed in. If you declined by mistake, try again and accept.",
        ),
        Kind::ConsentRequired => (
            "This app needs a permission that you have not agreed to yet.",
            "Try again, and accept the permission. If no such page appears, send the details below to your administrator.",
        ),
        Kind::AdminConsentRequired => (
            "In your organization, an administrator must approve this app first.",
            "Send the details below to your administrator. Once they have approved it, try again.",
        ),
        Kind::AccountNotAllowed => (
            "This account cannot be used here.",
            "Use another account, or ask your administrator to give this one access.",
        ),
        Kind::TenantNotAllowed => (
            "Your organization is not allowed to use this app.",
            "Use an account of another organization, or ask the administrators of this app to allow yours.",
        ),
        Kind::PasswordForgotten => (
            "You requested a new password, but this app does not offer that.",
            "Ask the administrators of this app for a new password. If you remember the old one, try again.",
        ),
        _ => (
            "Your organization requires a further proof of your identity.",
            "Try again, and follow the steps on the sign-in page. Or use a device or a network that your organization trusts.",
        ),
    }
}

/// Returns the texts for the user about a problem that administrators of the app or of the sign-in service must correct.
const fn of_the_service(kind: Kind) -> (&'static str, &'static str) {
    match kind {
        Kind::AppMisconfigured => ("This app is not set up correctly for signing in.", REPORT_TO_OPERATOR),
        Kind::CredentialRejected => {
            ("The sign-in service rejected the credential of this app. It may have expired.", REPORT_TO_OPERATOR)
        }
        Kind::CredentialUnavailable => {
            ("This app could not authenticate at the sign-in service right now.", TRY_AGAIN_SOON)
        }
        Kind::StoreUnavailable => ("This app cannot store your sign-in right now.", TRY_AGAIN_SOON),
        Kind::ProviderUnavailable => ("The sign-in service cannot be reached right now.", TRY_AGAIN_SOON),
        Kind::ProviderFailed => ("The sign-in service could not complete the sign-in right now.", TRY_AGAIN_SOON),
        Kind::ProviderUnusable => (
            "The sign-in service responded with something that this app cannot use.",
            "You did nothing wrong. Try again. If it happens again, send the details below to the administrators of this app.",
        ),
        Kind::ClockSkew => (
            "The clock of this app and the clock of the sign-in service differ too much.",
            "You did nothing wrong. Try again in a few minutes. If it happens again, tell the administrators of this app.",
        ),
        Kind::ResponseNotTrusted => (
            "The response of the sign-in service could not be verified, so this app rejected it.",
            "Try again. If it happens again, send the details below to the administrators of this app.",
        ),
        _ => (
            "The sign-in service refused to sign you in.",
            "Try again. If it happens again, send the details below to your administrator.",
        ),
    }
}

/// Returns the text for the administrator: the place in the tenant to check, and what to change there.
const fn administrator(kind: Kind) -> &'static str {
    match kind {
        Kind::UnknownTransaction => {
            "The account and the registration are fine. If it happens to many users, their browsers may block this app's cookies."
        }
        Kind::MalformedResponse | Kind::CodeExpired => {
            "The account and the registration are fine. You do not have to change anything."
        }
        Kind::MixedUp => {
            "You do not have to change anything. If it happens often, check the sign-in log: an attacker may be using stolen responses."
        }
        Kind::DeviceCodeExpired => {
            "If the code was approved in time, a conditional access policy may block sign-ins by device code."
        }
        Kind::SignInEnded => {
            "A sign-in ends when it is not used, when the password is reset, or when sessions are revoked. The user only has to sign in again."
        }
        Kind::Declined => {
            "To avoid the consent page, grant consent for the whole organization: Enterprise applications, this app, Permissions."
        }
        Kind::ConsentRequired => {
            "If users are not allowed to consent, grant consent for the organization: Enterprise applications, this app, Permissions."
        }
        Kind::AdminConsentRequired => {
            "Review the permissions that the app requests, and grant consent: Enterprise applications, this app, Permissions, \"Grant admin consent\"."
        }
        Kind::AccountNotAllowed => {
            "Check that the account is enabled, belongs to the tenant or is a guest of it, and is assigned to the app if that is required."
        }
        Kind::TenantNotAllowed => {
            "Only users of the organizations in ALLOWED_TENANTS can sign in. The administrators of this app can add your tenant ID to this setting."
        }
        Kind::PasswordForgotten => {
            "Set a new password for the user, or turn on self-service password reset in the sign-in user flow."
        }
        Kind::MoreProofRequired => {
            "A conditional access policy or a setting of the account requires it. The sign-in log names the policy."
        }
        _ => administrator_of_the_service(kind),
    }
}

/// Returns the text for the administrator about a problem that the operator of the app or the sign-in service must
/// correct.
const fn administrator_of_the_service(kind: Kind) -> &'static str {
    match kind {
        Kind::AppMisconfigured => {
            "Compare the app registration with this app's settings: client ID, redirect URIs, account types, API permissions."
        }
        Kind::CredentialRejected => {
            "Check under \"Certificates & secrets\" of the app registration whether the client secret or the certificate has expired. If so, create a new one."
        }
        Kind::CredentialUnavailable => {
            "The account and the sign-in service are not the cause. Azure issues no token to this app's managed identity: tell the administrators of this app."
        }
        Kind::StoreUnavailable => {
            "The account and the sign-in service are not the cause. Tell the administrators of this app."
        }
        Kind::ProviderUnavailable => {
            "Check whether the sign-in service reports an outage. If it does not, this app's network may block the requests."
        }
        Kind::ProviderFailed => {
            "Check whether the sign-in service reports an outage, or limits this tenant or this app because of too many requests."
        }
        Kind::ProviderUnusable => {
            "A proxy or a firewall may respond instead of the sign-in service, or this app's settings may contain a wrong address of it."
        }
        Kind::ClockSkew => {
            "The account and the registration are fine. Correct the clock of the machine that runs this app."
        }
        Kind::ResponseNotTrusted => {
            "No user was signed in. If the settings of this app were not changed, treat this as a security incident."
        }
        _ => "The sign-in log of the tenant shows the reason. Search it for the IDs in the details.",
    }
}
