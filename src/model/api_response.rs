//! A response of the downstream API, as the page shows it.

use serde::{Deserialize, Serialize};

/// A successful response of the downstream API.
///
/// No field accepts a token: code that would send a token to the browser does not compile.
///
/// ```compile_fail
/// use leptos_entra::model::{ApiBody, ApiResponse};
///
/// let token = openidconnect::AccessToken::new(String::new());
/// let body = ApiBody::Json { text: token, is_cut: false };
/// ApiResponse { endpoint: String::new(), status: 200, body, milliseconds: 0, request_id: None };
/// ```
///
/// The same code with text compiles:
///
/// ```
/// use leptos_entra::model::{ApiBody, ApiResponse};
///
/// let text = String::new();
/// let body = ApiBody::Json { text, is_cut: false };
/// ApiResponse { endpoint: String::new(), status: 200, body, milliseconds: 0, request_id: None };
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ApiResponse {
    /// The requested address, without its query.
    pub endpoint: String,
    /// The HTTP status of the response.
    pub status: u16,
    pub body: ApiBody,
    /// The duration of the request, in milliseconds.
    pub milliseconds: u32,
    /// The API's ID of the request (`request-id` of Microsoft Graph), for a support request.
    pub request_id: Option<String>,
}

/// The body of an API's response, as far as it can be shown. Texts are not escaped: the view escapes them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum ApiBody {
    /// Indented JSON.
    Json {
        text: String,
        /// Whether the end is missing, because the text is too long.
        is_cut: bool,
    },
    /// Text that is not JSON.
    Text {
        text: String,
        is_cut: bool,
    },
    /// Binary data, for example a picture: only its type and size are shown.
    Binary {
        media_type: String,
        bytes: u32,
    },
    Empty,
}
