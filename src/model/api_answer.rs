//! The downstream API's answer, as the person sees it.

use serde::{Deserialize, Serialize};

/// A successful answer of the downstream API.
///
/// No field takes a token: what would send one to the browser does not compile.
///
/// ```compile_fail
/// use leptos_entra::model::ApiAnswer;
///
/// let token = openidconnect::AccessToken::new(String::new());
/// ApiAnswer { endpoint: String::new(), status: 200, json: token, milliseconds: 0, request_id: None };
/// ```
///
/// The same with text does:
///
/// ```
/// use leptos_entra::model::ApiAnswer;
///
/// let text = String::new();
/// ApiAnswer { endpoint: String::new(), status: 200, json: text, milliseconds: 0, request_id: None };
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ApiAnswer {
    /// The address that was called, without its query.
    pub endpoint: String,
    /// The HTTP status of the answer.
    pub status: u16,
    /// The JSON of the answer, indented by two spaces. Text: whoever shows it escapes it.
    pub json: String,
    /// How long the call took, in milliseconds.
    pub milliseconds: u32,
    /// The `request-id` that Microsoft Graph gave the call, for a support request.
    pub request_id: Option<String>,
}
