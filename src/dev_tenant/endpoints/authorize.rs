//! The authorization endpoint of the dev tenant: signs the user in, asks for consent, and redirects to the application
//! with a code.
//!
//! 1. A request with an invalid client or redirect URI gets an error page and is never redirected (RFC 6749, section
//!    4.1.2.1).
//! 2. Every other error is sent to the application.
//! 3. [`decision`]: a signed-in user continues without a page (single sign-on), unless `prompt` demands a page.
//! 4. Otherwise the account picker is shown. Its buttons also give consent, and say so.
//! 5. `prompt=consent`, or a new scope for a signed-in user, leads to the consent page. A challenge in `claims` leads to a
//!    page on which users confirm their identity.
//! 6. [`choices`]: the buttons of these pages.

mod choices;
mod code;
mod decision;
mod endpoint;
mod identify;
mod pages;
mod refusal;
mod response;

pub use choices::{choose_account, choose_consent, confirm, edit_profile, forgotten_password};
pub use endpoint::endpoint;
pub use identify::registered_redirect_uri;
pub use response::send_back;
