//! `POST /csp-report`: the endpoint to which browsers report violations of the content security policy.
//!
//! Any client can send a report, and a browser extension can cause one, so the size and the rate of reports are
//! limited. The log gets one line for each request: the directive, and the origin or keyword of the blocked resource,
//! but never a whole address.

use axum::{
    body::Bytes,
    http::{HeaderMap, StatusCode, header},
};
use serde::Deserialize;
use serde_json::Value;
use url::Url;

use crate::server::security_event::SecurityEvent;

/// A request body in one of two formats: that of `report-uri` (one object) or that of the Reporting API (a list).
#[derive(Deserialize)]
#[serde(untagged)]
enum Reports {
    Classic {
        #[serde(rename = "csp-report")]
        report: Value,
    },
    Listed(Vec<Listed>),
}

#[derive(Deserialize)]
struct Listed {
    body: Value,
}

/// Logs the first violation that a request reports.
pub async fn csp_report(headers: HeaderMap, body: Bytes) -> StatusCode {
    let kind = headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let kind = kind.split(';').next().unwrap_or_default().trim();
    if !["application/csp-report", "application/reports+json", "application/json"].contains(&kind) {
        return StatusCode::UNSUPPORTED_MEDIA_TYPE;
    }
    let first = match serde_json::from_slice(&body) {
        Ok(Reports::Classic { report }) => Some(report),
        Ok(Reports::Listed(reports)) => reports.into_iter().next().map(|report| report.body),
        Err(_) => return StatusCode::BAD_REQUEST,
    };
    if let Some(report) = first {
        let directive = text(&report, ["effectiveDirective", "effective-directive", "violated-directive"]);
        let refused = text(&report, ["blockedURL", "blocked-uri", "blocked-url"]);
        let (directive, refused) = (directive_name(directive), origin_or_keyword(refused));
        tracing::warn!(
            event = SecurityEvent::PolicyViolation.name(),
            directive,
            refused,
            "a browser reported a violation of the content security policy"
        );
    }
    StatusCode::NO_CONTENT
}

fn text<'a>(report: &'a Value, names: [&str; 3]) -> &'a str {
    names.iter().find_map(|name| report.get(name)?.as_str()).unwrap_or_default()
}

/// Returns the name of the violated directive. Empty if the text does not have the form of a name.
fn directive_name(text: &str) -> &str {
    let name = text.split(' ').next().unwrap_or_default();
    let is_name = name.len() <= 40 && name.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'-');
    if is_name { name } else { "" }
}

/// Returns the origin of the blocked resource, or the keyword for it (CSP Level 3 §2.4.2). Empty for all other texts.
fn origin_or_keyword(text: &str) -> String {
    const KEYWORDS: [&str; 7] = ["inline", "eval", "wasm-eval", "self", "data", "blob", "trusted-types-sink"];
    match Url::parse(text) {
        _ if KEYWORDS.contains(&text) => text.to_owned(),
        Ok(url) if url.has_host() && text.len() < 2000 => url.origin().ascii_serialization(),
        _ => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::{Reports, directive_name, origin_or_keyword};

    #[test]
    fn only_well_formed_directive_names_are_logged() {
        assert_eq!(directive_name("script-src-elem"), "script-src-elem");
        assert_eq!(directive_name("style-src 'self'"), "style-src");
        for text in ["a\nb", "SCRIPT", "\u{1b}[31m", &"a".repeat(41)] {
            assert_eq!(directive_name(text), "", "{text:?}");
        }
    }

    #[test]
    fn the_log_has_only_the_origin_of_a_blocked_url() {
        assert_eq!(origin_or_keyword("https://evil.example:8443/a?code=secret#b"), "https://evil.example:8443");
        assert_eq!(origin_or_keyword("inline"), "inline");
        let of_length = |length: usize| origin_or_keyword(&format!("https://evil.example/{}", "a".repeat(length - 21)));
        assert_eq!((of_length(1999).as_str(), of_length(2000).as_str()), ("https://evil.example", ""));
        for text in ["", "data:text/html,secret", "secret", "https://", "javascript:alert(1)"] {
            assert_eq!(origin_or_keyword(text), "", "{text:?}");
        }
    }

    proptest::proptest! {
        #[test]
        fn given_any_csp_report_then_only_known_forms_are_logged(
            body in "\\PC{0,40}|\\[?\\{\"(csp-report|body)\":(\\{\\}|null|\\[\\]|\\{\"(blocked-uri|blockedURL|violated-directive)\":\"[ -~]{0,20}\"\\})\\}\\]?",
            directive in "\\PC{0,20}|[a-z-]{0,60} ?[a-z']{0,9}",
            refused in "\\PC{0,20}|https?://[a-z0-9.:@/?#-]{0,40}|[a-z-]{1,8}:?[a-z]{0,9}",
        ) {
            let _ = serde_json::from_slice::<Reports>(body.as_bytes());
            let name = directive_name(&directive);
            proptest::prop_assert!(name.len() <= 40 && name.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'-'));
            let logged = origin_or_keyword(&refused);
            proptest::prop_assert!(logged.is_ascii() && logged.len() <= 2000 && !logged.contains(['@', '?', '#', ' ', '\n']));
            proptest::prop_assert!(logged.matches('/').count() <= 2);
        }
    }
}
