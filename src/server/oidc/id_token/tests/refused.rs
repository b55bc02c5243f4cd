//! Rejected ID tokens: a named test for each rule and each attack, and the expected error of each.

use std::error::Error as _;

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use serde_json::{Value, json};

use super::{CLIENT, FIRST, IdTokenError as Error, NOW, OTHER, SECOND, SignIn, Signer, TENANT, remove, with};
use crate::server::entra::IssuerRefused as Refused;

macro_rules! refused {
    ($($name:ident: $change:expr, $error:pat,)*) => {$(
        #[test]
        fn $name() {
            let sign_in = SignIn::with($change);
            match sign_in.verdict() {
                Err($error) => {}
                other => panic!("{other:?}"),
            }
        }
    )*};
}

refused! {
    another_issuer: |it| it.claims["iss"] = format!("https://login.microsoftonline.com/{OTHER}/v2.0").into(),
        Error::Issuer(Refused::OtherIssuer(_)),
    no_issuer: |it| remove(&mut it.claims, "iss"), Error::MissingClaim("iss"),
    a_tenant_that_the_issuer_does_not_name: |it| it.claims["tid"] = OTHER.into(), Error::Issuer(Refused::Tenant(_)),
    a_token_of_version_one: |it| it.claims["ver"] = "1.0".into(), Error::Issuer(Refused::Version),

    another_audience: |it| it.claims["aud"] = OTHER.into(), Error::Audience,
    a_list_of_other_audiences: |it| it.claims["aud"] = json!([OTHER, "api"]), Error::Audience,
    an_empty_list_of_audiences: |it| it.claims["aud"] = json!([]), Error::Audience,
    no_audience: |it| remove(&mut it.claims, "aud"), Error::MissingClaim("aud"),
    several_audiences_without_azp: |it| it.claims["aud"] = json!([CLIENT, OTHER]), Error::OtherAudiences,
    several_audiences_even_with_azp: |it| {
        it.claims["aud"] = json!([CLIENT, OTHER]);
        it.claims["azp"] = CLIENT.into();
    }, Error::OtherAudiences,
    another_authorized_party: |it| it.claims["azp"] = OTHER.into(), Error::AuthorizedParty,

    a_signature_of_another_key: |it| it.signer = Signer::Rs256(&SECOND), Error::Signature,
    no_signature: |it| it.signer = Signer::Unsigned, Error::Signature,
    alg_none: |it| {
        it.header["alg"] = "none".into();
        it.signer = Signer::Unsigned;
    }, Error::Algorithm(_),
    alg_none_in_other_letters: |it| {
        it.header["alg"] = "nOnE".into();
        it.signer = Signer::Unsigned;
    }, Error::Algorithm(_),
    hs256_with_the_public_key: |it| {
        it.header["alg"] = "HS256".into();
        it.signer = Signer::Hs256(FIRST.modulus());
    }, Error::Algorithm(_),
    hs256_with_the_client_secret: |it| {
        it.header["alg"] = "HS256".into();
        it.signer = Signer::Hs256(b"client-secret".to_vec());
    }, Error::Algorithm(_),
    an_algorithm_that_is_not_supported: |it| it.header["alg"] = "RS512".into(), Error::Algorithm("RS512"),
    no_algorithm: |it| remove(&mut it.header, "alg"), Error::Malformed,

    an_unknown_key: |it| {
        it.header["kid"] = "second".into();
        it.signer = Signer::Rs256(&SECOND);
    }, Error::UnknownKey,
    two_keys_and_no_kid_in_the_token: |it| {
        it.keys.push(with(SECOND.jwk(), json!({ "kid": "second" })));
        remove(&mut it.header, "kid");
    }, Error::AmbiguousKey,
    two_keys_without_a_kid: |it| {
        it.keys = vec![FIRST.jwk(), SECOND.jwk()];
        remove(&mut it.header, "kid");
    }, Error::AmbiguousKey,
    two_keys_with_the_same_kid: |it| it.keys.push(with(SECOND.jwk(), json!({ "kid": "first" }))), Error::AmbiguousKey,
    a_key_for_the_tokens_of_another_issuer: |it| {
        let issuer = "https://login.microsoftonline.com/9188040d-6c67-4c5b-b112-36a304b66dad/v2.0";
        it.keys = vec![with(FIRST.jwk(), json!({ "kid": "first", "issuer": issuer }))];
    }, Error::KeyOfOtherIssuer,
    a_key_in_the_jwk_header: |it| {
        it.header["jwk"] = SECOND.jwk();
        it.signer = Signer::Rs256(&SECOND);
    }, Error::Signature,
    a_key_at_the_jku_or_x5u_address: |it| {
        it.header["jku"] = "https://evil.example/keys".into();
        it.header["x5u"] = "https://evil.example/certificate".into();
        it.header["kid"] = "theirs".into();
        it.signer = Signer::Rs256(&SECOND);
    }, Error::UnknownKey,
    a_critical_header_extension: |it| {
        it.header["crit"] = json!(["b64"]);
        it.header["b64"] = false.into();
    }, Error::CriticalHeader,
    a_crit_header_that_is_null: |it| it.header["crit"] = Value::Null, Error::CriticalHeader,
    an_access_token_instead_of_an_id_token: |it| it.header["typ"] = "at+jwt".into(), Error::OtherType,

    an_expired_token: |it| it.claims["exp"] = (NOW - 60).into(), Error::Expired(60),
    a_missing_exp_claim: |it| remove(&mut it.claims, "exp"), Error::MissingClaim("exp"),
    a_token_before_its_nbf: |it| it.claims["nbf"] = (NOW + 61).into(), Error::NotYetValid(61),
    a_token_from_the_future: |it| it.claims["iat"] = (NOW + 61).into(), Error::IssuedInTheFuture(61),
    a_missing_iat_claim: |it| remove(&mut it.claims, "iat"), Error::MissingClaim("iat"),

    another_nonce: |it| it.claims["nonce"] = "another".into(), Error::Nonce,
    no_nonce: |it| remove(&mut it.claims, "nonce"), Error::MissingClaim("nonce"),
    a_nonce_that_was_not_requested: |it| it.nonce = None, Error::UnexpectedNonce,
    the_hash_of_another_access_token: |it| it.claims["at_hash"] = "AAAAAAAAAAAAAAAAAAAAAA".into(), Error::AccessTokenHash,
    no_subject: |it| remove(&mut it.claims, "sub"), Error::MissingClaim("sub"),
    an_empty_subject: |it| it.claims["sub"] = "".into(), Error::MissingClaim("sub"),

    a_time_that_is_text: |it| it.claims["exp"] = "tomorrow".into(), Error::Malformed,
    a_nonce_that_is_a_list: |it| it.claims["nonce"] = json!(["the-nonce"]), Error::Malformed,
    an_audience_that_is_an_object: |it| it.claims["aud"] = json!({ "a": CLIENT }), Error::Malformed,
}

#[test]
fn text_other_than_a_signed_jwt_is_malformed() {
    let sign_in = SignIn::good();
    let good = sign_in.compact();
    let parts: Vec<_> = good.split('.').collect();
    let padded = format!("{good}=");
    let encrypted = format!("{good}.{}.{}", parts[1], parts[2]);
    let without_header = format!(".{}.{}", parts[1], parts[2]);
    let two_parts = format!("{}.{}", parts[0], parts[1]);
    for text in ["", "a", "a.b", "a.b.c", "..", "{}", &padded, &encrypted, &without_header, &two_parts] {
        assert!(matches!(sign_in.verdict_on(text), Err(Error::Malformed)), "{text}");
    }
}

#[test]
fn a_duplicate_claim_is_malformed() {
    let sign_in = SignIn::good();
    let twice = sign_in.claims.to_string().replacen('{', &format!("{{\"aud\":\"{OTHER}\","), 1);
    assert!(matches!(sign_in.verdict_on(&sign_in.signed(&twice)), Err(Error::Malformed)));
}

#[test]
fn a_claim_changed_after_signing_breaks_the_signature() {
    let sign_in = SignIn::good();
    let good = sign_in.compact();
    let claims = URL_SAFE_NO_PAD.encode(sign_in.claims.to_string().replace("subject", "admin"));
    let parts: Vec<_> = good.split('.').collect();
    let changed = format!("{}.{claims}.{}", parts[0], parts[2]);
    assert!(matches!(sign_in.verdict_on(&changed), Err(Error::Signature)));
}

#[test]
fn an_oversized_token_is_rejected() {
    let sign_in = SignIn::with(|it| it.claims["groups"] = "a".repeat(40_000).into());
    assert!(matches!(sign_in.verdict(), Err(Error::TooLong(32_768))));
}

#[test]
fn a_time_error_names_the_clock_and_the_difference() {
    for (name, time) in [("exp", NOW - 100), ("nbf", NOW + 100), ("iat", NOW + 100)] {
        let error = SignIn::with(|it| it.claims[name] = time.into()).verdict().unwrap_err().to_string();
        assert!(error.contains("clock of this machine") && error.contains("100 seconds"), "{error}");
    }
}

#[test]
fn no_error_quotes_the_token() {
    let changes: [fn(&mut SignIn); 4] = [
        |it| it.claims["iss"] = format!("https://login.microsoftonline.com/{OTHER}/v2.0").into(),
        |it| it.claims["tid"] = OTHER.into(),
        |it| it.claims["aud"] = OTHER.into(),
        |it| it.claims["nonce"] = OTHER.into(),
    ];
    for change in changes {
        let error = SignIn::with(change).verdict().unwrap_err();
        let text = format!("{error} {error:?} {:?}", error.source().map(ToString::to_string));
        for claim in [OTHER, "Maya", "maya@", "the-nonce", "subject"] {
            assert!(!text.contains(claim), "{text}");
        }
    }
    assert!(SignIn::good().claims.to_string().contains(TENANT));
}

proptest::proptest! {
    #[test]
    fn given_any_text_then_the_id_token_is_rejected(text in "[A-Za-z0-9_.-]{0,200}", header in "\\PC{0,40}", claims in "\\PC{0,60}") {
        let sign_in = SignIn::good();
        proptest::prop_assert!(sign_in.verdict_on(&text).is_err());
        let encoded = |text: &str| URL_SAFE_NO_PAD.encode(text);
        let forged = format!("{}.{}.AA", encoded(&header), encoded(&claims));
        proptest::prop_assert!(sign_in.verdict_on(&forged).is_err());
        proptest::prop_assert!(sign_in.verdict_on(&sign_in.signed(&claims)).is_err());
    }
}
