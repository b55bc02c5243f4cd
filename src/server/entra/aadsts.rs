//! What Microsoft's error numbers mean, in classes that differ in what helps.
//!
//! For explanations only: Microsoft says never to react on the numbers, because they may change. The numbers and their
//! meaning are those of Microsoft's page "Microsoft Entra authentication and authorization error codes"; those that
//! could not be checked there are not listed, and get the class of their `error`.

use crate::model::SignInProblemKind as Kind;

const CLASSES: &[(Kind, &[&str])] = &[
    (
        Kind::AppMisconfigured,
        &[
            "50011", "700016", "700038", "90002", "50194", "500011", "650057", "70011", "900144", "90014", "9002313",
            "900561", "501481", "700025", "7000218", "700005", "90023", "9002332", "90038", "500208",
        ],
    ),
    (Kind::CredentialRejected, &["7000215", "7000222", "700027"]),
    (Kind::AccountNotAllowed, &["50020", "50034", "16000", "50053", "50055", "50057", "50126", "50105"]),
    (Kind::Declined, &["65004", "70018", "AADB2C90091"]),
    (
        Kind::MoreProofRequired,
        &["50072", "50074", "50076", "50078", "50079", "53000", "53001", "53003", "53004", "530035", "70043"],
    ),
    (Kind::AdminConsentRequired, &["65001", "90094", "90095", "650052", "650056"]),
    (Kind::CodeExpired, &["54005", "70008", "70000", "50089"]),
    (Kind::DeviceCodeExpired, &["70020"]),
    (Kind::ProviderUnavailable, &["50196", "90055"]),
];

/// Puts an error of the provider into the class that explains it: by its number, e.g. `AADSTS65004`, or by its `error`.
pub fn explain(error: &str, number: Option<&str>) -> Kind {
    let digits = number.map(|number| number.trim_start_matches("AADSTS"));
    let listed = digits.and_then(|digits| CLASSES.iter().find(|(_, numbers)| numbers.contains(&digits)));
    listed.map_or_else(|| explain_code(error), |(kind, _)| *kind)
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
mod tests {
    use super::{Kind, explain};

    #[test]
    fn the_number_explains_more_than_the_code() {
        assert_eq!(explain("invalid_grant", Some("AADSTS50105")), Kind::AccountNotAllowed);
        assert_eq!(explain("access_denied", Some("AADB2C90091")), Kind::Declined);
    }

    #[test]
    fn an_unknown_number_gets_the_class_of_its_code() {
        assert_eq!(explain("access_denied", Some("AADSTS99999999")), Kind::Declined);
        assert_eq!(explain("something_new", None), Kind::Refused);
    }
}
