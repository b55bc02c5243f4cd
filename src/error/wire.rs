//! The JSON of an error in the response of a server function: the error itself, and its texts.
//!
//! The encoder of Leptos writes the error without texts, because it is a part of the client too. The server adds the texts before it sends
//! the response.

use leptos::{
    prelude::{FromServerFnError, ServerFnErrorErr},
    server_fn::{Bytes, ContentType, Decodes, Encodes, Format, FormatType},
};
use serde::{Deserialize, Serialize};

use super::{AppError, ShownError};

/// The JSON encoding of [`AppError`] in the responses of server functions, also for the client of Leptos.
pub struct ErrorJson;

/// The JSON that the server sends for an error. The islands of this app read the texts only.
#[derive(Serialize)]
pub struct SentError<'a> {
    pub error: &'a AppError,
    #[serde(flatten)]
    pub shown: ShownError,
}

/// The part of [`SentError`] that the client of Leptos reads.
#[derive(Deserialize)]
struct ReceivedError {
    error: AppError,
}

/// The part of [`SentError`] that the encoder of Leptos writes.
#[derive(Serialize)]
struct EncodedError<'a> {
    error: &'a AppError,
}

impl ContentType for ErrorJson {
    const CONTENT_TYPE: &'static str = "application/json";
}

impl FormatType for ErrorJson {
    const FORMAT_TYPE: Format = Format::Text;
}

impl Encodes<AppError> for ErrorJson {
    type Error = serde_json::Error;

    fn encode(error: &AppError) -> Result<Bytes, Self::Error> {
        serde_json::to_vec(&EncodedError { error }).map(Bytes::from)
    }
}

impl Decodes<AppError> for ErrorJson {
    type Error = serde_json::Error;

    fn decode(bytes: Bytes) -> Result<AppError, Self::Error> {
        serde_json::from_slice::<ReceivedError>(&bytes).map(|received| received.error)
    }
}

impl FromServerFnError for AppError {
    type Encoder = ErrorJson;

    /// Converts the errors of Leptos itself, for example of a request that cannot be parsed.
    fn from_server_fn_error(error: ServerFnErrorErr) -> Self {
        match error {
            ServerFnErrorErr::Request(_) => Self::Offline,
            ServerFnErrorErr::Args(_) | ServerFnErrorErr::MissingArg(_) | ServerFnErrorErr::Deserialization(_) => {
                Self::BadRequest
            }
            _ => Self::Unexpected,
        }
    }
}

#[cfg(test)]
mod tests {
    use leptos::server_fn::{Decodes as _, Encodes as _};

    use super::{AppError, ErrorJson, SentError, ShownError};

    #[test]
    fn an_error_is_received_as_it_was_sent() {
        let error = AppError::StepUp { reference: Some("r".to_owned()) };
        assert_eq!(ErrorJson::decode(ErrorJson::encode(&error).unwrap()).unwrap(), error);
        let sent = serde_json::to_vec(&SentError { error: &error, shown: ShownError::from(&error) }).unwrap();
        assert_eq!(ErrorJson::decode(sent.clone().into()).unwrap(), error);
        let json: serde_json::Value = serde_json::from_slice(&sent).unwrap();
        assert_eq!(json["title"], "One more step is needed");
        assert_eq!(json["next"]["path"], "/sign-in?return_to=/&step_up=r");
        assert_eq!(json["error"]["StepUp"]["reference"], "r");
    }
}
