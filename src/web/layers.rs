//! What happens around every request: known methods, no other sites, one frame for all pages, headers, the log.

mod cross_site;
mod frame;
mod headers;
mod trace;

pub use cross_site::{CrossSiteGuard, refuse_cross_site};
pub use frame::{Frame, render_and_protect};
pub use headers::known_methods;
pub use trace::trace;
