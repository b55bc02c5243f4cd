//! The HTTP layer: pages as responses, documents, cookies, files, and the layers around every request.
//!
//! It contains no routes: `routes` combines the handlers of `pages` and `endpoints` with these layers.

mod brand;
pub mod canonical_host;
mod client_address;
pub mod cookies;
mod document;
pub mod failure;
pub mod layers;
mod navigation;
mod origin;
mod page;
pub mod server;
pub mod server_functions;
mod site_files;
mod visitor;

pub use brand::app_name;
pub use document::{Document, HomepageLink, PageRequest, Shell};
pub use failure::RETRY_SOON;
pub use navigation::{Navigation, NavigationEntry};
pub use origin::comes_from_another_site;
pub use page::{Contents, Hydration, Page, PageRejection, PageResult, SessionOfPage};
pub use site_files::{Assets, SiteFiles, Style};
pub use visitor::{PageUser, PageVisitor};
