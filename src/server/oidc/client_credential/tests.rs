//! The client credential: assertions, the choice of a certificate, and files that change.

mod errors;
mod expiry;

use std::{fs, path::PathBuf};

use aws_lc_rs::signature::{RSA_PKCS1_2048_8192_SHA256, RSA_PSS_2048_8192_SHA256, UnparsedPublicKey};
use base64::{
    Engine as _,
    engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD},
};
use serde_json::{Value, json};
use tempfile::TempDir;
use x509_cert::der::Decode as _;

use super::{
    AssertionFile, AssertionFileError, AssertionRequest, CertificateError, CertificateFile, CertificatePaths,
    test_certificates::{TestKey, VALID, der, private_file},
};
use crate::server::{clock, oidc::SignatureAlgorithm};

const AUDIENCE: &str = "https://login.microsoftonline.com/a/oauth2/v2.0/token";

fn request(is_reusable: bool) -> AssertionRequest<'static> {
    AssertionRequest { client_id: "app", audience: AUDIENCE, algorithm: SignatureAlgorithm::Ps256, is_reusable }
}

/// A folder with one file, which contains certificates and keys.
struct Files {
    folder: TempDir,
    path: PathBuf,
}

impl Files {
    fn new(text: &str) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let path = private_file(folder.path(), "app.pem", text);
        Self { folder, path }
    }

    fn open(&self) -> Result<CertificateFile, CertificateError> {
        CertificateFile::open(CertificatePaths { certificate: self.path.clone(), key: None }, false)
    }

    /// Replaces the file by a rename, as Kubernetes does.
    fn replace(&self, text: &str) {
        let new = private_file(self.folder.path(), "new.pem", text);
        fs::rename(new, &self.path).unwrap();
    }
}

fn parts(assertion: &str) -> [Value; 2] {
    let mut parts = assertion.split('.').map(|part| URL_SAFE_NO_PAD.decode(part).unwrap());
    [(); 2].map(|()| serde_json::from_slice(&parts.next().unwrap()).unwrap())
}

fn thumbprint_of(pem: &str) -> String {
    URL_SAFE_NO_PAD.encode(aws_lc_rs::digest::digest(&aws_lc_rs::digest::SHA256, &der(pem)))
}

/// Returns the thumbprint of the certificate that signs the next assertion.
fn signing(file: &CertificateFile) -> Value {
    let [header, _] = parts(&file.assertion(&request(false)).unwrap().text);
    header["x5t#S256"].clone()
}

#[test]
fn an_assertion_has_the_header_and_claims_that_entra_expects() {
    let key = TestKey::rsa();
    let certificate = key.certificate(VALID);
    let file = Files::new(&format!("{certificate}{}", key.pem())).open().unwrap();
    let before = clock::unix_now();
    let assertion = file.assertion(&request(false)).unwrap();
    let [header, claims] = parts(&assertion.text);
    assert_eq!(header, json!({ "alg": "PS256", "typ": "JWT", "x5t#S256": thumbprint_of(&certificate) }));
    let at = claims["iat"].as_i64().unwrap();
    assert!((before..=clock::unix_now()).contains(&at));
    let jti = claims["jti"].as_str().unwrap();
    assert!(uuid::Uuid::parse_str(jti).is_ok());
    let expected =
        json!({ "aud": AUDIENCE, "iss": "app", "sub": "app", "jti": jti, "nbf": at, "iat": at, "exp": at + 300 });
    assert_eq!(claims, expected);
}

#[test]
fn the_key_of_the_certificate_verifies_ps256_and_rs256() {
    let key = TestKey::rsa();
    let certificate = key.certificate(VALID);
    let parsed = x509_cert::Certificate::from_der(&der(&certificate)).unwrap();
    let public = parsed.tbs_certificate.subject_public_key_info.subject_public_key;
    let file = Files::new(&format!("{certificate}{}", key.pem())).open().unwrap();
    for (algorithm, rules) in [
        (SignatureAlgorithm::Ps256, &RSA_PSS_2048_8192_SHA256),
        (SignatureAlgorithm::Rs256, &RSA_PKCS1_2048_8192_SHA256),
    ] {
        let assertion = file.assertion(&AssertionRequest { algorithm, ..request(false) }).unwrap();
        assert_eq!(parts(&assertion.text)[0]["alg"], algorithm.name());
        let (input, signature) = assertion.text.rsplit_once('.').unwrap();
        let signature = URL_SAFE_NO_PAD.decode(signature).unwrap();
        UnparsedPublicKey::new(rules, public.raw_bytes()).verify(input.as_bytes(), &signature).unwrap();
    }
}

#[test]
fn an_assertion_is_reused_at_the_same_audience_if_allowed() {
    let key = TestKey::rsa();
    let file = Files::new(&format!("{}{}", key.certificate(VALID), key.pem())).open().unwrap();
    let text = |request| file.assertion(&request).unwrap().text;
    assert_eq!(text(request(true)), text(request(true)));
    assert_ne!(text(request(true)), text(AssertionRequest { audience: "https://other.example/", ..request(true) }));
    assert_ne!(text(request(false)), text(request(false)));
}

#[test]
fn the_chain_is_the_certificate_and_its_issuers_in_order() {
    let key = TestKey::rsa();
    let [leaf, root] = key.certificates_by(&TestKey::elliptic_curve());
    let files = Files::new(&format!("{root}{leaf}{}", key.pem()));
    let paths = CertificatePaths { certificate: files.path.clone(), key: None };
    let file = CertificateFile::open(paths, true).unwrap();
    let [header, _] = parts(&file.assertion(&request(false)).unwrap().text);
    assert_eq!(header["x5c"], json!([STANDARD.encode(der(&leaf)), STANDARD.encode(der(&root))]));
    assert_eq!(header["x5t#S256"], thumbprint_of(&leaf));
}

#[test]
fn of_several_certificates_the_newest_valid_one_signs() {
    let [old, new, other] = [(); 3].map(|()| TestKey::rsa());
    let certificates = [old.certificate(2019..2100), new.certificate(2021..2100), other.certificate(2090..2100)];
    let keys = [&old, &new, &other].map(TestKey::pem).concat();
    let files = Files::new(&format!("{}{keys}", certificates.concat()));
    let file = files.open().unwrap();
    assert_eq!(signing(&file), thumbprint_of(&certificates[1]));
    let first = file.assertion(&request(true)).unwrap();
    let second = file.assertion_by_another(&first.certificate, &request(true)).unwrap().unwrap();
    assert_eq!(parts(&second.text)[0]["x5t#S256"], thumbprint_of(&certificates[0]));
    files.replace(&format!("{}{}", certificates[0], old.pem()));
    let only = file.assertion(&request(true)).unwrap();
    assert!(file.assertion_by_another(&only.certificate, &request(true)).unwrap().is_none());
}

#[test]
fn a_replaced_file_is_reread_and_a_damaged_one_is_not_used() {
    let [old, new] = [(); 2].map(|()| TestKey::rsa());
    let [of_old, of_new] = [&old, &new].map(|key| key.certificate(VALID));
    let files = Files::new(&format!("{of_old}{}", old.pem()));
    let file = files.open().unwrap();
    assert_eq!(signing(&file), thumbprint_of(&of_old));
    let whole = format!("{of_new}{}", new.pem());
    files.replace(&whole[..whole.len() / 2]);
    assert_eq!(signing(&file), thumbprint_of(&of_old));
    fs::remove_file(&files.path).unwrap();
    assert_eq!(signing(&file), thumbprint_of(&of_old));
    files.replace(&whole);
    assert_eq!(signing(&file), thumbprint_of(&of_new));
}

#[test]
fn a_replacement_that_is_not_yet_valid_waits_for_its_time() {
    let [old, new] = [(); 2].map(|()| TestKey::rsa());
    let of_old = old.certificate(VALID);
    let files = Files::new(&format!("{of_old}{}", old.pem()));
    let file = files.open().unwrap();
    files.replace(&format!("{}{}", new.certificate(2090..2100), new.pem()));
    assert_eq!(signing(&file), thumbprint_of(&of_old));
}

#[test]
fn an_assertion_file_is_reread_and_must_contain_a_token() {
    let folder = tempfile::tempdir().unwrap();
    let path = private_file(folder.path(), "token", "\u{feff}a.b-_.c\r\n");
    let file = AssertionFile::open(path.clone()).unwrap();
    assert_eq!(*file.read().unwrap(), "a.b-_.c");
    fs::write(&path, "d.e.f").unwrap();
    assert_eq!(*file.read().unwrap(), "d.e.f");
    for wrong in ["", "a.b", "a.b.c.d", "a..c", "a.b.c d.e.f", "a.b.c=", "<html>"] {
        fs::write(&path, wrong).unwrap();
        assert_eq!(file.read().unwrap_err(), AssertionFileError::NotToken, "{wrong}");
    }
}
