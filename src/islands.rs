//! The interactive parts of pages: rendered on the server and hydrated in the browser.
//!
//! Only this module, its properties and what it calls are compiled to WebAssembly. A page may use an island like any other
//! component; the properties of an island are in the document, so they must not contain secrets.

mod answer;
mod call_api;
mod copy_button;
mod follow_sign_out;
mod local_time;
mod problem;
mod sign_in_address;
mod sign_in_link;
mod wait_for_approval;

pub use answer::Answer;
pub use call_api::CallApi;
pub use copy_button::CopyButton;
pub use follow_sign_out::FollowSignOut;
pub use local_time::LocalTime;
pub use problem::Problem;
pub use sign_in_address::{
    next_step_address, sign_in_address, sign_in_afresh_address, sign_in_with_another_account_address,
};
pub use sign_in_link::{SignInLink, SignInLook};
pub use wait_for_approval::WaitForApproval;
