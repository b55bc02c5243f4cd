//! The words for each class of failed sign-in: for the person, for their administrator, for the developer.

use crate::model::SignInProblemKind as Kind;

/// What is said about a failed sign-in, to three readers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Words {
    /// For the person.
    pub what_happened: &'static str,
    /// For the person: the one next step.
    pub what_next: &'static str,
    pub administrator: &'static str,
    pub developer: &'static str,
}

/// Returns the words for a kind of problem.
pub const fn words(kind: Kind) -> Words {
    let (what_happened, what_next) = match kind {
        Kind::UnknownTransaction
        | Kind::MalformedResponse
        | Kind::CodeExpired
        | Kind::DeviceCodeExpired
        | Kind::SignInEnded => timing(kind),
        Kind::Declined
        | Kind::AdminConsentRequired
        | Kind::AccountNotAllowed
        | Kind::PasswordForgotten
        | Kind::MoreProofRequired => person(kind),
        _ => service(kind),
    };
    Words { what_happened, what_next, administrator: administrator(kind), developer: developer(kind) }
}

/// The sign-in itself is fine; this try of it was too old, or was used before.
const fn timing(kind: Kind) -> (&'static str, &'static str) {
    match kind {
        Kind::UnknownTransaction => (
            "This sign-in was already used, took too long, or was begun in another browser.",
            "That happens after \"Back\", a reload or a long break, and does no harm. Try again; it usually takes one click.",
        ),
        Kind::MalformedResponse => (
            "The answer of the sign-in service did not arrive in one piece.",
            "The address may have been cut off or changed on its way. Try again from here.",
        ),
        Kind::DeviceCodeExpired => {
            ("The code was not approved in time.", "Nothing is lost. Try again to get a fresh code.")
        }
        Kind::SignInEnded => (
            "Your earlier sign-in is over.",
            "That happens after a long break or a new password. Try again, and sign in as usual.",
        ),
        _ => (
            "This sign-in was already used, or took too long.",
            "For your safety each sign-in works once, and for a few minutes only. Try again; it usually takes one click.",
        ),
    }
}

/// The person or their administrator can do something about it.
const fn person(kind: Kind) -> (&'static str, &'static str) {
    match kind {
        Kind::Declined => (
            "The permissions that this app asked for were declined.",
            "Without them you cannot be signed in. If you declined by mistake, try again and accept.",
        ),
        Kind::AdminConsentRequired => (
            "Your organization wants an administrator to approve this app first.",
            "Send the details below to your administrator. Once they have approved it, try again.",
        ),
        Kind::AccountNotAllowed => (
            "This account cannot be used here.",
            "Use another account, or ask your administrator to give this one access.",
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

/// The app or the sign-in service has to be put right.
const fn service(kind: Kind) -> (&'static str, &'static str) {
    match kind {
        Kind::AppMisconfigured => (
            "This app is not set up correctly for signing in.",
            "It is nothing that you did. Send the details below to the people who run this app.",
        ),
        Kind::CredentialRejected => (
            "The sign-in service did not accept this app's own credential. It may have expired.",
            "It is nothing that you did. Send the details below to the people who run this app.",
        ),
        Kind::StoreUnavailable => {
            ("This app cannot keep your sign-in right now.", "Nothing is lost. Try again in a moment.")
        }
        Kind::ProviderUnavailable => {
            ("The sign-in service cannot be reached right now.", "Nothing is lost. Try again in a moment.")
        }
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

/// Where in the tenant to look, and what to change there.
const fn administrator(kind: Kind) -> &'static str {
    match kind {
        Kind::UnknownTransaction => {
            "The account and the registration are fine. If it happens to many people, their browsers may block this app's cookies."
        }
        Kind::MalformedResponse | Kind::CodeExpired => {
            "The account and the registration are fine: nothing has to be changed."
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
        Kind::AdminConsentRequired => {
            "Review what the app asks for and grant consent: Enterprise applications, this app, Permissions, \"Grant admin consent\"."
        }
        Kind::AccountNotAllowed => {
            "Check that the account is enabled, belongs to the tenant or is a guest of it, and is assigned to the app if that is required."
        }
        Kind::PasswordForgotten => {
            "Set a new password for the person, or turn on self-service password reset in the sign-in user flow."
        }
        Kind::MoreProofRequired => {
            "A conditional access policy or a setting of the account asks for it. The sign-in log names the policy."
        }
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
        Kind::AnswerNotTrusted => {
            "Nobody was signed in. If the people who run this app did not change its settings, treat it as an incident."
        }
        Kind::Refused => "The tenant's sign-in log has the reason, under the IDs below.",
    }
}

/// What the protocol said, and which settings to look at.
const fn developer(kind: Kind) -> &'static str {
    match kind {
        Kind::UnknownTransaction => {
            "No open sign-in belongs to this `state` and this browser's cookie. Each works once and for ten minutes, under the host name of REDIRECT_URI, and all copies of the app have to share their session store."
        }
        Kind::MalformedResponse => {
            "The callback had neither `code` nor `error`, or both, or a parameter that is repeated or too long (RFC 6749 §4.1.2)."
        }
        Kind::CodeExpired => "The provider does not take the code any more (`invalid_grant`, RFC 6749 §5.2).",
        Kind::DeviceCodeExpired => {
            "The device code was not approved within its lifetime (`expired_token`, RFC 8628 §3.5)."
        }
        Kind::SignInEnded => {
            "The provider's session or the refresh token has ended: only a new authorization request helps."
        }
        Kind::Declined => {
            "The provider answered `access_denied` (RFC 6749 §4.1.2.1). The fewer scopes SCOPE has, the fewer people decline."
        }
        Kind::AdminConsentRequired => {
            "SCOPE has a permission that this tenant has not consented to: ask for less, or for consent."
        }
        Kind::AccountNotAllowed => {
            "The provider refused the account, not the app; the tenant's sign-in log has the reason."
        }
        Kind::PasswordForgotten => "The user flow ended with a wish that only another user flow can fulfil.",
        Kind::MoreProofRequired => {
            "The provider wants an interactive sign-in. If its answer names `claims`, the next authorization request carries them."
        }
        Kind::AppMisconfigured => {
            "The provider refuses the request itself. Compare CLIENT_ID, the authority, REDIRECT_URI and SCOPE with the registration."
        }
        Kind::CredentialRejected => {
            "The token endpoint answered `invalid_client` (RFC 6749 §5.2). Set CLIENT_SECRET to the value of a secret that is valid."
        }
        Kind::StoreUnavailable => {
            "The session store (SESSION_STORE) did not do what it was asked. The log of this app has the cause."
        }
        Kind::ProviderUnavailable => {
            "Metadata, keys or tokens could not be fetched in time, or the provider failed by itself. The log of this app has the cause."
        }
        Kind::AnswerNotTrusted => {
            "The ID token broke a rule of OpenID Connect Core §3.1.3.7. Check the authority, CLIENT_ID, ALLOWED_TENANTS and this machine's clock."
        }
        Kind::Refused => "The provider's `error` is one that this app has no better words for.",
    }
}
