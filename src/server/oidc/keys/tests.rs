//! Key sets: the keys that can verify an ID token, and the selection of the key for a token.

mod signers;

use aws_lc_rs::signature::RSA_PSS_SHA256;
use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use serde_json::{Value, json};

pub use signers::{EcTestKey, FIRST, P256, P384, SECOND, TestKey, other_p256};

use super::{NoKey, SignatureAlgorithm, SigningKeys, SigningKeysError, WantedKey};

const ISSUER: &str = "https://login.microsoftonline.com/0a1b2c3d-0000-4000-8000-00000000000a/v2.0";
const TENANT: &str = "0a1b2c3d-0000-4000-8000-00000000000a";
const TEMPLATE: &str = "https://login.microsoftonline.com/{tenantid}/v2.0";

/// Adds members to a JSON web key, or replaces them.
pub fn with(mut jwk: Value, members: Value) -> Value {
    for (name, value) in members.as_object().unwrap() {
        jwk[name] = value.clone();
    }
    jwk
}

pub fn set(keys: &[Value]) -> SigningKeys {
    parse(keys).unwrap()
}

fn parse(keys: &[Value]) -> Result<SigningKeys, SigningKeysError> {
    SigningKeys::parse(json!({ "keys": keys }).to_string().as_bytes())
}

fn find(keys: &[Value], key_id: Option<&str>) -> Result<bool, NoKey> {
    let keys = set(keys);
    keys.find(wanted(key_id, SignatureAlgorithm::Rs256)).map(|key| key.has_signed(b"message", &FIRST.sign(b"message")))
}

fn wanted(key_id: Option<&str>, algorithm: SignatureAlgorithm) -> WantedKey<'_> {
    WantedKey { algorithm, key_id, issuer: ISSUER, tenant: Some(TENANT) }
}

#[test]
fn a_key_verifies_what_it_signed_and_nothing_else() {
    let keys = set(&[with(FIRST.jwk(), json!({ "kid": "a" }))]);
    let key = keys.find(wanted(Some("a"), SignatureAlgorithm::Rs256)).unwrap();
    let signature = FIRST.sign(b"message");
    assert!(key.has_signed(b"message", &signature));
    assert!(!key.has_signed(b"another", &signature));
    assert!(!key.has_signed(b"message", &SECOND.sign(b"message")));
    assert!(!key.has_signed(b"message", &[]));
}

#[test]
fn keys_that_cannot_verify_rs256_are_ignored() {
    let short = URL_SAFE_NO_PAD.encode([0xff; 128]);
    let long = URL_SAFE_NO_PAD.encode(vec![0xff; 1025]);
    let one_bit_less = URL_SAFE_NO_PAD.encode([&[0x7f][..], &[0xff; 255]].concat());
    for members in [
        json!({ "use": "enc" }),
        json!({ "kty": "EC", "crv": "P-256", "x": "AA", "y": "AA" }),
        json!({ "kty": "oct", "k": "AA" }),
        json!({ "kty": 1 }),
        json!({ "alg": "RS512" }),
        json!({ "alg": "HS256" }),
        json!({ "key_ops": ["encrypt"] }),
        json!({ "n": short }),
        json!({ "n": long }),
        json!({ "n": one_bit_less }),
        json!({ "n": "" }),
        json!({ "n": "no base64!" }),
        json!({ "e": "AQ" }),
        json!({ "e": "" }),
        json!({ "n": null }),
    ] {
        let bad = with(with(FIRST.jwk(), json!({ "kid": "bad" })), members.clone());
        assert!(matches!(parse(std::slice::from_ref(&bad)), Err(SigningKeysError::NoSigningKey)), "{members}");
        let good = with(FIRST.jwk(), json!({ "kid": "good", "alg": "RS256", "key_ops": ["verify"] }));
        assert_eq!(find(&[bad.clone(), good.clone()], Some("good")), Ok(true), "{members}");
        assert_eq!(find(&[bad, good], Some("bad")), Err(NoKey::Unknown), "{members}");
    }
}

#[test]
fn a_member_that_is_not_needed_does_not_make_a_key_unusable() {
    for members in [json!({ "key_ops": "verify" }), json!({ "crv": 5, "x": [], "y": {} }), json!({ "kid": 5 })] {
        assert_eq!(find(&[with(FIRST.jwk(), members.clone())], None), Ok(true), "{members}");
    }
    for members in [json!({ "key_ops": "encrypt" }), json!({ "use": 5 }), json!({ "alg": 5 }), json!({ "issuer": 5 })] {
        assert!(
            matches!(parse(&[with(FIRST.jwk(), members.clone())]), Err(SigningKeysError::NoSigningKey)),
            "{members}"
        );
    }
}

#[test]
fn a_null_member_of_a_key_counts_as_missing() {
    let nothing = json!({ "use": null, "key_ops": null, "alg": null, "issuer": null, "x5c": 5, "x5t": {} });
    assert_eq!(find(&[with(FIRST.jwk(), nothing.clone())], None), Ok(true));
    assert_eq!(find(&[with(with(FIRST.jwk(), nothing), json!({ "kid": null }))], Some("a")), Err(NoKey::Unknown));
    for members in [json!({ "kid": 5 }), json!({ "use": [] }), json!({ "issuer": 5 }), json!({ "key_ops": "verify" })] {
        let bad = with(FIRST.jwk(), members);
        assert_eq!(find(&[bad, with(FIRST.jwk(), json!({ "kid": "good" }))], Some("good")), Ok(true));
    }
}

#[test]
fn a_modulus_may_have_a_leading_zero_and_padding() {
    let jwk = with(FIRST.jwk(), json!({ "kid": "a" }));
    let padded = base64::engine::general_purpose::URL_SAFE.encode([&[0][..], &FIRST.modulus()].concat());
    assert!(padded.ends_with('='));
    assert_eq!(find(&[with(jwk, json!({ "n": padded }))], Some("a")), Ok(true));
}

#[test]
fn documents_without_usable_keys_are_rejected() {
    for document in ["", "[]", "{}", r#"{"keys":{}}"#, r#"{"keys":null}"#, "<html>", r#"{"keys":[{"kty":"RSA""#] {
        assert!(matches!(SigningKeys::parse(document.as_bytes()), Err(SigningKeysError::NotAKeySet(_))), "{document}");
    }
    for document in [r#"{"keys":[]}"#, r#"{"keys":[null,1,"a",{}]}"#] {
        assert!(matches!(SigningKeys::parse(document.as_bytes()), Err(SigningKeysError::NoSigningKey)), "{document}");
    }
}

#[test]
fn a_token_without_a_key_id_needs_a_set_of_one_key() {
    let first = with(FIRST.jwk(), json!({ "kid": "a" }));
    assert_eq!(find(std::slice::from_ref(&first), None), Ok(true));
    assert_eq!(find(&[FIRST.jwk()], None), Ok(true));
    assert_eq!(find(&[first.clone(), with(SECOND.jwk(), json!({ "kid": "b" }))], None), Err(NoKey::Ambiguous));
    assert_eq!(find(&[FIRST.jwk(), SECOND.jwk()], None), Err(NoKey::Ambiguous));
    assert_eq!(find(&[FIRST.jwk()], Some("a")), Err(NoKey::Unknown));
}

#[test]
fn two_keys_with_one_kid_are_ambiguous() {
    let [first, second] = [FIRST.jwk(), SECOND.jwk()].map(|jwk| with(jwk, json!({ "kid": "a" })));
    assert_eq!(find(&[first.clone(), second], Some("a")), Err(NoKey::Ambiguous));
    let again = with(first.clone(), json!({ "issuer": TEMPLATE }));
    assert_eq!(find(&[first, again], Some("a")), Ok(true), "the same key twice is one key");
}

#[test]
fn a_key_is_found_for_tokens_of_its_issuer_only() {
    let personal = "https://login.microsoftonline.com/9188040d-6c67-4c5b-b112-36a304b66dad/v2.0";
    for (issuer, expected) in [
        (TEMPLATE, Ok(true)),
        (ISSUER, Ok(true)),
        (personal, Err(NoKey::OfOtherIssuer)),
        ("https://login.microsoftonline.us/{tenantid}/v2.0", Err(NoKey::OfOtherIssuer)),
    ] {
        let key = with(FIRST.jwk(), json!({ "kid": "a", "issuer": issuer }));
        assert_eq!(find(&[key], Some("a")), expected, "{issuer}");
    }
    let of_both = [
        with(SECOND.jwk(), json!({ "kid": "a", "issuer": personal })),
        with(FIRST.jwk(), json!({ "kid": "a", "issuer": TEMPLATE })),
    ];
    assert_eq!(find(&of_both, Some("a")), Ok(true), "the issuer tells two keys of one key ID apart");
}

#[test]
fn the_type_and_the_curve_of_a_key_decide_its_algorithms() {
    use SignatureAlgorithm::{Es256, Es384, Ps256, Rs256};

    for (jwk, algorithms) in [
        (FIRST.jwk(), vec![Rs256, Ps256]),
        (with(FIRST.jwk(), json!({ "alg": "RS256" })), vec![Rs256]),
        (with(FIRST.jwk(), json!({ "alg": "PS256" })), vec![Ps256]),
        (P256.jwk(), vec![Es256]),
        (with(P256.jwk(), json!({ "alg": "ES256" })), vec![Es256]),
        (P384.jwk(), vec![Es384]),
    ] {
        let keys = set(&[with(jwk.clone(), json!({ "kid": "a" }))]);
        for algorithm in [Rs256, Ps256, Es256, Es384] {
            let found = keys.find(wanted(Some("a"), algorithm)).map(drop);
            let expected = if algorithms.contains(&algorithm) { Ok(()) } else { Err(NoKey::OfOtherAlgorithm) };
            assert_eq!(found, expected, "{jwk} {algorithm:?}");
        }
    }
}

#[test]
fn a_key_on_a_curve_verifies_what_it_signed_and_nothing_else() {
    let keys = set(&[with(P256.jwk(), json!({ "kid": "a" })), with(P384.jwk(), json!({ "kid": "b" }))]);
    for (key_id, algorithm, signer) in
        [("a", SignatureAlgorithm::Es256, &P256), ("b", SignatureAlgorithm::Es384, &P384)]
    {
        let key = keys.find(wanted(Some(key_id), algorithm)).unwrap();
        let signature = signer.sign(b"message");
        assert!(key.has_signed(b"message", &signature) && !key.has_signed(b"another", &signature));
        assert!(!key.has_signed(b"message", &vec![0; signature.len()]) && !key.has_signed(b"message", &[]));
    }
    let rsa = set(&[FIRST.jwk()]);
    let pss = rsa.find(wanted(None, SignatureAlgorithm::Ps256)).unwrap();
    assert!(pss.has_signed(b"message", &FIRST.sign_by(&RSA_PSS_SHA256, b"message")));
    assert!(!pss.has_signed(b"message", &FIRST.sign(b"message")), "the padding is that of the algorithm");
}

#[test]
fn unusable_elliptic_curve_keys_are_ignored() {
    for members in [
        json!({ "crv": "P-521" }),
        json!({ "crv": "P-384" }),
        json!({ "crv": "secp256k1" }),
        json!({ "crv": null }),
        json!({ "x": "AA" }),
        json!({ "y": null }),
        json!({ "y": P256.jwk()["x"] }),
        json!({ "kty": "OKP" }),
        json!({ "alg": "ES384" }),
        json!({ "use": "enc" }),
    ] {
        let bad = with(P256.jwk(), members.clone());
        assert!(matches!(parse(&[bad]), Err(SigningKeysError::NoSigningKey)), "{members}");
    }
}

proptest::proptest! {
    #[test]
    fn given_any_document_then_the_key_parser_does_not_panic(text in "\\PC{0,60}", n in "[A-Za-z0-9_=-]{0,400}", e in "[A-Za-z0-9_=-]{0,8}") {
        let _ = SigningKeys::parse(text.as_bytes());
        let _ = parse(&[json!({ "kty": "RSA", "n": n, "e": e })]);
    }
}
