//! Microsoft Graph, the downstream API: requests on behalf of the signed-in user.
//!
//! A page needs one call: [`get`] with a path, or with a [`Resource`] for a query and a time zone.

mod batch;
mod call;
mod mail;
mod mailbox;
mod membership;
mod page_data;
mod resource;
mod revocation;

pub use super::{
    api::{ApiError as GraphError, FailedResponse, List, PrettyJson, json_tree, pretty_json, without_query},
    graph_cache::ResourceBody,
    lenient::lenient,
};
pub use batch::{PagePart, PartFailure};
pub use call::{CallOptions, call};
pub use mail::{MailMessage, ReadMail, latest_mail};
pub use mailbox::is_mailbox_missing;
pub use membership::{WholeMembership, membership};
pub use page_data::{BegunPageData, PartData, begin_page_data, page_data};
pub use resource::{Resource, get};
pub use revocation::{
    accepts_app_tokens, has_microsoft_365, is_available, is_refusal, revocation_address, revoke_sign_in_sessions,
    sign_in_has_ended,
};
