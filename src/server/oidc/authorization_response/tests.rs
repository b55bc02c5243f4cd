//! Authorization responses: accepted and rejected parameters, and the check of the issuer.

use openidconnect::{AuthorizationCode, CsrfToken};

use super::{AuthorizationResponse, AuthorizationResult, ResponseIssuerError, ResponseParameters};
use crate::server::oidc::ProviderMetadata;

fn metadata(issuer: &str, promises: bool) -> ProviderMetadata {
    let document = serde_json::json!({
        "issuer": issuer, "authorization_endpoint": "https://op.example/a", "token_endpoint": "https://op.example/t",
        "jwks_uri": "https://op.example/k", "authorization_response_iss_parameter_supported": promises,
    });
    ProviderMetadata::parse(document.to_string().as_bytes()).unwrap()
}

fn parameters() -> ResponseParameters {
    ResponseParameters {
        code: Some(AuthorizationCode::new("code".into())),
        state: Some(CsrfToken::new("state".into())),
        ..ResponseParameters::default()
    }
}

fn from(issuer: Option<&str>) -> AuthorizationResponse {
    AuthorizationResponse::parse(ResponseParameters { iss: issuer.map(str::to_owned), ..parameters() }).unwrap()
}

#[test]
fn an_issuer_is_compared_as_text() {
    let metadata = metadata("https://op.example", false);
    assert_eq!(from(Some("https://op.example")).check_issuer(&metadata), Ok(()));
    for other in ["https://op.example/", "https://OP.example", "https://evil.example", "", "https://op.example."] {
        assert_eq!(from(Some(other)).check_issuer(&metadata), Err(ResponseIssuerError::Other), "{other}");
    }
}

#[test]
fn iss_is_required_only_if_the_metadata_promises_it() {
    assert_eq!(from(None).check_issuer(&metadata("https://op.example", false)), Ok(()));
    let promised = from(None).check_issuer(&metadata("https://op.example", true));
    assert_eq!(promised, Err(ResponseIssuerError::Missing));
}

#[test]
fn only_a_tenant_id_matches_a_template_issuer() {
    let metadata = metadata("https://login.microsoftonline.com/{tenantid}/v2.0", false);
    let tenant = "https://login.microsoftonline.com/aaaabbbb-0000-cccc-1111-dddd2222eeee/v2.0";
    assert_eq!(from(Some(tenant)).check_issuer(&metadata), Ok(()));
    for other in [
        "https://login.microsoftonline.com/{tenantid}/v2.0",
        "https://login.microsoftonline.com/common/v2.0",
        "https://login.microsoftonline.com/v2.0",
        "https://login.microsoftonline.us/aaaabbbb-0000-cccc-1111-dddd2222eeee/v2.0",
        "https://login.microsoftonline.com/aaaabbbb-0000-cccc-1111-dddd2222eeee/v2.0/",
        "https://login.microsoftonline.com/aaaabbbb-0000-cccc-1111-dddd2222eee/x/v2.0",
    ] {
        assert_eq!(from(Some(other)).check_issuer(&metadata), Err(ResponseIssuerError::Other), "{other}");
    }
    assert_eq!(from(Some(tenant)).check_issuer_of_token(tenant), Ok(()));
    assert_eq!(from(Some(tenant)).check_issuer_of_token("https://op.example"), Err(ResponseIssuerError::Other));
}

#[test]
fn incomplete_or_contradictory_responses_are_rejected() {
    let error = || Some("access_denied".to_owned());
    for odd in [
        ResponseParameters::default(),
        ResponseParameters { state: None, ..parameters() },
        ResponseParameters { state: Some(CsrfToken::new(String::new())), ..parameters() },
        ResponseParameters { code: None, ..parameters() },
        ResponseParameters { code: Some(AuthorizationCode::new(String::new())), ..parameters() },
        ResponseParameters { error: error(), ..parameters() },
        ResponseParameters { iss: Some("a".repeat(AuthorizationResponse::LONGEST + 1)), ..parameters() },
        ResponseParameters {
            code: Some(AuthorizationCode::new("a".repeat(AuthorizationResponse::LONGEST + 1))),
            ..parameters()
        },
    ] {
        assert!(AuthorizationResponse::parse(odd).is_none());
    }
    let refused = AuthorizationResponse::parse(ResponseParameters { code: None, error: error(), ..parameters() });
    assert!(matches!(refused.unwrap().result, AuthorizationResult::Error(_)));
}

#[test]
fn a_parameter_of_eight_kibibytes_is_accepted() {
    let code = Some(AuthorizationCode::new("a".repeat(8 * 1024)));
    assert!(AuthorizationResponse::parse(ResponseParameters { code, ..parameters() }).is_some());
}

#[test]
fn different_responses_have_different_fingerprints() {
    let result = |code: Option<&str>, error: Option<&str>| {
        let code = code.map(|code| AuthorizationCode::new(code.to_owned()));
        let error = error.map(str::to_owned);
        AuthorizationResponse::parse(ResponseParameters { code, error, ..parameters() }).unwrap().fingerprint()
    };
    assert_eq!(result(Some("a"), None), result(Some("a"), None));
    assert_ne!(result(Some("a"), None), result(Some("b"), None));
    assert_ne!(result(Some("access_denied"), None), result(None, Some("access_denied")));
}
