//! The limits of the doctor's requests.

use std::time::Duration;

use crate::server::http::Limits;

/// The limits of one request. A chain may have six requests; the timeouts of the groups end it.
pub const LIMITS: Limits = Limits { time: Duration::from_secs(4), bytes: 1024 * 1024 };
