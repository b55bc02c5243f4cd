//! The classes of Microsoft's error numbers (`AADSTS…`), by what the user can do after the error.
//!
//! The classes are for explanations only: Microsoft says that apps must not react to the numbers, because they may
//! change. What this app does next depends on `error`, `suberror` and `claims` alone. The exception is
//! [`super::user_flow_link()`], because Azure AD B2C reports two links of its pages in no other way. The texts of the
//! classes are defined with the page that shows them, and those of the numbers in [`super::number_in_words`].

mod catalogue;

use crate::server::sign_in_problem::SignInProblemKind as Kind;

/// Returns the class that explains an error of the provider: the class of its number, e.g. `AADSTS65004`, or of its
/// error code (`error`).
///
/// An unlisted number means that only Microsoft knows the cause. Then the error code alone must not be explained with
/// certainty: `invalid_grant`, for example, covers expired codes and missing assignments.
pub fn explain(error: &str, number: Option<&str>) -> Kind {
    match number {
        Some(number) => catalogue::find(number).or_else(|| exact(error)).unwrap_or(Kind::Refused),
        None => explain_code(error),
    }
}

/// Returns whether the catalogue has a class for an error number.
pub fn is_listed(number: &str) -> bool {
    catalogue::find(number).is_some()
}

/// Returns the class of an error code (`error`) that has one cause, independent of the number (RFC 6749 §4.1.2.1, RFC
/// 8628 §3.5).
fn exact(error: &str) -> Option<Kind> {
    match error {
        "authorization_declined" => Some(Kind::Declined),
        "expired_token" => Some(Kind::DeviceCodeExpired),
        "server_error" | "temporarily_unavailable" => Some(Kind::ProviderFailed),
        _ => None,
    }
}

/// Returns the class of an error code (`error`) that came without a number (RFC 6749 §4.1.2.1 and §5.2, OpenID Connect
/// Core §3.1.2.6, RFC 8628 §3.5).
fn explain_code(error: &str) -> Kind {
    match error {
        "access_denied" => Kind::Declined,
        "invalid_grant" | "bad_verification_code" => Kind::CodeExpired,
        "invalid_client" => Kind::CredentialRejected,
        "consent_required" => Kind::ConsentRequired,
        "interaction_required" | "login_required" => Kind::MoreProofRequired,
        "invalid_request"
        | "unauthorized_client"
        | "unsupported_response_type"
        | "invalid_resource"
        | "invalid_scope"
        | "unsupported_grant_type" => Kind::AppMisconfigured,
        _ => exact(error).unwrap_or(Kind::Refused),
    }
}

#[cfg(test)]
mod tests;
