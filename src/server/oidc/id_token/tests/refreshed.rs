//! The ID token of a refresh: one test for each rule of OpenID Connect Core 1.0 §12.2.

use openidconnect::{AccessToken, ClientId};
use serde_json::{Value, json};
use time::OffsetDateTime;

use super::{
    super::{RefreshedIdTokenError as Error, RefreshedIdTokenRules, VerifiedIdToken, verify_refreshed},
    CLIENT, IdTokenError, NOW, OTHER, RawIdToken, SECOND, SignIn, Signer, remove,
};
use crate::server::entra::Authority;

/// Refreshes a session: the second ID token differs by `change` from the first one.
fn refresh(first: &SignIn, change: impl FnOnce(&mut SignIn)) -> Result<VerifiedIdToken, Error> {
    let mut second = first.clone();
    change(&mut second);
    let raw = |compact: String| -> RawIdToken { serde_json::from_value(Value::from(compact)).unwrap() };
    verify_refreshed(
        &raw(second.compact()),
        &RefreshedIdTokenRules {
            provider: &first.provider(),
            client_id: &ClientId::new(CLIENT.to_owned()),
            before: &raw(first.compact()),
            access_token: Some(&AccessToken::new("access".to_owned())),
            now: OffsetDateTime::from_unix_timestamp(NOW).unwrap(),
        },
    )
}

macro_rules! refused {
    ($($name:ident: $change:expr, $error:pat,)*) => {$(
        #[test]
        fn $name() {
            match refresh(&SignIn::good(), $change) {
                Err($error) => {}
                other => panic!("{other:?}"),
            }
        }
    )*};
}

refused! {
    another_subject: |it| it.claims["sub"] = "another".into(), Error::OtherSubject,
    another_oid_of_the_same_subject: |it| it.claims["oid"] = "another".into(), Error::OtherObject,
    an_earlier_iat: |it| it.claims["iat"] = (NOW - 30).into(), Error::Older(30),
    another_nonce: |it| it.claims["nonce"] = "another".into(), Error::IdToken(IdTokenError::Nonce),
    another_tid_of_the_same_issuer: |it| it.claims["tid"] = OTHER.into(), Error::IdToken(IdTokenError::Issuer(_)),
    another_audience: |it| it.claims["aud"] = OTHER.into(), Error::IdToken(IdTokenError::Audience),
    an_expired_token: |it| it.claims["exp"] = (NOW - 100).into(), Error::IdToken(IdTokenError::Expired(100)),
    another_access_token: |it| it.claims["at_hash"] = "AAAAAAAAAAAAAAAAAAAAAA".into(),
        Error::IdToken(IdTokenError::AccessTokenHash),
    a_signature_of_another_key: |it| it.signer = Signer::Rs256(&SECOND), Error::IdToken(IdTokenError::Signature),
    no_subject: |it| remove(&mut it.claims, "sub"), Error::IdToken(IdTokenError::MissingClaim("sub")),
}

#[test]
fn a_refresh_with_fresh_roles_is_accepted() {
    let verified = refresh(&SignIn::good(), |it| {
        remove(&mut it.claims, "nonce");
        it.claims["roles"] = json!(["Operator"]);
        it.claims["iat"] = (NOW + 1).into();
    });
    assert!(verified.unwrap().membership.has_role("Operator"));
    assert!(refresh(&SignIn::good(), |_| ()).is_ok(), "the same nonce and the same second");
}

#[test]
fn a_nonce_missing_in_the_first_id_token_is_rejected() {
    let first = SignIn::with(|it| remove(&mut it.claims, "nonce"));
    let refused = refresh(&first, |it| it.claims["nonce"] = "new".into());
    assert!(matches!(refused, Err(Error::IdToken(IdTokenError::UnexpectedNonce))), "{refused:?}");
}

#[test]
fn another_issuer_of_a_multi_tenant_app_is_refused() {
    let mut first = SignIn::good();
    first.authority = Authority::parse_authority("https://login.microsoftonline.com/organizations").unwrap();
    first.issuer = "https://login.microsoftonline.com/{tenantid}/v2.0".to_owned();
    let refused = refresh(&first, |it| {
        it.claims["iss"] = format!("https://login.microsoftonline.com/{OTHER}/v2.0").into();
        it.claims["tid"] = OTHER.into();
    });
    assert!(matches!(refused, Err(Error::OtherIssuer)), "{refused:?}");
    assert!(refresh(&first, |_| ()).is_ok());
}

#[test]
fn oid_in_another_case_is_equal_at_microsoft() {
    let refreshed = refresh(&SignIn::good(), |it| {
        it.claims["oid"] = "0A1B2C3D-0000-4000-8000-0000000000FF".into();
    });
    assert!(matches!(refreshed, Err(Error::OtherObject)));
    let first = SignIn::with(|it| it.claims["oid"] = "0a1b2c3d-0000-4000-8000-0000000000ff".into());
    assert!(refresh(&first, |it| it.claims["oid"] = "0A1B2C3D-0000-4000-8000-0000000000FF".into()).is_ok());
}

#[test]
fn an_unknown_kid_is_reported_for_a_key_refetch() {
    let refused = refresh(&SignIn::good(), |it| it.header["kid"] = "second".into()).unwrap_err();
    assert!(refused.is_unknown_key());
    assert!(!Error::OtherSubject.is_unknown_key());
}

#[test]
fn no_error_quotes_the_token() {
    for change in
        [|it: &mut SignIn| it.claims["sub"] = "quoted".into(), |it: &mut SignIn| it.claims["oid"] = "quoted".into()]
    {
        let error = refresh(&SignIn::good(), change).unwrap_err();
        assert!(!format!("{error} {error:?}").contains("quoted"), "{error:?}");
    }
}
