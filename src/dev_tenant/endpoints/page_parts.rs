//! The parts that several pages of the dev tenant share: the cards of users, the choice of an account, and the summary
//! of a request.

mod accounts;
mod cards;
mod choice;
mod scope_list;
mod summary;

pub use accounts::Offer;
pub use cards::{card, card_button};
pub use choice::{account_form, chosen_persona, name_form};
pub use scope_list::{needs_administrator, scope_list};
pub use summary::{Summary, application};
