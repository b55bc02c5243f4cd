//! The data that server functions send to the browser. It contains no tokens and no protocol types.
//!
//! The user can read every field in the page source or in the browser's network log. [`ApiResponse`] stays on the server; the browser gets
//! it as HTML ([`ShownResponse`]).

mod api_response;
mod device_code_state;
mod json_tree;
mod session_state;
mod shown_response;

pub use api_response::{ApiBody, ApiResponse, ListPosition, NextPage};
pub use device_code_state::DeviceCodeState;
pub use json_tree::{JsonLabel, JsonName, JsonRow, JsonTree, LeafKind};
pub use session_state::SessionState;
pub use shown_response::ShownResponse;
