//! The reasons for which certificates and keys are rejected.

use std::{
    fs::{self, Permissions},
    io::ErrorKind,
    os::unix::fs::PermissionsExt as _,
};

use super::{CertificateError, CertificateFile, CertificatePaths, Files, TestKey, VALID, private_file};
use crate::server::secret_file::SecretFileError;

/// An RSA key of 1024 bits, made for this test.
const SHORT_KEY: &str = include_str!("short_key.pem");

fn refused(text: &str) -> CertificateError {
    Files::new(text).open().unwrap_err()
}

#[test]
fn each_kind_of_invalid_key_has_its_own_error() {
    let (key, other) = (TestKey::rsa(), TestKey::rsa());
    let certificate = key.certificate(VALID);
    let curve = TestKey::elliptic_curve().pem();
    let encrypted = "-----BEGIN ENCRYPTED PRIVATE KEY-----\nMAA=\n-----END ENCRYPTED PRIVATE KEY-----\n";
    let old_encrypted = "-----BEGIN RSA PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\nDEK-Info: AES-256-CBC,00\n\nMAA=\n-----END RSA PRIVATE KEY-----\n";
    let old_curve = "-----BEGIN EC PRIVATE KEY-----\nMAA=\n-----END EC PRIVATE KEY-----\n";
    let invalid = "-----BEGIN PRIVATE KEY-----\nMAA=\n-----END PRIVATE KEY-----\n";
    for (key, expected) in [
        ("", CertificateError::NoKey),
        (encrypted, CertificateError::EncryptedKey),
        (old_encrypted, CertificateError::EncryptedKey),
        (old_curve, CertificateError::NotRsa),
        (&curve, CertificateError::NotRsa),
        (SHORT_KEY, CertificateError::TooShort),
        (invalid, CertificateError::InvalidKey),
        (&other.pem(), CertificateError::KeyMismatch),
        (&key.pem()[..400], CertificateError::Pem),
    ] {
        assert_eq!(refused(&format!("{certificate}{key}")), expected);
    }
}

#[test]
fn each_kind_of_invalid_certificate_has_its_own_error() {
    let key = TestKey::rsa();
    let pem = key.pem();
    let with_key = |certificate: &str| refused(&format!("{certificate}{pem}"));
    assert_eq!(with_key(""), CertificateError::NoCertificate);
    let invalid = "-----BEGIN CERTIFICATE-----\nMAA=\n-----END CERTIFICATE-----\n";
    assert_eq!(with_key(invalid), CertificateError::InvalidCertificate);
    assert_eq!(with_key(&key.certificate(2020..2021)), CertificateError::Expired { at: 1_609_459_200 });
    assert_eq!(with_key(&key.certificate(2090..2100)), CertificateError::NotYetValid { from: 3_786_912_000 });
}

#[test]
fn crlf_a_byte_order_mark_and_comments_are_accepted() {
    let key = TestKey::rsa();
    let text = format!("Bag Attributes\n{}subject=x\n{}", key.certificate(VALID), key.pem());
    Files::new(&format!("\u{feff}{}", text.replace('\n', "\r\n"))).open().unwrap();
}

#[test]
fn a_key_open_to_others_is_rejected_but_not_a_certificate() {
    let key = TestKey::rsa();
    let folder = tempfile::tempdir().unwrap();
    let certificate = private_file(folder.path(), "cert.pem", &key.certificate(VALID));
    let key = private_file(folder.path(), "key.pem", &key.pem());
    fs::set_permissions(&certificate, Permissions::from_mode(0o644)).unwrap();
    let paths = CertificatePaths { certificate: certificate.clone(), key: Some(key.clone()) };
    let open = || CertificateFile::open(paths.clone(), false).map(|_| ());
    assert_eq!(open(), Ok(()));
    fs::set_permissions(&key, Permissions::from_mode(0o644)).unwrap();
    assert_eq!(open(), Err(CertificateError::KeyFile(SecretFileError::OpenToOthers { mode: 0o644 })));
    fs::remove_file(&key).unwrap();
    assert_eq!(open(), Err(CertificateError::KeyFile(SecretFileError::Read(ErrorKind::NotFound))));
    fs::remove_file(&certificate).unwrap();
    fs::create_dir(&certificate).unwrap();
    assert_eq!(open(), Err(CertificateError::CertificateFile(SecretFileError::NoFile)));
}
