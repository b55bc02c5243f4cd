//! Signature algorithms: a provider other than Microsoft may use those that its metadata and this app's list have in common.

use serde_json::{Value, json};

use super::{Authority, EcTestKey, FIRST, IdTokenError as Error, SignIn, Signer, remove, with};
use crate::server::oidc::keys::tests::{P256, P384};

const ISSUER: &str = "https://op.example";

/// A sign-in at a plain OpenID provider with a key of each type, whose metadata lists these algorithms.
fn at_provider(listed: Value, alg: &str, key_id: &str, signer: Signer) -> SignIn {
    SignIn::with(|it| {
        it.authority = Authority::parse_oidc_authority(ISSUER).unwrap();
        it.issuer = ISSUER.to_owned();
        it.claims["iss"] = ISSUER.into();
        it.keys = vec![
            with(FIRST.jwk(), json!({ "kid": "rsa" })),
            with(P256.jwk(), json!({ "kid": "p256" })),
            with(P384.jwk(), json!({ "kid": "p384" })),
        ];
        it.algorithms = listed;
        it.header = json!({ "typ": "JWT", "alg": alg, "kid": key_id });
        it.signer = signer;
    })
}

/// Returns each algorithm with the key that fits it.
fn each() -> [(&'static str, &'static str, Signer); 4] {
    [
        ("RS256", "rsa", Signer::Rs256(&FIRST)),
        ("PS256", "rsa", Signer::Ps256(&FIRST)),
        ("ES256", "p256", Signer::Ec(&P256)),
        ("ES384", "p384", Signer::Ec(&P384)),
    ]
}

#[test]
fn an_algorithm_that_the_metadata_lists_is_accepted() {
    for (alg, key_id, signer) in each() {
        let verdict = at_provider(json!(["RS512", alg]), alg, key_id, signer).verdict();
        assert!(verdict.is_ok(), "{alg} {verdict:?}");
    }
}

#[test]
fn an_algorithm_that_the_metadata_does_not_list_is_unsupported() {
    for listed in [json!(["RS256"]), json!([]), Value::Null, json!("RS256")] {
        for (alg, key_id, signer) in each().into_iter().skip(1) {
            let verdict = at_provider(listed.clone(), alg, key_id, signer).verdict();
            assert!(matches!(verdict, Err(Error::Algorithm(named)) if named == alg), "{listed} {alg} {verdict:?}");
        }
    }
}

#[test]
fn rs256_is_accepted_even_if_the_metadata_omits_it() {
    assert!(at_provider(json!(["ES256"]), "RS256", "rsa", Signer::Rs256(&FIRST)).verdict().is_ok());
}

#[test]
fn microsofts_authorities_accept_rs256_only() {
    for (alg, key_id, signer) in each().into_iter().skip(1) {
        let sign_in = SignIn { authority: SignIn::good().authority, ..at_provider(json!([alg]), alg, key_id, signer) };
        let sign_in = SignIn { issuer: SignIn::good().issuer, claims: SignIn::good().claims, ..sign_in };
        let verdict = sign_in.verdict();
        assert!(matches!(verdict, Err(Error::Algorithm(named)) if named == alg), "{alg} {verdict:?}");
    }
}

#[test]
fn an_algorithm_outside_the_list_is_unsupported_even_if_listed() {
    for alg in ["HS256", "RS512", "ES512", "EdDSA", "none"] {
        let verdict = at_provider(json!([alg]), alg, "rsa", Signer::Rs256(&FIRST)).verdict();
        assert!(matches!(verdict, Err(Error::Algorithm(named)) if named == alg), "{alg} {verdict:?}");
    }
}

#[test]
fn a_key_of_another_type_or_curve_is_refused() {
    let all = || json!(["RS256", "PS256", "ES256", "ES384"]);
    let p256: &'static EcTestKey = &P256;
    for (alg, key_id, signer) in [
        ("ES256", "rsa", Signer::Rs256(&FIRST)),
        ("RS256", "p256", Signer::Ec(p256)),
        ("PS256", "p256", Signer::Ec(p256)),
        ("ES384", "p256", Signer::Ec(p256)),
        ("ES256", "p384", Signer::Ec(&P384)),
    ] {
        let verdict = at_provider(all(), alg, key_id, signer).verdict();
        assert!(matches!(verdict, Err(Error::KeyOfOtherAlgorithm)), "{alg} {key_id} {verdict:?}");
    }
}

#[test]
fn a_signature_of_another_algorithm_of_the_same_key_is_refused() {
    let all = || json!(["RS256", "PS256"]);
    for (alg, signer) in [("RS256", Signer::Ps256(&FIRST)), ("PS256", Signer::Rs256(&FIRST))] {
        assert!(matches!(at_provider(all(), alg, "rsa", signer).verdict(), Err(Error::Signature)), "{alg}");
    }
}

#[test]
fn the_key_is_found_by_kid_or_as_the_only_fitting_one() {
    let unknown = at_provider(json!(["ES256"]), "ES256", "p521", Signer::Ec(&P256)).verdict();
    assert!(matches!(unknown, Err(Error::UnknownKey)), "{unknown:?}");
    let mut without = at_provider(json!(["ES256"]), "ES256", "p256", Signer::Ec(&P256));
    remove(&mut without.header, "kid");
    assert!(without.verdict().is_ok(), "one key of the set fits the algorithm");
    without.keys.push(with(crate::server::oidc::keys::tests::other_p256().jwk(), json!({ "kid": "other" })));
    assert!(matches!(without.verdict(), Err(Error::AmbiguousKey)));
}

#[test]
fn at_hash_uses_the_hash_of_the_signing_algorithm() {
    use base64::Engine as _;

    let hash = aws_lc_rs::digest::digest(&aws_lc_rs::digest::SHA384, b"access");
    let at_hash = base64::engine::general_purpose::URL_SAFE_NO_PAD.encode(&hash.as_ref()[..24]);
    for (alg, key_id, signer) in each() {
        let mut sign_in = at_provider(json!([alg]), alg, key_id, signer);
        sign_in.claims["at_hash"] = at_hash.clone().into();
        assert_eq!(sign_in.verdict().is_ok(), alg == "ES384", "{alg}");
    }
}
