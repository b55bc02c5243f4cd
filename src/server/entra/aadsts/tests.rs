//! The catalogue: complete, free of contradictions, and silent about numbers that it does not know.

use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
};

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
fn an_unlisted_number_is_not_explained_with_certainty() {
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
fn the_number_explains_more_than_the_error() {
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

/// Numbers in the sources of the dev tenant that are not error numbers.
const OTHERS: [u32; 1] = [86_400];

/// The numbers with five digits or more in a source, as they are written.
fn numbers_in(source: &str) -> BTreeSet<u32> {
    let words = source.split(|character: char| !character.is_ascii_alphanumeric() && character != '_');
    let numbers = words.filter_map(|word| word.replace('_', "").parse::<u32>().ok());
    numbers.filter(|number| *number >= 10_000 && !OTHERS.contains(number)).collect()
}

fn sources(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let (folders, files): (Vec<_>, Vec<_>) = entries.partition(|path| path.is_dir());
    let inside = folders.iter().flat_map(|folder| sources(folder));
    files.into_iter().filter(|path| path.extension().is_some_and(|extension| extension == "rs")).chain(inside).collect()
}

#[test]
fn every_number_that_the_dev_tenant_sends_is_listed() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let files: Vec<_> = [vec![root.join("dev_tenant.rs")], sources(&root.join("dev_tenant"))].concat();
    let text: Vec<_> = files.iter().map(|path| fs::read_to_string(path).unwrap()).collect();
    let sent: BTreeSet<_> = text.iter().flat_map(|source| numbers_in(source)).collect();
    assert!(sent.len() > 40 && sent.contains(&7_000_215) && sent.contains(&90_118), "{sent:?}");
    for number in sent {
        let is_known = ["AADSTS", "AADB2C"].iter().any(|prefix| is_listed(&format!("{prefix}{number}")));
        assert!(is_known, "{number}");
    }
    let dialect = fs::read_to_string(root.join("dev_tenant/protocol/dialect.rs")).unwrap();
    let (_, pairs) = dialect.split_once("IN_B2C").unwrap();
    let (pairs, own) = pairs.split_once("OF_B2C").unwrap();
    let own = numbers_in(own.split(';').nth(1).unwrap());
    let second = pairs.lines().filter_map(|line| numbers_in(line.split_once(',')?.1).pop_first());
    for number in own.into_iter().chain(second) {
        assert!(is_listed(&format!("AADB2C{number}")), "AADB2C{number}");
    }
}
