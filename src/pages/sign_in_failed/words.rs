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

const TELL_THE_OPERATOR: &str = "It is nothing that you did. Send the details below to the people who run this app.";
const TRY_AGAIN_SOON: &str = "Nothing is lost. Try again in a moment.";

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
            "This sign-in was already used, took too long, or was begun in another browser.",
            "That happens after \"Back\", a reload or a long break, and does no harm. Try again; it usually takes one click.",
        ),
        Kind::MalformedResponse => (
            "The answer of the sign-in service did not arrive in one piece.",
            "The address may have been cut off or changed on its way. Try again from here.",
        ),
        Kind::MixedUp => (
            "The answer of the sign-in service belongs to another sign-in, so this app did not use it.",
            "Close other tabs that are signing in to this app, and try again.",
        ),
        Kind::DeviceCodeExpired => {
            ("The code was not approved in time.", "Nothing is lost. Try again to get a fresh code.")
        }
        Kind::SignInEnded => (
            "Your earlier sign-in has ended.",
            "That happens after a long break or a new password. Try again, and sign in as usual.",
        ),
        _ => (
            "This sign-in was already used, or took too long.",
            "For your safety each sign-in works once, and for a few minutes only. Try again; it usually takes one click.",
        ),
    }
}

/// Returns the texts for the user about a problem of the account, which the user or the administrator can solve.
const fn of_the_account(kind: Kind) -> (&'static str, &'static str) {
    match kind {
        Kind::Declined => (
            "The permissions that this app asked for were declined.",
            "Without them you cannot be signed in. If you declined by mistake, try again and accept.",
        ),
        Kind::ConsentRequired => (
            "This app needs a permission that you have not agreed to yet.",
            "Try again and accept. If you are not asked, send the details below to your administrator.",
        ),
        Kind::AdminConsentRequired => (
            "Your organization wants an administrator to approve this app first.",
            "Send the details below to your administrator. Once they have approved it, try again.",
        ),
        Kind::AccountNotAllowed => (
            "This account cannot be used here.",
            "Use another account, or ask your administrator to give this one access.",
        ),
        Kind::TenantNotAllowed => (
            "Your organization is not allowed to use this app.",
            "Use an account of another organization, or ask the people who run this app to allow yours.",
        ),
        Kind::PasswordForgotten => (
            "You asked for a new password, and this app does not offer that yet.",
            "Ask the people who run this app for a new password. If you remember the old one, try again.",
        ),
        _ => (
            "Your organization asks for more proof that it is you.",
            "Try again and follow the steps it shows, or use a device or a network that it trusts.",
        ),
    }
}

/// Returns the texts for the user about a problem that the operator of the app or the sign-in service must correct.
const fn of_the_service(kind: Kind) -> (&'static str, &'static str) {
    match kind {
        Kind::AppMisconfigured => ("This app is not set up correctly for signing in.", TELL_THE_OPERATOR),
        Kind::CredentialRejected => {
            ("The sign-in service did not accept this app's own credential. It may have expired.", TELL_THE_OPERATOR)
        }
        Kind::StoreUnavailable => ("This app cannot keep your sign-in right now.", TRY_AGAIN_SOON),
        Kind::ProviderUnavailable => ("The sign-in service cannot be reached right now.", TRY_AGAIN_SOON),
        Kind::ProviderFailed => ("The sign-in service could not complete the sign-in right now.", TRY_AGAIN_SOON),
        Kind::ProviderUnusable => (
            "The sign-in service responded with something that this app cannot use.",
            "It is nothing that you did. Try again. If it happens again, send the details below to the people who run this app.",
        ),
        Kind::ClockSkew => (
            "The clock of this app and the clock of the sign-in service differ too much.",
            "It is nothing that you did. Try again in a few minutes. If it happens again, tell the people who run this app.",
        ),
        Kind::AnswerNotTrusted => (
            "The answer of the sign-in service could not be verified, so this app did not accept it.",
            "Try again. If it happens again, send the details below to the people who run this app.",
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
            "The account and the registration are fine. If it happens to many people, their browsers may block this app's cookies."
        }
        Kind::MalformedResponse | Kind::CodeExpired => {
            "The account and the registration are fine: nothing has to be changed."
        }
        Kind::MixedUp => {
            "Nothing has to be changed. If it happens again and again, a stolen sign-in may have been tried: see the sign-in log."
        }
        Kind::DeviceCodeExpired => {
            "If the code was approved in time, a conditional access policy may block sign-ins by device code."
        }
        Kind::SignInEnded => {
            "Sign-ins end when they are not used, when a password is reset, and when sessions are revoked. A new sign-in is enough."
        }
        Kind::Declined => {
            "If people should not be asked, grant consent for the whole organization: Enterprise applications, this app, Permissions."
        }
        Kind::ConsentRequired => {
            "If users may not consent, grant consent for the organization: Enterprise applications, this app, Permissions."
        }
        Kind::AdminConsentRequired => {
            "Review what the app asks for and grant consent: Enterprise applications, this app, Permissions, \"Grant admin consent\"."
        }
        Kind::AccountNotAllowed => {
            "Check that the account is enabled, belongs to the tenant or is a guest of it, and is assigned to the app if that is required."
        }
        Kind::TenantNotAllowed => {
            "The app lists the organizations whose people may sign in (ALLOWED_TENANTS). The people who run it can add a tenant ID."
        }
        Kind::PasswordForgotten => {
            "Set a new password for the person, or turn on self-service password reset in the sign-in user flow."
        }
        Kind::MoreProofRequired => {
            "A conditional access policy or a setting of the account asks for it. The sign-in log names the policy."
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
            "See under \"Certificates & secrets\" of the app registration whether the client secret has expired, and make a new one."
        }
        Kind::StoreUnavailable => {
            "It has nothing to do with the account or with the sign-in service. Tell the people who run this app."
        }
        Kind::ProviderUnavailable => {
            "See whether the service reports an outage. If it does not, this app's network may not let it through."
        }
        Kind::ProviderFailed => {
            "See whether the service reports an outage, or limits this tenant or this app because of too many requests."
        }
        Kind::ProviderUnusable => {
            "A proxy or a firewall may respond in the service's place, or the address of the service in this app's settings is wrong."
        }
        Kind::ClockSkew => {
            "The account and the registration are fine. The clock of the machine that runs this app has to be set."
        }
        Kind::AnswerNotTrusted => {
            "Nobody was signed in. If the people who run this app did not change its settings, treat it as an incident."
        }
        _ => "The tenant's sign-in log has the reason, under the IDs below.",
    }
}
