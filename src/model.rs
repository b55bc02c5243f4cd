//! What travels between the server and the browser: plain data, no tokens, nothing of a protocol type.
//!
//! Whatever stands here can be read by the person in the page's source, so every field is written for them.

mod action;
mod admin_consent;
mod api_response;
mod mail_message;
mod page;
mod sessions;
mod sign_in_problem;
mod sign_in_reason;

pub use action::Action;
pub use admin_consent::{AdminConsentView, ConsentRefusal};
pub use api_response::{ApiBody, ApiResponse};
pub use mail_message::MailMessage;
pub use page::{DeviceCodeState, DeviceCodeView, Provider};
pub use sessions::{EndedSessions, Moment, RevocationProblem, SessionEntry, SessionsView};
pub use sign_in_problem::{Fact, SignInFailedView, SignInProblem, SignInProblemKind};
pub use sign_in_reason::{IdTokenRule, IssuerMismatch, IssuerRule, ResponseOf, SignInReason};
