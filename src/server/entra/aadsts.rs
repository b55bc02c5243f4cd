//! What Microsoft's error numbers mean, in classes that differ in what helps, and the words for each class.
//!
//! For explanations only: Microsoft says never to react on the numbers, because they may change. What this app does next
//! hangs on `error`, `suberror` and `claims` alone. The one exception is [`super::user_flow_wish()`]: two wishes for which Azure
//! AD B2C has no other words.

mod catalogue;
mod words;

pub use words::{Words, words};

use crate::model::SignInProblemKind as Kind;

/// Puts an error of the provider into the class that explains it: by its number, e.g. `AADSTS65004`, or by its `error`.
pub fn explain(error: &str, number: Option<&str>) -> Kind {
    let listed = number.and_then(catalogue::find);
    listed.map_or_else(|| explain_code(error), |(kind, _)| kind)
}

/// Returns what a number tells a developer beyond its class, in a sentence.
pub fn number_in_words(number: &str) -> Option<&'static str> {
    catalogue::find(number).map(|(_, sentence)| sentence).filter(|sentence| !sentence.is_empty())
}

/// RFC 6749 §4.1.2.1 and §5.2, OpenID Connect Core §3.1.2.6, RFC 8628 §3.5.
fn explain_code(error: &str) -> Kind {
    match error {
        "access_denied" | "authorization_declined" => Kind::Declined,
        "expired_token" => Kind::DeviceCodeExpired,
        "invalid_grant" | "bad_verification_code" => Kind::CodeExpired,
        "invalid_client" => Kind::CredentialRejected,
        "consent_required" => Kind::AdminConsentRequired,
        "interaction_required" | "login_required" => Kind::MoreProofRequired,
        "server_error" | "temporarily_unavailable" => Kind::ProviderUnavailable,
        "invalid_request"
        | "unauthorized_client"
        | "unsupported_response_type"
        | "invalid_resource"
        | "invalid_scope"
        | "unsupported_grant_type" => Kind::AppMisconfigured,
        _ => Kind::Refused,
    }
}

#[cfg(test)]
mod tests;
