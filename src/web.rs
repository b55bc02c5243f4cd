//! The HTTP layer: pages as responses, documents, cookies, files, and the layers around every request.
//!
//! It contains no routes: `routes` combines the handlers of `pages` and `endpoints` with these layers.

mod api_response;
mod bearer;
mod brand;
pub mod canonical_host;
mod client_address;
pub mod cookies;
mod document;
mod error_text;
pub mod failure;
mod initials;
mod island_texts;
mod json_body;
mod language;
pub mod layers;
mod navigation;
mod origin;
mod page;
mod problem_details;
pub mod server;
pub mod server_functions;
mod site_files;
mod this_machine;
mod visitor;

pub use api_response::{ResponseOfApi, shown};
pub use bearer::problem_of_call;
pub use brand::app_name;
pub use document::{Document, HomepageLink, LanguageMenu, PageRequest, Shell, SignOutOfAllForm};
pub use failure::{Failure, RETRY_SOON};
pub use initials::{Avatar, Initials};
pub use island_texts::{CallApiTexts, CopyTexts, SignInStatusTexts, WaitTexts};
pub use json_body::JsonBody;
pub use language::language_of;
pub use navigation::{Navigation, NavigationEntry};
pub use origin::comes_from_another_site;
pub use page::{Contents, Hydration, Page, PageRejection, PageResult, SessionOfPage};
pub use problem_details::{ProblemDetails, with_problem_details};
pub use site_files::{Assets, SiteFiles, Style};
pub use this_machine::comes_from_this_machine;
pub use visitor::{PageUser, PageVisitor, session_state};
