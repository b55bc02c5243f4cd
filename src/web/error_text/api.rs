//! The meaning of the downstream API's responses for the user: a heading, and what to do next.

use crate::{
    text,
    texts::{self, units},
};

const CHECK: &str = "failure-check-endpoint-advice";
const SOON: &str = "failure-soon-advice";
const LATER: &str = "failure-later-advice";
const PROBLEM: &str = "failure-api-problem-title";
const PROXY: (&str, &str) = ("failure-proxy-title", "failure-proxy-advice");
const CHANGED: (&str, &str) = ("failure-changed-title", "failure-changed-advice");

/// Returns the meaning of an API's HTTP status: the IDs of the messages for the heading, and for what the user can do.
const fn meaning(status: u16) -> (&'static str, &'static str) {
    match status {
        402 => ("failure-payment-title", "failure-payment-advice"),
        405 => ("failure-method-title", CHECK),
        406 => ("failure-not-acceptable-title", CHECK),
        407 | 511 => PROXY,
        408 => ("failure-slow-request-title", SOON),
        409 => ("failure-conflict-title", SOON),
        410 => ("failure-gone-title", CHECK),
        412 | 428 => CHANGED,
        413 | 414 | 431 => ("failure-large-for-api-title", CHECK),
        415 => ("failure-format-title", CHECK),
        422 => ("failure-unprocessable-title", CHECK),
        423 => ("failure-locked-title", "failure-locked-advice"),
        424 => ("failure-dependency-title", SOON),
        425 => ("failure-too-early-title", SOON),
        451 => ("failure-legal-title", "failure-legal-advice"),
        501 | 505 => ("failure-unsupported-title", CHECK),
        502 | 504 => (PROBLEM, SOON),
        507 => ("failure-storage-full-title", "failure-storage-full-advice"),
        400..500 => ("failure-api-rejected-title", CHECK),
        500..600 => (PROBLEM, LATER),
        _ => ("failure-api-unexpected-title", CHECK),
    }
}

/// Returns the heading for an HTTP status of the API.
pub(super) fn title(status: u16) -> String {
    texts::format(meaning(status).0, [])
}

/// Returns the text for an HTTP status of the API: what it responded, and what the user can do.
pub(super) fn advice(status: u16, code: Option<&str>, retry_after: Option<u32>) -> String {
    let advice = match retry_after {
        Some(seconds) => units::retry(Some(seconds)),
        None => texts::format(meaning(status).1, []),
    };
    responded(status, code, advice)
}

/// Returns a text of the status, the API's own error code, and the advice.
pub(super) fn responded(status: u16, code: Option<&str>, advice: String) -> String {
    let status = status.to_string();
    let first = match code {
        Some(code) => text!("failure-api-responded-with-code", status = status, code = code),
        None => text!("failure-api-responded", status = status),
    };
    text!("failure-sentences", first = first, second = advice)
}

/// Returns the advice for a redirect that the API sent.
pub(super) fn redirected(status: u16, to: Option<&str>) -> String {
    let status = status.to_string();
    let first = match to {
        Some(address) => text!("failure-api-redirected-to", status = status, address = address),
        None => text!("failure-api-redirected", status = status),
    };
    text!("failure-sentences", first = first, second = text!("failure-api-redirected-advice"))
}

/// Returns the advice for an API's response whose body is not JSON although it should be.
pub(super) fn not_json(media_type: Option<&str>, bytes: u32) -> String {
    let size = || units::size(bytes.into());
    match (media_type, bytes) {
        (_, 0) => text!("failure-api-empty-advice"),
        (Some(media_type), _) => text!("failure-api-not-json-advice", type = media_type, size = size()),
        (None, _) => text!("failure-api-untyped-advice", size = size()),
    }
}

/// Returns the advice for an API's response with a content coding that this app cannot decode, or with damaged
/// compression.
pub(super) fn undecodable(encoding: Option<&str>) -> String {
    match encoding {
        Some(encoding) => text!("failure-api-undecodable-advice", encoding = encoding),
        None => text!("failure-api-damaged-advice"),
    }
}

#[cfg(test)]
mod tests {
    use super::{CHECK, LATER, SOON, advice, meaning, title};
    use crate::error::AppError;

    #[test]
    fn no_4xx_advises_a_retry_unless_it_can_help() {
        for status in 400..500 {
            let can_help = matches!(status, 408 | 409 | 412 | 423 | 424 | 425 | 428);
            let text = advice(status, None, None);
            assert_eq!(
                text.contains("ry again when") || text.contains("ry again in") || text.contains("and try"),
                can_help,
                "{text}"
            );
            assert!(!text.contains("later"), "{text}");
        }
    }

    #[test]
    fn an_api_status_offers_the_retry_that_its_text_advises() {
        for status in 0..1000 {
            let advises = [SOON, LATER, "failure-changed-advice", "failure-locked-advice"].contains(&meaning(status).1);
            assert_eq!(AppError::ApiRejected { status, code: None }.may_pass(), advises, "{status}");
        }
    }

    #[test]
    fn every_api_status_has_a_title_and_advice() {
        for status in 0..1000 {
            // A message that is missing is its ID, which has no space.
            assert!(title(status).contains(' ') && advice(status, None, None).contains(". "), "{status}");
        }
        assert_eq!(meaning(299).1, CHECK);
    }

    #[test]
    fn the_advice_shows_the_api_error_code_and_retry_time() {
        let text = advice(503, Some("ServiceUnavailable"), Some(120));
        assert_eq!(text, "It responded with status 503 (ServiceUnavailable). Try again in 2 minutes.");
    }
}
