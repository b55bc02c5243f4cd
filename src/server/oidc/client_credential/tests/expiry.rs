//! The expiry of certificates and of tokens in files.

use std::sync::Arc;

use openidconnect::ClientSecret;
use serde_json::{Value, json};

use super::super::{
    AssertionFile, CertificateFile, CertificatePaths, ClientCredential, CredentialExpiry, ExpiringCredential,
    test_certificates::{TestKey, private_file},
};
use crate::server::clock;

const DAY: i64 = 24 * 60 * 60;

#[test]
fn the_certificate_that_expires_last_counts() {
    let (folder, now) = (tempfile::tempdir().unwrap(), clock::unix_now());
    let (old, new) = (TestKey::rsa(), TestKey::rsa());
    let first = old.certificate_between(now - DAY, now + 10 * DAY);
    let next = new.certificate_between(now + 5 * DAY, now + 370 * DAY);
    let certificate = private_file(folder.path(), "app.pem", &format!("{first}{}", old.pem()));
    let paths = CertificatePaths { certificate: certificate.clone(), key: None };
    let credential = ClientCredential::Certificate(Arc::new(CertificateFile::open(paths, false).unwrap()));
    let expiry = CredentialExpiry {
        kind: ExpiringCredential::Certificate,
        file: certificate,
        valid_from: Some(now - DAY),
        expires_at: now + 10 * DAY,
    };
    assert_eq!(credential.expiry(), Some(expiry.clone()));
    assert_eq!((expiry.days_left(now), expiry.lifetime_days()), (10, Some(11)));
    assert_eq!((expiry.days_left(now + 10 * DAY - 1), expiry.days_left(now + 10 * DAY + 1)), (0, -1));
    private_file(folder.path(), "app.pem", &[first, next, old.pem(), new.pem()].concat());
    assert_eq!(credential.expiry().unwrap().expires_at, now + 370 * DAY);
}

/// Returns the expiry of a token with these claims in a file.
fn of_token(claims: &Value) -> Option<CredentialExpiry> {
    let folder = tempfile::tempdir().unwrap();
    let token = TestKey::rsa().token(&json!({ "alg": "RS256" }), claims);
    let path = private_file(folder.path(), "token", &token);
    ClientCredential::AssertionFile(AssertionFile::open(path).unwrap()).expiry()
}

#[test]
fn the_expiry_of_a_token_is_its_claim_exp() {
    let times = |claims: &Value| of_token(claims).map(|expiry| (expiry.valid_from, expiry.expires_at));
    assert_eq!(times(&json!({ "exp": 4_600, "nbf": 1_000, "iat": 900 })), Some((Some(1_000), 4_600)));
    assert_eq!(times(&json!({ "exp": 4_600, "iat": 900 })), Some((Some(900), 4_600)));
    assert_eq!(times(&json!({ "exp": 4_600 })), Some((None, 4_600)));
    assert_eq!(times(&json!({ "exp": "soon" })), None);
    assert_eq!(times(&json!({})), None);
}

#[test]
fn a_secret_and_a_public_client_have_no_known_end() {
    let secret = ClientCredential::Secret(ClientSecret::new("a-secret".to_owned()));
    assert_eq!((secret.expiry(), ClientCredential::Public.expiry()), (None, None));
}
