//! The catalogue: every error has a class, no number is listed twice, and unlisted numbers are not explained.

use std::collections::BTreeSet;

use super::{Kind, catalogue, explain, is_listed};

#[test]
fn no_number_is_listed_twice() {
    let listed: Vec<_> = catalogue::listed().collect();
    let once: BTreeSet<_> = listed.iter().collect();
    assert_eq!(listed.len(), once.len(), "{listed:?}");
    for number in &listed {
        assert!(number.len() > 10 && number.bytes().skip(6).all(|digit| digit.is_ascii_digit()), "{number}");
    }
}

#[test]
fn an_unlisted_number_gets_the_generic_explanation() {
    for error in ["access_denied", "invalid_grant", "invalid_client", "invalid_request", "interaction_required", "new"]
    {
        for number in ["AADSTS99999999", "AADB2C99999", "AADSTS500113", "50105", ""] {
            assert_eq!(explain(error, Some(number)), Kind::Refused, "{error} {number}");
        }
    }
    for (error, class) in [
        ("server_error", Kind::ProviderFailed),
        ("temporarily_unavailable", Kind::ProviderFailed),
        ("authorization_declined", Kind::Declined),
        ("expired_token", Kind::DeviceCodeExpired),
    ] {
        assert_eq!(explain(error, Some("AADSTS99999999")), class, "{error} has one cause");
    }
}

#[test]
fn the_error_number_decides_the_problem_kind() {
    for (error, number, class) in [
        ("invalid_grant", "AADSTS50105", Kind::AccountNotAllowed),
        ("invalid_grant", "AADSTS501051", Kind::AccountNotAllowed),
        ("invalid_client", "AADSTS501051", Kind::AccountNotAllowed),
        ("invalid_request", "AADSTS9002325", Kind::AppMisconfigured),
        ("invalid_request", "AADSTS9002327", Kind::AppMisconfigured),
        ("invalid_request", "AADSTS50020", Kind::AccountNotAllowed),
        ("invalid_grant", "AADSTS501481", Kind::MixedUp),
        ("invalid_grant", "AADB2C90183", Kind::MixedUp),
        ("invalid_grant", "AADSTS65001", Kind::ConsentRequired),
        ("access_denied", "AADSTS90094", Kind::AdminConsentRequired),
        ("access_denied", "AADB2C90091", Kind::Declined),
        ("access_denied", "AADB2C90118", Kind::PasswordForgotten),
        ("invalid_tenant", "AADSTS90002", Kind::AppMisconfigured),
    ] {
        assert_eq!(explain(error, Some(number)), class, "{error} {number}");
    }
    assert!(!is_listed("AADSTS90118") && !is_listed("AADB2C50011"), "the two prefixes have different tables");
}

#[test]
fn every_error_of_the_specifications_has_its_class() {
    for (errors, class) in [
        ("access_denied authorization_declined", Kind::Declined),
        ("expired_token", Kind::DeviceCodeExpired),
        ("invalid_grant bad_verification_code", Kind::CodeExpired),
        ("invalid_client", Kind::CredentialRejected),
        ("consent_required", Kind::ConsentRequired),
        ("interaction_required login_required", Kind::MoreProofRequired),
        ("server_error temporarily_unavailable", Kind::ProviderFailed),
        ("invalid_request unauthorized_client unsupported_response_type", Kind::AppMisconfigured),
        ("invalid_resource invalid_scope unsupported_grant_type", Kind::AppMisconfigured),
        ("something_new", Kind::Refused),
    ] {
        for error in errors.split(' ') {
            assert_eq!(explain(error, None), class, "{error}");
        }
    }
}
