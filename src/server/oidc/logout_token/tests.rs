//! One test for each rule of Back-Channel Logout 1.0 §2.4 and §2.6, with tokens signed here.

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use openidconnect::ClientId;
use serde_json::{Value, json};
use time::OffsetDateTime;

use super::{EVENT, LogoutTokenError as Error, LogoutTokenRules, VerifiedLogoutToken, verify_logout_token};
use crate::server::{
    entra::{AllowedTenants, Authority, IssuerPolicy, IssuerRefused},
    oidc::{
        IdTokenError, ProviderMetadata, ProviderSnapshot,
        keys::tests::{FIRST, SECOND, TestKey, set, with},
    },
};

const ISSUER: &str = "https://op.example";
const CLIENT: &str = "the-app";
const NOW: i64 = 1_790_000_000;

/// A logout token that the provider sends, and the key that signs it.
struct Sent {
    header: Value,
    claims: Value,
    key: Option<&'static TestKey>,
}

impl Sent {
    fn good() -> Self {
        Self {
            header: json!({ "typ": "logout+jwt", "alg": "RS256", "kid": "first" }),
            claims: json!({
                "iss": ISSUER, "aud": CLIENT, "iat": NOW, "exp": NOW + 120, "jti": "one", "sub": "subject",
                "sid": "session", "events": { EVENT: {} },
            }),
            key: Some(&FIRST),
        }
    }

    fn with(change: impl FnOnce(&mut Self)) -> Self {
        let mut sent = Self::good();
        change(&mut sent);
        sent
    }

    fn compact(&self) -> String {
        let encoded = |text: &str| URL_SAFE_NO_PAD.encode(text);
        let input = format!("{}.{}", encoded(&self.header.to_string()), encoded(&self.claims.to_string()));
        let signature = self.key.map(|key| key.sign(input.as_bytes())).unwrap_or_default();
        format!("{input}.{}", URL_SAFE_NO_PAD.encode(signature))
    }

    fn verdict(&self) -> Result<VerifiedLogoutToken, Error> {
        verdict_on(&self.compact())
    }
}

fn verdict_on(compact: &str) -> Result<VerifiedLogoutToken, Error> {
    let authority = Authority::parse_oidc_authority(ISSUER).unwrap();
    let metadata = json!({
        "issuer": ISSUER, "authorization_endpoint": "https://op.example/a", "token_endpoint": "https://op.example/t",
        "jwks_uri": "https://op.example/k",
    });
    let metadata = ProviderMetadata::parse(metadata.to_string().as_bytes()).unwrap();
    let policy = IssuerPolicy::new(&authority, &AllowedTenants::Any, ISSUER).unwrap();
    let keys = set(&[with(FIRST.jwk(), json!({ "kid": "first" }))]);
    let provider = ProviderSnapshot::known(metadata, keys, policy);
    let client_id = ClientId::new(CLIENT.to_owned());
    let now = OffsetDateTime::from_unix_timestamp(NOW).unwrap();
    verify_logout_token(compact, &LogoutTokenRules { provider: &provider, client_id: &client_id, now })
}

fn remove(object: &mut Value, name: &str) {
    object.as_object_mut().unwrap().remove(name);
}

macro_rules! refused {
    ($($name:ident: $change:expr, $error:pat,)*) => {$(
        #[test]
        fn $name() {
            match Sent::with($change).verdict() {
                Err($error) => {}
                other => panic!("{other:?}"),
            }
        }
    )*};
}

refused! {
    a_signature_of_another_key: |it| it.key = Some(&SECOND), Error::AsIdToken(IdTokenError::Signature),
    no_signature: |it| it.key = None, Error::AsIdToken(IdTokenError::Signature),
    alg_none: |it| {
        it.header["alg"] = "none".into();
        it.key = None;
    }, Error::AsIdToken(IdTokenError::Algorithm(_)),
    an_algorithm_that_is_not_on_the_list: |it| it.header["alg"] = "HS256".into(), Error::AsIdToken(IdTokenError::Algorithm(_)),
    an_unknown_key: |it| it.header["kid"] = "second".into(), Error::AsIdToken(IdTokenError::UnknownKey),
    the_type_of_an_id_token: |it| it.header["typ"] = "JWT".into(), Error::AsIdToken(IdTokenError::OtherType),
    the_type_of_an_access_token: |it| it.header["typ"] = "at+jwt".into(), Error::AsIdToken(IdTokenError::OtherType),
    no_type: |it| remove(&mut it.header, "typ"), Error::AsIdToken(IdTokenError::OtherType),
    another_issuer: |it| it.claims["iss"] = "https://other.example".into(),
        Error::AsIdToken(IdTokenError::Issuer(IssuerRefused::OtherIssuer(_))),
    no_issuer: |it| remove(&mut it.claims, "iss"), Error::AsIdToken(IdTokenError::MissingClaim("iss")),
    another_audience: |it| it.claims["aud"] = "another-app".into(), Error::AsIdToken(IdTokenError::Audience),
    another_audience_as_well: |it| it.claims["aud"] = json!([CLIENT, "another-app"]),
        Error::AsIdToken(IdTokenError::OtherAudiences),
    no_audience: |it| remove(&mut it.claims, "aud"), Error::AsIdToken(IdTokenError::MissingClaim("aud")),
    a_missing_iat_claim: |it| remove(&mut it.claims, "iat"), Error::AsIdToken(IdTokenError::MissingClaim("iat")),
    an_iat_in_the_future: |it| it.claims["iat"] = (NOW + 100).into(),
        Error::AsIdToken(IdTokenError::IssuedInTheFuture(100)),
    a_missing_exp_claim: |it| remove(&mut it.claims, "exp"), Error::AsIdToken(IdTokenError::MissingClaim("exp")),
    an_exp_in_the_past: |it| it.claims["exp"] = (NOW - 100).into(), Error::AsIdToken(IdTokenError::Expired(100)),
    an_exp_too_far_in_the_future: |it| it.claims["exp"] = (NOW + 601).into(), Error::LivesTooLong(600),
    neither_sub_nor_sid: |it| {
        remove(&mut it.claims, "sub");
        remove(&mut it.claims, "sid");
    }, Error::NoUserOrSession,
    an_empty_sub_and_an_empty_sid: |it| {
        it.claims["sub"] = "".into();
        it.claims["sid"] = "".into();
    }, Error::NoUserOrSession,
    a_sid_that_is_not_text: |it| it.claims["sid"] = 1.into(), Error::Malformed,
    a_sid_of_more_than_1024_bytes: |it| it.claims["sid"] = "a".repeat(1025).into(), Error::Malformed,
    no_event: |it| remove(&mut it.claims, "events"), Error::NoEvent,
    another_event: |it| it.claims["events"] = json!({ "http://schemas.openid.net/secevent/risc/event-type/x": {} }),
        Error::NoEvent,
    an_event_that_is_not_an_object: |it| it.claims["events"] = json!({ EVENT: true }), Error::NoEvent,
    events_that_are_a_list: |it| it.claims["events"] = json!([EVENT]), Error::NoEvent,
    a_nonce: |it| it.claims["nonce"] = "the-nonce".into(), Error::Nonce,
    a_nonce_that_is_null: |it| it.claims["nonce"] = Value::Null, Error::Nonce,
    a_missing_jti_claim: |it| remove(&mut it.claims, "jti"), Error::NoTokenId,
    an_empty_jti_claim: |it| it.claims["jti"] = "".into(), Error::NoTokenId,
}

#[test]
fn a_valid_logout_token_names_the_user_and_the_session() {
    let verified = Sent::good().verdict().unwrap();
    assert_eq!(verified.issuer, ISSUER);
    assert_eq!(verified.subject.as_deref(), Some("subject"));
    assert_eq!(verified.provider_session.as_deref(), Some("session"));
    assert_eq!((verified.token_id.as_str(), verified.replayable_until), ("one", NOW + 180));
}

#[test]
fn sub_or_sid_alone_is_enough() {
    for missing in ["sub", "sid"] {
        let verified = Sent::with(|it| remove(&mut it.claims, missing)).verdict().unwrap();
        assert_eq!(
            (verified.subject.is_none(), verified.provider_session.is_none()),
            (missing == "sub", missing == "sid")
        );
    }
}

#[test]
fn a_lifetime_of_600_s_and_a_sid_of_1024_bytes_are_accepted() {
    let verified = Sent::with(|it| {
        it.claims["exp"] = (NOW + 600).into();
        it.claims["sid"] = "a".repeat(1024).into();
    })
    .verdict()
    .unwrap();
    assert_eq!(verified.provider_session.map(|session| session.len()), Some(1024));
}

#[test]
fn typ_may_be_a_media_type_in_any_case() {
    for typ in ["LOGOUT+JWT", "application/logout+jwt"] {
        assert!(Sent::with(|it| it.header["typ"] = typ.into()).verdict().is_ok(), "{typ}");
    }
}

#[test]
fn an_id_token_is_rejected_as_a_logout_token() {
    let id_token =
        json!({ "iss": ISSUER, "aud": CLIENT, "iat": NOW, "exp": NOW + 120, "sub": "subject", "nonce": "n" });
    let sent =
        Sent { header: json!({ "typ": "JWT", "alg": "RS256", "kid": "first" }), claims: id_token, key: Some(&FIRST) };
    assert!(matches!(sent.verdict(), Err(Error::AsIdToken(IdTokenError::OtherType))));
}

#[test]
fn text_other_than_a_signed_jwt_is_rejected() {
    let good = Sent::good().compact();
    for text in ["", "a", "a.b.c", "..", &format!("{good}="), &format!("{good}.a"), &"a".repeat(40_000)] {
        assert!(verdict_on(text).is_err(), "{text}");
    }
}

#[test]
fn no_error_quotes_the_token() {
    for change in
        [|it: &mut Sent| it.claims["nonce"] = "quoted".into(), |it: &mut Sent| it.claims["sid"] = json!(["quoted"])]
    {
        let error = Sent::with(change).verdict().unwrap_err();
        assert!(!format!("{error} {error:?}").contains("quoted"), "{error:?}");
    }
}
