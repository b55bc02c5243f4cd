//! A response of the downstream API as the browser gets it.

use serde::{Deserialize, Serialize};

/// A successful response of the downstream API, rendered on the server in the language of the request.
///
/// No field accepts a token: code that would send a token to the browser does not compile.
///
/// ```compile_fail,E0308
/// use leptos_entra::model::ShownResponse;
///
/// let token = openidconnect::AccessToken::new(String::new());
/// ShownResponse { summary: String::new(), html: token };
/// ```
///
/// The same code with text compiles:
///
/// ```
/// use leptos_entra::model::ShownResponse;
///
/// let text = String::new();
/// ShownResponse { summary: String::new(), html: text };
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ShownResponse {
    /// A sentence for screen readers, which says that the API responded.
    pub summary: String,
    /// The response as HTML. The server has escaped every text of the API in it.
    pub html: String,
}
