//! The token endpoint: the parameters of requests, and the interpretation of responses.

use proptest::prelude::*;
use reqwest::{
    StatusCode,
    header::{CONTENT_TYPE, HeaderMap, HeaderValue},
};

use super::{
    AssertionRules, ClaimsRequest, DeviceAuthorization, HttpResponse, Scope, TokenEndpointError as Error,
    TokenRequestParameters, TokenResponse, authentication::form_encoded, parse_response,
};
use crate::server::entra::Authority;

#[test]
fn scope_and_claims_are_sent_only_if_requested() {
    let scopes = ["openid", "User.Read"].map(|scope| Scope::new(scope.to_owned()));
    let requested = TokenRequestParameters {
        claims: ClaimsRequest::parse(r#"{"a":1}"#),
        ..TokenRequestParameters::scopes(&scopes)
    };
    assert_eq!(requested.parameters().collect::<Vec<_>>(), [("scope", "openid User.Read"), ("claims", r#"{"a":1}"#)]);
    assert_eq!(TokenRequestParameters::default().parameters().count(), 0);
}

fn response(status: u16, content_type: &'static str, body: &str) -> Result<TokenResponse, Error> {
    let mut headers = HeaderMap::new();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static(content_type));
    parse_response(&HttpResponse {
        status: StatusCode::from_u16(status).unwrap(),
        headers,
        body: body.as_bytes().to_vec(),
    })
}

fn refused(status: u16, content_type: &'static str, body: &str) -> Option<(String, Option<String>)> {
    match response(status, content_type, body) {
        Err(Error::Refused(refused)) => Some((refused.error, refused.number)),
        _ => None,
    }
}

#[test]
fn an_oauth_error_is_read_with_any_status_as_json_or_form() {
    const JSON: &str = "application/json";
    const FORM: &str = "application/x-www-form-urlencoded; charset=utf-8";

    let body = r#"{"error":"invalid_grant","error_description":"AADSTS70008: The authorization code is too old."}"#;
    let form = "error=invalid_grant&error_description=AADSTS70008%3A+The+authorization+code+is+too+old.";
    let expected = Some(("invalid_grant".to_owned(), Some("AADSTS70008".to_owned())));
    for status in [200, 400, 401, 403, 500, 503] {
        assert_eq!(refused(status, JSON, body), expected, "{status}");
        assert_eq!(refused(status, "text/html", body), expected, "{status}");
        assert_eq!(refused(status, FORM, form), expected, "{status}");
    }
    for body in [r#"{"error":null,"id_token":"a"}"#, r#"{"error":"","id_token":"a"}"#, r#"{"id_token":"a"}"#] {
        assert!(response(200, JSON, body).is_ok(), "{body}");
    }
}

#[test]
fn an_odd_polling_interval_prevents_no_sign_in() {
    for (interval, seconds) in
        [("\"soon\"", None), ("[]", None), ("-1", None), ("null", None), ("\"7\"", Some(7)), ("7.0", Some(7))]
    {
        let body = format!(
            r#"{{"device_code":"d","user_code":"u","verification_uri":"https://op.example/d","expires_in":"900","interval":{interval}}}"#
        );
        let answer = HttpResponse { status: StatusCode::OK, headers: HeaderMap::new(), body: body.into_bytes() };
        let begun: DeviceAuthorization = parse_response(&answer).ok().unwrap();
        assert_eq!((begun.interval, begun.expires_in), (seconds, Some(900)), "{interval}");
    }
}

#[test]
fn a_response_without_an_error_of_oauth_is_named_by_its_status() {
    for status in [301, 403, 404, 407, 429, 500, 502] {
        let error = response(status, "text/html", "<!doctype html><title>error=access_denied</title>").err().unwrap();
        assert!(matches!(error, Error::NotUnderstood(named) if named == status), "{error}");
        assert!(error.to_string().contains(&format!("status {status}")), "{error}");
    }
    assert!(matches!(response(200, "text/html", "<html>"), Err(Error::NotUnderstood(200))));
    let wrong = response(200, "application/json", r#"{"id_token":5}"#);
    assert!(matches!(wrong, Err(Error::WrongMember { status: 200, member }) if member == "id_token"));
}

#[test]
fn unreserved_characters_are_not_encoded_in_basic() {
    assert_eq!(form_encoded("8rT~Kmwz-q3_e.nd"), "8rT~Kmwz-q3_e.nd");
    assert_eq!(form_encoded("a b%7E+:é"), "a+b%257E%2B%3A%C3%A9");
}

#[test]
fn an_assertion_is_reused_at_microsofts_hosts_only() {
    let authority = |text: &str| AssertionRules::of(&Authority::parse_authority(text).unwrap());
    let other = |text: &str| AssertionRules::of(&Authority::parse_oidc_authority(text).unwrap());
    let tenant = "66666666-7777-4888-9999-aaaaaaaaaaaa";
    for host in ["login.microsoftonline.com", "login.microsoftonline.us", "contoso.ciamlogin.com"] {
        let expected = AssertionRules { is_microsoft: true, is_reusable: true };
        assert_eq!(authority(&format!("https://{host}/{tenant}")), expected, "{host}");
    }
    let for_microsoft = AssertionRules { is_microsoft: true, is_reusable: false };
    assert_eq!(authority(&format!("http://127.0.0.1:3002/{tenant}")), for_microsoft);
    assert_eq!(other(&format!("https://login.contoso.com/{tenant}/v2.0")), for_microsoft);
    assert_eq!(other("https://op.example"), AssertionRules::default());
}

proptest! {
    #[test]
    fn a_form_encoded_credential_decodes_to_itself(credential in "\\PC{0,40}|[~%7E+ ]{0,12}") {
        let encoded = format!("a={}", form_encoded(&credential));
        let decoded = url::form_urlencoded::parse(encoded.as_bytes()).next().unwrap().1.into_owned();
        prop_assert_eq!(decoded, credential);
    }
}
