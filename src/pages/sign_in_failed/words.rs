//! Plain words for each kind of failed sign-in.

use crate::model::SignInProblemKind as Kind;

/// What a person reads about a failed sign-in.
pub struct Words {
    pub what_happened: &'static str,
    pub what_next: &'static str,
}

/// Returns the words for a kind of problem.
pub const fn words(kind: Kind) -> Words {
    let (what_happened, what_next) = match kind {
        Kind::UnknownTransaction | Kind::MalformedResponse | Kind::CodeExpired | Kind::DeviceCodeExpired => {
            timing(kind)
        }
        Kind::Declined | Kind::AdminConsentRequired | Kind::AccountNotAllowed | Kind::MoreProofRequired => person(kind),
        _ => service(kind),
    };
    Words { what_happened, what_next }
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
            "Try again with another account, or ask your administrator to give this one access.",
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
