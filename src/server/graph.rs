//! Microsoft Graph, the downstream API: calls in the name of the person who is signed in.

mod call;
mod challenge;
mod error;
mod mail;
mod membership;
mod question;
mod resource;
mod revocation;

pub use call::{call, without_query};
pub use challenge::claims_challenge;
pub use error::GraphError;
pub use mail::{ReadMail, latest_mail};
pub use membership::{WholeMembership, membership};
pub use resource::get;
pub use revocation::{is_over, is_refusal, revocation_address, revoke_sign_in_sessions, takes_their_tokens};
