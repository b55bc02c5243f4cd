//! Requests to APIs on behalf of the signed-in user: Microsoft Graph, the API at `ENDPOINT`, and the APIs by name.
//!
//! Start with [`Api`]: it calls an API by name. [`super::graph`] calls Microsoft Graph with the same requests.

mod address;
mod api_call;
mod body;
mod challenge;
mod entity_tag;
mod error;
mod failed_response;
mod file;
mod json;
mod list;
mod named;
mod pages;
mod problem;
mod request;
mod retry;
mod retry_after;

pub use address::{ListPage, below, is_below, with_option, with_segment, without_query};
pub use api_call::{ApiCall, Conditional, Received};
pub use body::{body_of, json_text, not_json, parse};
pub use challenge::claims_challenge;
pub use entity_tag::EntityTag;
pub use error::ApiError;
pub use failed_response::{FailedResponse, request_id};
pub use file::{ApiFile, FileRules};
pub use json::{PrettyJson, json_tree, pretty_json};
pub use list::List;
pub use named::{Api, Calls};
pub use pages::{PageWalk, next_link};
pub use problem::ApiProblem;
pub(super) use request::{ApiRequest, send};
pub use request::{claims_request, may_receive_tokens};
pub use retry_after::retry_after;
