//! `WWW-Authenticate` headers as APIs write them, and malformed headers.

use base64::{
    Engine as _,
    engine::general_purpose::{STANDARD, STANDARD_NO_PAD, URL_SAFE, URL_SAFE_NO_PAD},
};
use proptest::{collection::vec, prelude::*};
use reqwest::header::{HeaderMap, HeaderValue, WWW_AUTHENTICATE};

use super::{HttpChallenge, LONGEST, challenges, claims_challenge};

/// A claims challenge whose base64 has a `+`, a `/` and padding.
const CLAIMS: &str = r#"{"access_token":{"acrs":{"essential":true,"value":"c1 ~>~>ÿ?"}}}"#;

fn asked(headers: &[&str]) -> Option<String> {
    let mut map = HeaderMap::new();
    for value in headers {
        map.append(WWW_AUTHENTICATE, HeaderValue::from_bytes(value.as_bytes()).unwrap());
    }
    claims_challenge(&map)
}

fn bearer(claims: &str) -> String {
    format!(r#"Bearer realm="", error="insufficient_claims", claims="{claims}""#)
}

#[test]
fn the_header_of_microsofts_documents_is_understood() {
    let header = format!(
        r#"Bearer realm="", authorization_uri="https://login.microsoftonline.com/common/oauth2/authorize", client_id="00000003-0000-0000-c000-000000000000", error="insufficient_claims", claims="{}""#,
        STANDARD.encode(CLAIMS)
    );
    assert_eq!(asked(&[&header]).as_deref(), Some(CLAIMS));
}

#[test]
fn claims_in_each_base64_alphabet_and_padding_are_read() {
    let encoded = [STANDARD, STANDARD_NO_PAD, URL_SAFE, URL_SAFE_NO_PAD].map(|engine| engine.encode(CLAIMS));
    assert!(encoded[0].contains('+') && encoded[0].contains('/') && encoded[0].ends_with('='), "{}", encoded[0]);
    for claims in encoded {
        assert_eq!(asked(&[&bearer(&claims)]).as_deref(), Some(CLAIMS), "{claims}");
        let plain = format!("bearer error=insufficient_claims,claims={claims}");
        assert_eq!(asked(&[&plain]).as_deref(), Some(CLAIMS), "{plain}");
    }
}

#[test]
fn the_challenge_is_found_among_others() {
    let ours = bearer(&STANDARD.encode(CLAIMS));
    for headers in [
        vec![format!(r#"Basic realm="a, Bearer error=\"insufficient_claims\"", {ours}"#)],
        vec![format!("Negotiate, {ours}, Digest x=y")],
        vec![format!("Negotiate YWJj/w==, {ours}")],
        vec![format!("NTLM YWJj ,, {ours}")],
        vec![format!(r#"Bearer error="invalid_token", {ours}"#)],
        vec![r#"PoP realm="""#.to_owned(), ours.clone()],
        vec![format!("Bearer error = \"insufficient_claims\"\t,\tCLAIMS = \"{}\"", STANDARD.encode(CLAIMS))],
        vec![bearer("not base64"), ours.clone()],
        vec![format!(r#"Basic realm="Zürich", {ours}"#)],
    ] {
        let headers: Vec<&str> = headers.iter().map(String::as_str).collect();
        assert_eq!(asked(&headers).as_deref(), Some(CLAIMS), "{headers:?}");
    }
}

#[test]
fn headers_without_a_complete_claims_challenge_are_ignored() {
    let claims = STANDARD.encode(CLAIMS);
    for header in [
        String::new(),
        format!(r#"Bearer error="invalid_token", claims="{claims}""#),
        format!(r#"Bearer claims="{claims}""#),
        r#"Bearer error="insufficient_claims""#.to_owned(),
        format!(r#"Basic error="insufficient_claims", claims="{claims}""#),
        // The error and the claims are in two different challenges.
        format!(r#"Bearer error="insufficient_claims", PoP claims="{claims}""#),
        format!(r#"Bearer error="insufficient_claims", Bearer claims="{claims}""#),
        // The error and the claims are inside the text of another parameter.
        format!(r#"Bearer realm="error=\"insufficient_claims\", claims=\"{claims}\"""#),
        format!(r#""{}""#, bearer(&claims).replace('"', "\\\"")),
        // A repeated parameter is ambiguous.
        format!(r#"{}, error="invalid_token""#, bearer(&claims)),
        format!(r#"{}, claims="{claims}""#, bearer(&claims)),
        // The last string is not terminated.
        bearer(&claims).trim_end_matches('"').to_owned(),
    ] {
        assert_eq!(asked(&[&header]), None, "{header}");
    }
}

#[test]
fn claims_must_be_a_json_object_of_bounded_size() {
    let padded = |length: usize| format!(r#"{{"a":"{}"}}"#, "b".repeat(length));
    for claims in ["", "1", "[]", "null", r#""text""#, "{", r#"{"a":}"#, &"[".repeat(9000)] {
        assert_eq!(asked(&[&bearer(&STANDARD.encode(claims))]), None, "{claims}");
    }
    assert_eq!(asked(&[&bearer(&STANDARD.encode(b"{\"a\":\"\xff\"}"))]), None);
    let (fits, too_long) = (padded(LONGEST / 4 * 3 - 8), padded(LONGEST / 4 * 3));
    assert_eq!(asked(&[&bearer(&STANDARD.encode(&fits))]), Some(fits));
    assert_eq!(asked(&[&bearer(&STANDARD.encode(too_long))]), None);
}

fn name() -> impl Strategy<Value = String> {
    "[A-Za-z0-9!#$%&'*+.^_`|~-]{1,8}"
}

fn challenge() -> impl Strategy<Value = HttpChallenge> {
    (name(), vec((name(), "\\PC{0,12}"), 0..4)).prop_map(|(scheme, parameters)| HttpChallenge { scheme, parameters })
}

fn written(challenges: &[HttpChallenge]) -> String {
    let quoted = |text: &str| text.replace('\\', "\\\\").replace('"', "\\\"");
    let one = |challenge: &HttpChallenge| {
        let pairs = challenge.parameters.iter().map(|(name, value)| format!(r#"{name}="{}""#, quoted(value)));
        format!("{} {}", challenge.scheme, pairs.collect::<Vec<_>>().join(", "))
    };
    challenges.iter().map(one).collect::<Vec<_>>().join(", ")
}

proptest! {
    #[test]
    fn serialized_challenges_are_parsed_back_unchanged(given in vec(challenge(), 0..4)) {
        prop_assert_eq!(challenges(&written(&given)), given);
    }

    #[test]
    fn given_any_header_then_parsing_is_bounded_without_panic(
        header in r#"\PC{0,60}|([a-z ,="\\/+]|Bearer |error="insufficient_claims"|claims="){0,24}"#,
    ) {
        let found = challenges(&header);
        let lengths = found.iter().map(|challenge| {
            challenge.scheme.len() + challenge.parameters.iter().map(|(name, value)| name.len() + value.len()).sum::<usize>()
        });
        prop_assert!(lengths.sum::<usize>() <= header.len());
    }
}
