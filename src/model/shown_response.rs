//! A response of the downstream API with the texts around it, as pages and islands show it.

use serde::{Deserialize, Serialize};

/// A successful response of the downstream API. The server writes the texts, in the language of the request.
///
/// No field accepts a token: code that would send a token to the browser does not compile.
///
/// ```compile_fail
/// use leptos_entra::model::ShownFact;
///
/// let token = openidconnect::AccessToken::new(String::new());
/// ShownFact { name: String::new(), value: token };
/// ```
///
/// The same code with text compiles:
///
/// ```
/// use leptos_entra::model::ShownFact;
///
/// let text = String::new();
/// ShownFact { name: String::new(), value: text };
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ShownResponse {
    /// A sentence for screen readers, which says that the API responded.
    pub summary: String,
    pub endpoint: ShownFact,
    pub status: ShownFact,
    pub duration: ShownFact,
    pub request_id: Option<ShownFact>,
    /// A sentence about a body that is cut, empty or binary.
    pub note: Option<String>,
    /// A readable body.
    pub body: Option<ShownBody>,
}

/// A fact about a response, with the name that the page shows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ShownFact {
    pub name: String,
    pub value: String,
}

/// The text of a response, with its label. It is not escaped: the view escapes it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ShownBody {
    pub label: String,
    pub text: String,
}
