//! The layers around every request: limits of methods, sizes and rates, the guard against cross-site requests, cookies, the base
//! path, the frame of pages, headers, and the log.

mod base_path;
mod cross_site;
mod gzip;
mod headers;
mod measure;
mod page_body;
mod prefetch;
mod rate_limit;
mod render;
mod session_cookie;
mod size;
mod trace;
mod visitor;

pub use base_path::below;
pub use cross_site::{CrossSiteGuard, refuse_cross_site};
pub use headers::MayBeFramed;
pub use measure::{measure, show_route};
pub use prefetch::refuse_prefetch;
pub use rate_limit::{RateLimit, limit_rate};
pub use render::{Frame, render};
pub use session_cookie::correct_session_layer;
pub use trace::{Tracing, trace};
pub use visitor::show_visitor;
