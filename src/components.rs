//! What several pages share: each takes data and shows it.

mod answer;
mod copy_button;
mod frame;
mod picture;
mod problem;
mod sign_in_link;

pub use answer::Answer;
pub use copy_button::CopyButton;
pub use frame::{Brand, HomepageLink, Ribbon};
pub use picture::Picture;
pub use problem::Problem;
pub use sign_in_link::{
    SignInLink, SignInLook, SignInWithAnotherAccount, next_step_address, sign_in_address, sign_in_afresh_address,
    sign_in_with_another_account_address,
};
