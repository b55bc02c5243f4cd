//! The meaning of the downstream API's responses for the user: a heading, and what to do next.

use super::units;

const CHECK: &str = "Trying again does not help. Ask the administrators of this app to check its ENDPOINT setting.";
const PROXY: &str = "Tell the administrators of this app that a proxy blocks the requests of its server.";
const SOON: &str = "Try again in a moment.";
const LATER: &str = "Try again later.";

/// Returns the meaning of an API's HTTP status, as a heading, and what the user can do.
const fn meaning(status: u16) -> (&'static str, &'static str) {
    match status {
        402 => ("The API requires a payment", "Ask your administrator whether your plan includes this."),
        405 => ("The API does not allow this kind of request", CHECK),
        406 => ("The API cannot send JSON", CHECK),
        407 | 511 => ("A proxy rejected the request", PROXY),
        408 => ("The API did not receive the request in time", SOON),
        409 => ("The data is being changed", SOON),
        410 => ("This is no longer available", CHECK),
        412 | 428 => ("The data has changed", "Reload the page, and try again."),
        413 | 414 | 431 => ("The request is too large for the API", CHECK),
        415 => ("The API does not support this format", CHECK),
        422 => ("The API cannot process the request", CHECK),
        423 => ("The data is locked", "Another program may be using it. Try again when that program has finished."),
        424 => ("A part of the request failed", SOON),
        425 => ("The API is not ready for this request", SOON),
        451 => ("The API must not show this", "It is withheld for legal reasons. Ask your administrator."),
        501 | 505 => ("The API does not support this request", CHECK),
        502 | 504 => ("The API has a problem", SOON),
        507 => ("Your storage is full", "Delete something, or ask your administrator for more storage."),
        400..500 => ("The API rejected the request", CHECK),
        500..600 => ("The API has a problem", LATER),
        _ => ("The API sent an unexpected response", CHECK),
    }
}

/// Returns the heading for an HTTP status of the API.
pub(super) const fn title(status: u16) -> &'static str {
    meaning(status).0
}

/// Returns the text for an HTTP status of the API: what it responded, and what the user can do.
pub(super) fn advice(status: u16, code: Option<&str>, retry_after: Option<u32>) -> String {
    let advice = retry_after.map_or_else(|| meaning(status).1.to_owned(), |seconds| units::retry(Some(seconds)));
    responded(status, code, &advice)
}

/// Returns a text of the status, the API's own error code, and the advice.
pub(super) fn responded(status: u16, code: Option<&str>, advice: &str) -> String {
    let code = code.map(|code| format!(" ({code})")).unwrap_or_default();
    format!("It responded with status {status}{code}. {advice}")
}

/// Returns the advice for an address or an item that the API does not have.
pub(super) fn not_found(code: Option<&str>) -> String {
    let advice = "Your account may not have this item. If it does, ask the administrators of this app to check its ENDPOINT setting.";
    responded(404, code, advice)
}

/// Returns the advice for a redirect that the API sent.
pub(super) fn redirected(status: u16, to: Option<&str>) -> String {
    let to = to.map(|address| format!(" to {address}")).unwrap_or_default();
    let advice = "This app does not follow it, because that would send your access token there. \
                  Ask the administrators of this app to check its ENDPOINT setting.";
    format!("It responded with status {status}, a redirect{to}. {advice}")
}

/// Returns the advice for an API's response whose body is not JSON although it should be.
pub(super) fn not_json(media_type: Option<&str>, bytes: u32) -> String {
    let received = match (media_type, bytes) {
        (_, 0) => "it is empty".to_owned(),
        (Some(media_type), _) => format!("this app received {media_type}, {}", units::size(bytes.into())),
        (None, _) => format!("this app received {} without a content type", units::size(bytes.into())),
    };
    format!("Its response is not JSON: {received}. Ask the administrators of this app to check its ENDPOINT setting.")
}

/// Returns the advice for an API's response with a content coding that this app cannot decode, or with damaged
/// compression.
pub(super) fn undecodable(encoding: Option<&str>) -> String {
    match encoding {
        Some(encoding) => {
            format!("It is encoded with {encoding}, which this app cannot decode. Tell the administrators of this app.")
        }
        None => format!("Its compressed data is damaged. {SOON}"),
    }
}

/// Returns the HTTP status with which this app responds to the browser if the API responded with `status`.
pub(super) const fn own_status(status: u16) -> u16 {
    match status {
        408 | 504 => 504,
        410 => 404,
        451 => 403,
        _ => 502,
    }
}

#[cfg(test)]
mod tests {
    use super::{CHECK, advice, meaning, own_status};

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
    fn every_api_status_has_a_title_advice_and_never_yields_500() {
        for status in 0..1000 {
            let (title, advice) = meaning(status);
            assert!(!title.is_empty() && !advice.is_empty(), "{status}");
            assert!([403, 404, 502, 504].contains(&own_status(status)), "{status}");
        }
        assert_eq!(meaning(299).1, CHECK);
    }

    #[test]
    fn the_advice_shows_the_api_error_code_and_retry_time() {
        let text = advice(503, Some("ServiceUnavailable"), Some(120));
        assert_eq!(text, "It responded with status 503 (ServiceUnavailable). Try again in 2 minutes.");
    }
}
