//! The interactive parts of pages: rendered on the server and hydrated in the browser.
//!
//! Only this module and what it calls are compiled to WebAssembly. An island wraps children that the server renders. It reads
//! its data from them and reacts to their events, so it needs no properties. The browser does not walk through the children,
//! so the island also works after a translation or an extension has changed them.
//!
//! An island contains no texts. It shows those of the server's responses, and those that `web::island_texts` renders into its children.

mod call_api;
mod copy_button;
mod explore_response;
mod follow_sign_out;
mod local_times;
mod page_session;
mod problem;
mod session_clock;
mod session_notice;
mod sign_in_status;
mod wait_for_approval;

pub use call_api::CallApi;
pub use copy_button::CopyButton;
pub use explore_response::ExploreResponse;
pub use follow_sign_out::{LeaveOnSignOut, ReloadOnSignOut};
pub use local_times::LocalTimes;
pub use problem::{NextStepLink, Problem};
pub use sign_in_status::SignInStatus;
pub use wait_for_approval::WaitForApproval;
