//! What happens around every request: known methods and sizes, no other sites, not too many, the base path, one frame for
//! all pages, headers, the log.

mod base_path;
mod cross_site;
mod gzip;
mod headers;
mod prefetch;
mod rate_limit;
mod render;
mod session_cookie;
mod size;
mod trace;

pub use base_path::below;
pub use cross_site::{CrossSiteGuard, refuse_cross_site};
pub use headers::MayBeFramed;
pub use prefetch::refuse_prefetch;
pub use rate_limit::{RateLimit, limit_rate};
pub use render::{Frame, render};
pub use session_cookie::mend_session_answers;
pub use trace::{RequestId, trace};
