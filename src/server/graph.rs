//! Microsoft Graph, the downstream API: one call, in the name of the person who is signed in.

mod call;
mod challenge;
mod error;

pub use call::{call, without_query};
pub use challenge::claims_challenge;
pub use error::GraphError;
