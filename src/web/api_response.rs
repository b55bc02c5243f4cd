//! The texts around a response of the downstream API.

use url::{Position, Url};

use crate::{
    model::{ApiBody, ApiResponse, ShownBody, ShownFact, ShownResponse},
    text,
    texts::units,
};

/// Adds the texts to a response of the downstream API, in the language of the request.
pub fn shown(response: ApiResponse) -> ShownResponse {
    let ApiResponse { endpoint, status, body, milliseconds, request_id } = response;
    let fact = |name, value| ShownFact { name, value };
    let (note, body) = shown_body(status, body);
    ShownResponse {
        summary: text!("island-responded", host = host(&endpoint), milliseconds = milliseconds),
        endpoint: fact(text!("island-response-endpoint"), endpoint),
        status: fact(text!("island-response-status"), status.to_string()),
        duration: fact(text!("island-response-duration"), text!("island-response-milliseconds", count = milliseconds)),
        request_id: request_id.map(|id| fact(text!("island-response-request-id"), id)),
        note,
        body,
    }
}

/// Returns the host and the port of an endpoint.
fn host(endpoint: &str) -> String {
    Url::parse(endpoint).map(|url| url[Position::BeforeHost..Position::AfterPort].to_owned()).unwrap_or_default()
}

/// Returns a sentence if the body is cut, empty or binary; and the label and the text of a readable body.
fn shown_body(status: u16, body: ApiBody) -> (Option<String>, Option<ShownBody>) {
    let cut = |is_cut: bool| is_cut.then(|| text!("island-response-cut"));
    match body {
        ApiBody::Json { text, is_cut } => (cut(is_cut), Some(ShownBody { label: text!("island-response-json"), text })),
        ApiBody::Text { text, is_cut } => (cut(is_cut), Some(ShownBody { label: text!("island-response-text"), text })),
        ApiBody::Binary { media_type, bytes } => {
            let size = units::size(bytes.into());
            (Some(text!("island-response-binary", type = media_type, size = size)), None)
        }
        ApiBody::Empty if status == 202 => (Some(text!("island-response-accepted")), None),
        ApiBody::Empty => (Some(text!("island-response-empty")), None),
    }
}

#[cfg(test)]
mod tests {
    use super::{ApiBody, ApiResponse, shown};
    use crate::texts::{Language, while_in};

    fn response(status: u16, body: ApiBody) -> ApiResponse {
        let endpoint = "https://graph.example:8443/v1.0/me".to_owned();
        ApiResponse { endpoint, status, body, milliseconds: 1234, request_id: Some("r".to_owned()) }
    }

    #[test]
    fn a_response_is_shown_with_its_host_and_its_duration() {
        let json = || shown(response(200, ApiBody::Json { text: "{}".to_owned(), is_cut: true }));
        let english = json();
        assert_eq!(english.summary, "graph.example:8443 responded in 1,234 ms.");
        assert_eq!((english.status.name.as_str(), english.status.value.as_str()), ("Status", "200"));
        assert_eq!(
            english.note.as_deref(),
            Some("The response is too long for this page, so only its beginning is shown.")
        );
        assert!(while_in(Language::German, json).duration.value.starts_with("1.234"));
    }

    #[test]
    fn a_body_that_is_no_text_is_described() {
        let binary = ApiBody::Binary { media_type: "image/png".to_owned(), bytes: 12_345 };
        for (status, body, note) in [
            (200, binary, "The API sent data that is not text: image/png, 12 kB."),
            (202, ApiBody::Empty, "The API accepted the request. Its response is empty."),
            (204, ApiBody::Empty, "The response is empty."),
        ] {
            let shown = shown(response(status, body));
            assert_eq!((shown.note.as_deref(), shown.body), (Some(note), None));
        }
    }
}
