//! Problem details (RFC 9457) in the error response of an API.

use std::fmt;

use reqwest::header::CONTENT_TYPE;
use serde_json::{Map, Value};

use super::json::readable;
use crate::server::{http::HttpResponse, unicode};

/// Upper bounds of the texts in characters. Longer texts are cut, because a page shows them.
const LONGEST_TITLE: usize = 120;
const LONGEST_DETAIL: usize = 400;
const LONGEST_TYPE: usize = 200;

/// The problem details of an API. The texts are the API's, and may contain personal data: escape them in pages, and never log
/// them.
#[derive(Clone, PartialEq, Eq, Default)]
pub struct ApiProblem {
    /// The URI that identifies the kind of the problem.
    pub kind: Option<String>,
    pub title: Option<String>,
    pub detail: Option<String>,
}

impl ApiProblem {
    /// Reads the problem details of a response. `None` if the response has another media type, or is malformed.
    pub(super) fn read(response: &HttpResponse) -> Option<Self> {
        let media_type = response.headers.get(CONTENT_TYPE)?.to_str().ok()?.split(';').next()?.trim();
        if !media_type.eq_ignore_ascii_case("application/problem+json") {
            return None;
        }
        let members: Map<String, Value> = serde_json::from_str(&readable(&response.body)).ok()?;
        let text = |name: &str, longest| shortened(members.get(name)?.as_str()?, longest);
        Some(Self {
            kind: text("type", LONGEST_TYPE),
            title: text("title", LONGEST_TITLE),
            detail: text("detail", LONGEST_DETAIL),
        })
    }
}

impl fmt::Debug for ApiProblem {
    /// Leaves out the texts, because errors with their debug text get into logs.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("ApiProblem { .. }")
    }
}

/// Returns a text in one line and of bounded length. `None` if nothing is left.
fn shortened(text: &str, longest: usize) -> Option<String> {
    let is_shown = |character: &char| !character.is_control() && !unicode::is_format(*character);
    let words: Vec<String> =
        text.split_whitespace().map(|word| word.chars().filter(is_shown).collect::<String>()).collect();
    let line = words.join(" ").trim().to_owned();
    if line.chars().count() <= longest {
        return (!line.is_empty()).then_some(line);
    }
    let mut cut: String = line.chars().take(longest).collect();
    cut.push('…');
    Some(cut)
}

#[cfg(test)]
mod tests {
    use reqwest::{StatusCode, header::HeaderValue};

    use super::{ApiProblem, CONTENT_TYPE, HttpResponse, LONGEST_DETAIL};

    fn read(content_type: &str, body: &str) -> Option<ApiProblem> {
        let headers = [(CONTENT_TYPE, HeaderValue::from_str(content_type).unwrap())].into_iter().collect();
        ApiProblem::read(&HttpResponse { status: StatusCode::CONFLICT, headers, body: body.as_bytes().to_vec() })
    }

    #[test]
    fn the_texts_are_one_line_and_of_bounded_length() {
        let body = format!(
            r#"{{"type":"https://api.example/out-of-stock","title":" Out of\r\n\u001b[31m stock\u202e ","detail":"{}","status":409}}"#,
            "é".repeat(1000)
        );
        let problem = read("Application/Problem+JSON; charset=utf-8", &body).unwrap();
        assert_eq!(problem.kind.as_deref(), Some("https://api.example/out-of-stock"));
        assert_eq!(problem.title.as_deref(), Some("Out of [31m stock"));
        assert_eq!(problem.detail.unwrap().chars().count(), LONGEST_DETAIL + 1);
    }

    #[test]
    fn members_of_other_types_and_other_media_types_are_ignored() {
        let empty = ApiProblem::default();
        assert_eq!(read("application/problem+json", r#"{"title":5,"detail":null,"type":{}}"#), Some(empty.clone()));
        assert_eq!(read("application/problem+json", "{}"), Some(empty));
        for (content_type, body) in
            [("application/problem+json", "{"), ("application/problem+json", "[]"), ("application/json", "{}")]
        {
            assert_eq!(read(content_type, body), None, "{content_type} {body}");
        }
    }

    #[test]
    fn debug_text_has_none_of_the_texts() {
        let problem = read("application/problem+json", r#"{"title":"Maya owes 5","detail":"maya@contoso.example"}"#);
        let text = format!("{problem:?}");
        assert!(problem.unwrap().title.is_some() && !text.contains("aya"), "{text}");
    }
}
