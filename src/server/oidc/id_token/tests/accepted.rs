//! Accepted ID tokens, up to the last second of the leeway, and the claims that are read from them.

use serde_json::json;

use super::{CLIENT, FIRST, NOW, SignIn, TENANT, remove, with};
use crate::server::{
    entra::{Authority, IssuerRefused},
    oidc::membership::Groups,
};

macro_rules! accepted {
    ($($name:ident: $change:expr;)*) => {$(
        #[test]
        fn $name() {
            assert!(SignIn::with($change).verdict().is_ok(), "{:?}", SignIn::with($change).verdict());
        }
    )*};
}

accepted! {
    a_token_that_meets_every_rule: |_| ();
    a_list_of_one_audience: |it| it.claims["aud"] = json!([CLIENT]);
    this_app_as_authorized_party: |it| it.claims["azp"] = CLIENT.into();
    one_key_and_no_kid_in_the_token: |it| remove(&mut it.header, "kid");
    a_key_for_all_tenants: |it| {
        let issuer = "https://login.microsoftonline.com/{tenantid}/v2.0";
        it.keys = vec![with(FIRST.jwk(), json!({ "kid": "first", "issuer": issuer }))];
    };
    jku_and_x5t_headers_are_ignored: |it| {
        it.header["jku"] = "https://evil.example/keys".into();
        it.header["x5t"] = "AAAA".into();
    };
    no_type: |it| remove(&mut it.header, "typ");
    a_token_that_expired_within_the_leeway: |it| it.claims["exp"] = (NOW - 59).into();
    a_token_issued_ahead_within_the_leeway: |it| {
        it.claims["iat"] = (NOW + 60).into();
        it.claims["nbf"] = (NOW + 60).into();
    };
    a_fractional_exp: |it| it.claims["exp"] = json!(1_790_000_001.5);
    a_missing_nbf_claim: |it| remove(&mut it.claims, "nbf");
    a_device_code_without_a_nonce: |it| {
        it.nonce = None;
        remove(&mut it.claims, "nonce");
    };
    // The left half of the SHA-256 of the access token "access".
    at_hash_of_the_access_token: |it| it.claims["at_hash"] = at_hash().into();
    at_hash_without_an_access_token: |it| {
        it.claims["at_hash"] = "AAAA".into();
        it.access_token = None;
    };
    display_claims_of_another_type: |it| {
        it.claims["name"] = json!(["Maya"]);
        it.claims["email"] = json!({});
        it.claims["email_verified"] = "yes".into();
        it.claims["updated_at"] = "2026-01-01".into();
    };
}

fn at_hash() -> String {
    use base64::Engine as _;

    let hash = aws_lc_rs::digest::digest(&aws_lc_rs::digest::SHA256, b"access");
    base64::engine::general_purpose::URL_SAFE_NO_PAD.encode(&hash.as_ref()[..16])
}

#[test]
fn a_verified_token_identifies_the_user() {
    let verified = SignIn::good().verdict().unwrap();
    assert_eq!(verified.tenant_id.as_deref(), Some(TENANT));
    assert_eq!((verified.subject.as_str(), verified.object_id.as_deref()), ("subject", Some("object")));
    assert_eq!(verified.name.as_deref(), Some("Maya Lindqvist"));
    assert_eq!(verified.preferred_username.as_deref(), Some("maya@contoso.example"));
    assert_eq!(verified.issuer, format!("https://login.microsoftonline.com/{TENANT}/v2.0"));
    let optional = SignIn::with(|it| {
        it.claims["email"] = "maya@contoso.example".into();
        it.claims["login_hint"] = "the-hint".into();
        it.claims["sid"] = "the-session".into();
    });
    let verified = optional.verdict().unwrap();
    assert_eq!(verified.email.as_deref(), Some("maya@contoso.example"));
    assert_eq!(verified.login_hint.as_deref(), Some("the-hint"));
    assert_eq!(verified.provider_session.as_deref(), Some("the-session"));
}

/// A token of an Azure AD B2C user flow: no `tid`, no `preferred_username`, a list of addresses, `ver` "1.0".
fn b2c(change: impl FnOnce(&mut SignIn)) -> SignIn {
    SignIn::with(|it| {
        it.authority = Authority::parse_b2c("contoso", "B2C_1_susi").unwrap();
        it.issuer = format!("https://contoso.b2clogin.com/{TENANT}/v2.0/");
        it.claims["iss"] = it.issuer.clone().into();
        it.claims["ver"] = "1.0".into();
        it.claims["tfp"] = "B2C_1_susi".into();
        it.claims["emails"] = json!(["maya@contoso.example"]);
        remove(&mut it.claims, "tid");
        remove(&mut it.claims, "preferred_username");
        change(it);
    })
}

#[test]
fn a_b2c_token_names_its_policy_in_tfp_or_acr() {
    let verified = b2c(|_| ()).verdict().unwrap();
    assert_eq!(verified.tenant_id.as_deref(), Some(TENANT));
    assert_eq!(verified.email.as_deref(), Some("maya@contoso.example"));
    let older = b2c(|it| {
        remove(&mut it.claims, "tfp");
        it.claims["acr"] = "b2c_1_susi".into();
    });
    assert!(older.verdict().is_ok());
    for name in ["tfp", "acr"] {
        let other = b2c(|it| {
            remove(&mut it.claims, "tfp");
            it.claims[name] = "B2C_1_edit".into();
        });
        assert!(matches!(other.verdict(), Err(super::IdTokenError::Issuer(IssuerRefused::Policy(_)))), "{name}");
    }
}

#[test]
fn given_groups_overage_then_the_groups_are_elsewhere() {
    let groups = |change: fn(&mut SignIn)| {
        let sign_in = SignIn::with(|it| {
            it.claims["groups"] = json!(["a-1"]);
            change(it);
        });
        sign_in.verdict().unwrap().membership.groups
    };
    assert_eq!(groups(|_| ()), Groups::Listed(vec!["a-1".to_owned()]));
    assert_eq!(groups(|it| it.claims["hasgroups"] = false.into()), Groups::Listed(vec!["a-1".to_owned()]));
    assert_eq!(groups(|it| it.claims["hasgroups"] = true.into()), Groups::Elsewhere);
    assert_eq!(groups(|it| it.claims["_claim_names"] = json!({ "groups": "src1" })), Groups::Elsewhere);
}

#[test]
fn unreadable_characters_in_display_claims_are_replaced() {
    let sign_in = SignIn::with(|it| {
        it.claims["name"] = "Ada ODD".into();
        it.claims["groups"] = json!(["a-1", "ODD"]);
        it.claims["roles"] = json!(["Operator", "ODD"]);
        it.claims["login_hint"] = "ada ODD".into();
        it.claims["acrs"] = json!(["c1", "ODD"]);
        it.claims["_claim_names"] = json!({ "ODD": "ODD" });
        it.claims["hasgroups"] = "ODD".into();
    });
    let claims = sign_in.claims.to_string().replace("ODD", "\\ud83d");
    let verified = sign_in.verdict_on(&sign_in.signed(&claims)).unwrap();
    assert_eq!(verified.display_name(), Some("Ada \u{fffd}"));
    assert!(verified.membership.has_role("Operator"));
    assert_eq!(verified.membership.groups, Groups::Listed(vec!["a-1".to_owned(), "\u{fffd}".to_owned()]));
    let subject = sign_in.claims.to_string().replace("\"subject\"", "\"subject\\ud83d\"").replace("ODD", "a");
    let refused = sign_in.verdict_on(&sign_in.signed(&subject));
    assert!(matches!(refused, Err(super::IdTokenError::Malformed)), "an identifier is never replaced");
}

/// Creates a valid token of this length. Base64 turns three bytes into four letters, so the header is varied as well.
fn of_length(length: usize) -> SignIn {
    let candidates = (0..12).map(|number| {
        let mut sign_in = SignIn::with(|it| it.header["x"] = "a".repeat(number / 3).into());
        sign_in.claims["x"] = "".into();
        let missing = length - sign_in.compact().len();
        sign_in.claims["x"] = "a".repeat(missing * 3 / 4 + number % 3).into();
        sign_in
    });
    candidates.into_iter().find(|sign_in| sign_in.compact().len() == length).unwrap()
}

#[test]
fn a_token_of_more_than_32_kibibytes_is_rejected() {
    assert!(of_length(32 * 1024).verdict().is_ok());
    assert!(matches!(of_length(32 * 1024 + 1).verdict(), Err(super::IdTokenError::TooLong(32_768))));
}

#[test]
fn the_ver_claim_of_another_provider_is_ignored() {
    let sign_in = SignIn::with(|it| {
        it.authority = Authority::parse_oidc_authority("https://op.example").unwrap();
        it.issuer = "https://op.example".to_owned();
        it.claims["iss"] = it.issuer.clone().into();
        it.claims["ver"] = json!(1);
        it.claims["acr"] = json!(0);
        remove(&mut it.claims, "tid");
    });
    assert_eq!(sign_in.verdict().unwrap().tenant_id, None);
}
