//! The data that server functions send to the browser. It contains no tokens and no protocol types.
//!
//! The user can read every field in the page source or in the browser's network log. [`ApiResponse`] reaches the browser as
//! [`ShownResponse`], with texts in the user's language.

mod api_response;
mod device_code_state;
mod session_state;
mod shown_response;

pub use api_response::{ApiBody, ApiResponse};
pub use device_code_state::DeviceCodeState;
pub use session_state::SessionState;
pub use shown_response::{ShownBody, ShownFact, ShownResponse};
