//! Microsoft Graph, the downstream API: requests on behalf of the signed-in user.
//!
//! A page needs one call: [`get`] with a path, or with a [`Resource`] for a query and a time zone.

mod address;
mod batch;
mod body;
mod call;
mod challenge;
mod error;
mod failed_response;
mod json;
mod list;
mod mail;
mod membership;
mod page_data;
mod request;
mod resource;
mod retry_after;
mod revocation;

pub use super::graph_cache::ResourceBody;
pub use super::lenient::lenient;
pub use address::without_query;
pub use batch::{PagePart, PartFailure};
pub use call::call;
pub use challenge::claims_challenge;
pub use error::GraphError;
pub use failed_response::FailedResponse;
pub use json::{PrettyJson, pretty_json};
pub use list::List;
pub use mail::{MailMessage, ReadMail, latest_mail};
pub use membership::{WholeMembership, membership};
pub use page_data::{PartData, page_data};
use request::claims_request;
pub use resource::{Resource, get};
use retry_after::retry_after;
pub use revocation::{
    accepts_app_tokens, is_available, is_refusal, revocation_address, revoke_sign_in_sessions, sign_in_has_ended,
};
