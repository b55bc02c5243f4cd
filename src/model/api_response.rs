//! A response of the downstream API, as the server reads it for the page.

use super::JsonTree;

/// A successful response of the downstream API. The browser gets it as HTML.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ApiResponse {
    /// The address of the API, without its query.
    pub endpoint: String,
    /// The HTTP status of the response.
    pub status: u16,
    pub body: ApiBody,
    /// The body as a tree, if it is JSON.
    pub tree: Option<JsonTree>,
    /// The duration of the request, in milliseconds.
    pub milliseconds: u32,
    /// The API's ID of the request (`request-id` of Microsoft Graph), for a support request.
    pub request_id: Option<String>,
    pub list: ListPosition,
    /// The body as received, for a download.
    pub received: Vec<u8>,
}

/// The body of an API's response, as far as it can be shown. Texts are not escaped: the view escapes them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum ApiBody {
    /// Indented JSON.
    Json {
        text: String,
        /// Whether the end is missing, because the text is too long.
        is_cut: bool,
    },
    /// Text that is not JSON.
    Text { text: String, is_cut: bool },
    /// Binary data, for example a picture: only its type and size are shown.
    Binary { media_type: String, bytes: u32 },
    #[default]
    Empty,
}

/// The page of a list that a response is, and the page after it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ListPosition {
    /// The address of the page. `None` for the first page, which is at `ENDPOINT`.
    pub page: Option<String>,
    /// The number of the page, from 1.
    pub number: u32,
    /// `None` if this is the last page, or no list.
    pub next: Option<NextPage>,
}

/// The page after a page of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NextPage {
    /// The address of the page. It is below `ENDPOINT`.
    At(String),
    /// An address to which this app sends no access token.
    Elsewhere,
}
