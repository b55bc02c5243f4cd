//! The body of a successful response: JSON, other text, binary data, or nothing.

use reqwest::header::{CONTENT_ENCODING, CONTENT_TYPE, HeaderMap};

use serde::de::DeserializeOwned;

use super::{ApiError, json};
use crate::{model::ApiBody, server::http::HttpResponse};

/// Upper bound of the text that the page shows of a response that is not JSON, in bytes.
const LONGEST_TEXT: usize = 64 * 1024;
/// The content codings of IANA's registry that an error may name. The HTTP client has already decoded `gzip` and `deflate`.
const ENCODINGS: [&str; 10] =
    ["gzip", "x-gzip", "deflate", "br", "zstd", "compress", "x-compress", "dcb", "dcz", "exi"];
/// The top-level media types of IANA's registry. The page shows only media types that begin with one of these.
const TOP_LEVEL_TYPES: [&str; 10] =
    ["application", "audio", "font", "haptics", "image", "message", "model", "multipart", "text", "video"];

/// Returns the body of a response as the page shows it.
///
/// JSON is recognised by its content, because services name it in many ways. A web page is an error: the request accepts
/// JSON only, and a web page is usually the sign-in page of a proxy.
pub fn body_of(response: &HttpResponse) -> Result<ApiBody, ApiError> {
    let body = &response.body;
    if body.is_empty() {
        return Ok(ApiBody::Empty);
    }
    reject_encoded(response)?;
    // Some services send a line break in place of no content.
    if body.trim_ascii().is_empty() {
        return Ok(ApiBody::Empty);
    }
    if let Some(json::PrettyJson { text, is_cut }) = json::pretty_json(body) {
        return Ok(ApiBody::Json { text, is_cut });
    }
    let media_type = media_type(&response.headers);
    match media_type.as_deref().map(Kind::of) {
        Some(Kind::Text) if !body.contains(&0) => {
            let (text, is_cut) = json::beginning(body, LONGEST_TEXT);
            Ok(ApiBody::Text { text, is_cut })
        }
        Some(Kind::Text | Kind::Binary) => {
            let bytes = u32::try_from(body.len()).unwrap_or(u32::MAX);
            Ok(ApiBody::Binary { media_type: media_type.unwrap_or_default(), bytes })
        }
        Some(Kind::Json | Kind::WebPage) | None => Err(not_json(response)),
    }
}

/// Returns the body of a response as JSON text that can be parsed.
pub fn json_text(response: &HttpResponse) -> Result<std::borrow::Cow<'_, str>, ApiError> {
    reject_encoded(response)?;
    Ok(json::readable(&response.body))
}

/// Returns the error for a response whose body is not JSON.
pub fn not_json(response: &HttpResponse) -> ApiError {
    ApiError::NotJson { media_type: media_type(&response.headers), bytes: response.body.len() }
}

/// Parses the JSON of a response. The error distinguishes text that is not JSON from JSON with other members.
pub fn parse<T: DeserializeOwned>(text: &str, not_json: impl FnOnce() -> ApiError) -> Result<T, ApiError> {
    serde_json::from_str(text).map_err(|error| {
        if error.is_data() {
            ApiError::UnexpectedJson { line: error.line(), column: error.column() }
        } else {
            not_json()
        }
    })
}

/// Rejects a response with a content coding that the HTTP client does not decode.
fn reject_encoded(response: &HttpResponse) -> Result<(), ApiError> {
    let values = response.headers.get_all(CONTENT_ENCODING).iter();
    let text = values.map(|value| String::from_utf8_lossy(value.as_bytes())).collect::<Vec<_>>().join(",");
    let codings: Vec<String> = text
        .split(',')
        .map(|coding| coding.trim().to_ascii_lowercase())
        .filter(|coding| !coding.is_empty() && coding != "identity")
        .map(|coding| if ENCODINGS.contains(&coding.as_str()) { coding } else { "an unknown coding".to_owned() })
        .take(3)
        .collect();
    if codings.is_empty() { Ok(()) } else { Err(ApiError::UnknownEncoding { encoding: codings.join(", ") }) }
}

/// Returns the media type of a response without its parameters. `None` if it is malformed or unknown, because the page
/// shows it.
pub(super) fn media_type(headers: &HeaderMap) -> Option<String> {
    let text = headers.get(CONTENT_TYPE)?.to_str().ok()?;
    let essence = text.split(';').next()?.trim().to_ascii_lowercase();
    let (top, sub) = essence.split_once('/')?;
    let is_name = |c: char| c.is_ascii_alphanumeric() || "!#$&-^_.+".contains(c);
    let is_sub = !sub.is_empty() && sub.len() <= 100 && sub.chars().all(is_name);
    (TOP_LEVEL_TYPES.contains(&top) && is_sub).then_some(essence)
}

/// The kinds of media types, by how the page shows them.
enum Kind {
    Json,
    WebPage,
    Text,
    Binary,
}

impl Kind {
    fn of(media_type: &str) -> Self {
        match media_type {
            "application/json" | "text/json" => Self::Json,
            "text/html" | "application/xhtml+xml" => Self::WebPage,
            "application/xml" | "application/yaml" | "application/x-ndjson" | "application/x-www-form-urlencoded" => {
                Self::Text
            }
            _ if media_type.ends_with("+json") => Self::Json,
            _ if media_type.starts_with("text/") || media_type.ends_with("+xml") => Self::Text,
            _ => Self::Binary,
        }
    }
}

#[cfg(test)]
mod tests {
    use reqwest::{StatusCode, header::HeaderValue};

    use super::{ApiBody, ApiError, CONTENT_ENCODING, CONTENT_TYPE, HeaderMap, HttpResponse, body_of, parse};
    use crate::server::api::List;

    fn response(content_type: &str, body: &[u8]) -> HttpResponse {
        let mut headers = HeaderMap::new();
        if !content_type.is_empty() {
            headers.insert(CONTENT_TYPE, HeaderValue::from_str(content_type).unwrap());
        }
        HttpResponse { status: StatusCode::OK, headers, body: body.to_vec() }
    }

    #[test]
    fn every_kind_of_body_has_its_own_result() {
        let json = |text: &str| Ok(ApiBody::Json { text: text.into(), is_cut: false });
        let text = |text: &str| Ok(ApiBody::Text { text: text.into(), is_cut: false });
        let binary = |media_type: &str, bytes| Ok(ApiBody::Binary { media_type: media_type.into(), bytes });
        let not_json = |media_type: Option<&str>, bytes| Err((media_type.map(str::to_owned), bytes));
        for (content_type, body, expected) in [
            ("application/json", &b""[..], Ok(ApiBody::Empty)),
            ("text/plain", b" \r\n", Ok(ApiBody::Empty)),
            ("application/json", b"{}", json("{}")),
            ("text/html", b"[]", json("[]")),
            ("", b"1.10", json("1.10")),
            ("image/jpeg", b"\xff\xd8\xff\xe0", binary("image/jpeg", 4)),
            ("IMAGE/PNG; a=b", b"\x89PNG", binary("image/png", 4)),
            ("application/octet-stream", b"\x00", binary("application/octet-stream", 1)),
            ("text/plain", b"a\x00b", binary("text/plain", 3)),
            ("text/plain; charset=utf-8", b"\xef\xbb\xbfhello", text("hello")),
            ("text/csv", b"a;b\xe9", text("a;b\u{fffd}")),
            ("application/atom+xml", b"<feed/>", text("<feed/>")),
            ("application/xml", b"<a/>", text("<a/>")),
            ("text/html; charset=utf-8", b"<p>sign in", not_json(Some("text/html"), 10)),
            ("application/json", b"{\"a\":", not_json(Some("application/json"), 5)),
            ("application/problem+json", b"{", not_json(Some("application/problem+json"), 1)),
            ("", b"hello", not_json(None, 5)),
            ("call 0800", b"hello", not_json(None, 5)),
            ("evil/0800", b"hello", not_json(None, 5)),
        ] {
            let got = body_of(&response(content_type, body)).map_err(|error| match error {
                ApiError::NotJson { media_type, bytes } => (media_type, bytes),
                other => panic!("{other}"),
            });
            assert_eq!(got, expected, "{content_type} {body:?}");
        }
    }

    #[test]
    fn json_with_other_members_is_unexpected_not_invalid() {
        let parse = |text| parse::<List<u8>>(text, || ApiError::NotJson { media_type: None, bytes: 0 });
        assert!(matches!(parse(r#"{"a":1}"#), Err(ApiError::UnexpectedJson { line: 1, column: 7 })));
        for text in ["", "{", "<html>", r#"{"value":[1"#] {
            assert!(matches!(parse(text), Err(ApiError::NotJson { .. })), "{text}");
        }
    }

    #[test]
    fn long_text_is_cut() {
        let body = body_of(&response("text/plain", "a".repeat(70_000).as_bytes())).unwrap();
        let ApiBody::Text { text, is_cut } = body else { panic!("{body:?}") };
        assert_eq!((text.len(), is_cut), (64 * 1024, true));
    }

    #[test]
    fn a_content_coding_that_was_not_requested_is_named() {
        for (values, named) in [
            (&["br"][..], Some("br")),
            (&["gzip, GZIP"], Some("gzip, gzip")),
            (&["zstd", "x-gzip"], Some("zstd, x-gzip")),
            (&["call 0800"], Some("an unknown coding")),
            (&["identity"], None),
            (&[""], None),
        ] {
            let mut response = response("application/json", b"{}");
            for value in values {
                response.headers.append(CONTENT_ENCODING, HeaderValue::from_static(value));
            }
            match (body_of(&response), named) {
                (Err(ApiError::UnknownEncoding { encoding }), Some(named)) => assert_eq!(encoding, named),
                (Ok(_), None) => {}
                (other, _) => panic!("{values:?}: {other:?}"),
            }
        }
    }
}
