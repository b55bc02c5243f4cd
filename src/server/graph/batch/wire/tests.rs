//! Tests of the JSON of a batch, with well-formed and malformed responses.

use std::time::Duration;

use url::Url;

use super::{AppError, PagePart, PartFailure, PartResult, ResourceBody, body_of_request, parse_responses};
use crate::server::{api::ApiError, graph::Resource};

fn part(name: &'static str, resource: Resource) -> PagePart {
    PagePart { name, scope: "User.Read", resource, fresh_for: Duration::ZERO }
}

fn not_json() -> ApiError {
    ApiError::NotJson { media_type: None, bytes: 0 }
}

/// Reads a batch with one response, whose ID is `a`.
fn result(members: &str) -> PartResult {
    let text = format!(r#"{{"responses":[{{"id":"a",{members}}}]}}"#);
    let response = parse_responses(&text, not_json).unwrap().remove("a").unwrap_or_default();
    response.into_result(&Url::parse("https://graph.example/v1.0/$batch").unwrap())
}

#[test]
fn requests_have_relative_addresses_and_own_headers() {
    let calendar = part("agenda", Resource::at("me/calendarView").query("$top", "5").time_zone("UTC"));
    let me = part("profile", Resource::at("me"));
    let body = body_of_request(&[&calendar, &me]);
    let expected = serde_json::json!({ "requests": [
        { "id": "agenda", "method": "GET", "url": "/me/calendarView?%24top=5", "headers": { "prefer": "outlook.timezone=\"UTC\"" } },
        { "id": "profile", "method": "GET", "url": "/me" },
    ]});
    assert_eq!(body, expected);
}

#[test]
fn each_part_has_its_own_body_or_error() {
    let json = |text: &str| Ok(ResourceBody::Json(text.into()));
    assert_eq!(result(r#""status":200,"headers":{},"body":{"a": 1}"#), json(r#"{"a": 1}"#));
    let photo = r#""status":200,"headers":{"Content-Type":"image/jpeg"},"body":"/9j/4A==""#;
    assert_eq!(result(photo), Ok(ResourceBody::Binary([0xff, 0xd8, 0xff, 0xe0].as_slice().into())));
    let missing = r#""status":404,"body":{"error":{"code":"ImageNotFound","message":"x"}}"#;
    assert_eq!(result(missing), Ok(ResourceBody::Missing(Some("ImageNotFound".to_owned()))));
    for (status, code) in [(403, "ErrorAccessDenied"), (500, "InternalServerError"), (404, "UnknownError")] {
        let members = format!(r#""status":{status},"body":{{"error":{{"code":"{code}","message":"x"}}}}"#);
        let Err(PartFailure::Failed(failed)) = result(&members) else { panic!("{members}") };
        assert_eq!((failed.status, failed.code.as_deref()), (status, Some(code)));
    }
}

#[test]
fn a_malformed_part_does_not_hide_the_others() {
    let unexpected = || Err(PartFailure::Error(AppError::ApiUnexpectedJson));
    for members in [r#""status":"200""#, r#""status":99"#, r#""x":1"#] {
        assert_eq!(result(members), unexpected(), "{members}");
    }
    let damaged = r#""status":200,"headers":{"Content-Type":"image/png"},"body":"%%""#;
    assert_eq!(result(damaged), Err(PartFailure::Error(AppError::ApiUndecodable { encoding: None })));
    let object = r#""status":200,"headers":{"Content-Type":"image/png"},"body":{}"#;
    assert_eq!(result(object), unexpected());
    let text = r#"{"responses":[5,{"id":7},{"id":"a","status":204}]}"#;
    assert_eq!(parse_responses(text, not_json).unwrap().into_keys().collect::<Vec<_>>(), ["a"]);
    for text in ["", "<html>", "[]", r#"{"responses":{}}"#] {
        assert!(parse_responses(text, not_json).is_err(), "{text}");
    }
}

#[test]
fn only_a_throttled_part_has_a_wait() {
    let wait = |members: &str| {
        let text = format!(r#"{{"responses":[{{"id":"a",{members}}}]}}"#);
        parse_responses(&text, not_json).unwrap()["a"].throttled_for()
    };
    assert_eq!(wait(r#""status":429,"headers":{"Retry-After":"2"}"#), Some(Duration::from_secs(2)));
    assert_eq!(wait(r#""status":429"#), None);
    assert_eq!(wait(r#""status":503,"headers":{"Retry-After":"2"}"#), None);
}
