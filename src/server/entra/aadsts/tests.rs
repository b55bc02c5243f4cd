//! The catalogue: complete, free of contradictions, and silent about what was not verified.

use std::collections::BTreeSet;

use super::{Kind, catalogue, explain, number_in_words, words};

/// The numbers that this app explains, as the protocol's facts group them.
const EVERY_NUMBER: &[&str] = &[
    "50011 500113 700016 700038 90002 50194 500011 650057 70011 900144 90014 9002313 900561 501481 700025 7000218",
    "700005 90023 9002332 90038 500208",
    "7000215 7000222 700027 700024",
    "50020 50034 16000 50053 50055 50056 50057 50126 65004 50105 50140",
    "50072 50074 50076 50078 50079 50158 53000 53001 53003 53004 530035 70043",
    "65001 90094 90095 650052 650056",
    "50058 50089 50132 50133 50173 70008 700082 700084 54005 70000",
    "50196 90033 90055",
    "70016 70018 70019 70020",
];
const EVERY_B2C_NUMBER: &str = "90118 90091 90006 90036 90080 90085 90088 90115 90129 90205 90208 99059";

fn every_number() -> Vec<String> {
    let entra = EVERY_NUMBER.iter().flat_map(|row| row.split(' ')).map(|digits| format!("AADSTS{digits}"));
    entra.chain(EVERY_B2C_NUMBER.split(' ').map(|digits| format!("AADB2C{digits}"))).collect()
}

#[test]
fn every_number_has_a_class_or_is_marked_as_unverified() {
    for number in every_number() {
        let unverified = catalogue::UNVERIFIED.contains(&number.as_str());
        assert_ne!(catalogue::find(&number).is_some(), unverified, "{number}");
    }
}

#[test]
fn no_number_is_listed_twice_and_none_is_made_up() {
    let listed: Vec<_> = catalogue::classified().map(|(number, _)| *number).collect();
    let once: BTreeSet<_> = listed.iter().copied().collect();
    assert_eq!(listed.len(), once.len());
    let known = every_number();
    assert!(listed.iter().all(|number| known.iter().any(|known| known == number)));
}

#[test]
fn a_number_that_was_not_verified_gets_the_words_of_its_error() {
    for number in catalogue::UNVERIFIED {
        assert_eq!(explain("access_denied", Some(number)), Kind::Declined, "{number}");
        assert_eq!(explain("server_error", Some(number)), Kind::ProviderUnavailable, "{number}");
        assert_eq!(number_in_words(number), None, "{number}");
    }
}

#[test]
fn the_number_explains_more_than_the_code() {
    assert_eq!(explain("invalid_grant", Some("AADSTS50105")), Kind::AccountNotAllowed);
    assert_eq!(explain("access_denied", Some("AADB2C90091")), Kind::Declined);
    assert_eq!(explain("access_denied", Some("AADB2C90118")), Kind::PasswordForgotten);
    assert!(number_in_words("AADSTS7000222").is_some_and(|sentence| sentence.contains("expired")));
    assert_eq!(number_in_words("AADSTS70020"), None, "its class says it all");
}

#[test]
fn an_unknown_number_gets_the_class_of_its_code() {
    assert_eq!(explain("access_denied", Some("AADSTS99999999")), Kind::Declined);
    assert_eq!(explain("access_denied", Some("50105")), Kind::Declined, "a number without its prefix is none");
    assert_eq!(explain("something_new", None), Kind::Refused);
}

#[test]
fn every_error_of_the_specifications_has_its_class() {
    for (errors, class) in [
        ("access_denied authorization_declined", Kind::Declined),
        ("expired_token", Kind::DeviceCodeExpired),
        ("invalid_grant bad_verification_code", Kind::CodeExpired),
        ("invalid_client", Kind::CredentialRejected),
        ("consent_required", Kind::AdminConsentRequired),
        ("interaction_required login_required", Kind::MoreProofRequired),
        ("server_error temporarily_unavailable", Kind::ProviderUnavailable),
        ("invalid_request unauthorized_client unsupported_response_type", Kind::AppMisconfigured),
        ("invalid_resource invalid_scope unsupported_grant_type", Kind::AppMisconfigured),
    ] {
        for error in errors.split(' ') {
            assert_eq!(explain(error, None), class, "{error}");
        }
    }
}

#[test]
fn every_class_has_three_texts_of_its_own() {
    let texts: Vec<_> = Kind::ALL.map(words).into();
    let distinct = |text: fn(&super::Words) -> &'static str| texts.iter().map(text).collect::<BTreeSet<_>>().len();
    assert_eq!(distinct(|words| words.what_happened), Kind::ALL.len());
    assert_eq!(distinct(|words| words.developer), Kind::ALL.len());
    assert!(distinct(|words| words.administrator) >= Kind::ALL.len() - 1, "two have nothing to tell an administrator");
}

#[test]
fn every_text_is_a_sentence() {
    let of_classes = Kind::ALL
        .map(words)
        .into_iter()
        .flat_map(|words| [words.what_happened, words.what_next, words.administrator, words.developer]);
    let of_numbers = catalogue::classified().map(|(_, sentence)| *sentence).filter(|sentence| !sentence.is_empty());
    for text in of_classes.chain(of_numbers) {
        assert!(text.ends_with(['.', ')']) && text.starts_with(|first: char| first.is_uppercase()), "{text}");
        assert!(!text.contains("  ") && text.len() < 260, "{text}");
    }
}
