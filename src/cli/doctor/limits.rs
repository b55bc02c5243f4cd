//! The limits of the doctor's requests.

use std::time::Duration;

use crate::server::http::Limits;

/// The limits of one request. The longest chain has three requests, so that a run ends within 15 seconds.
pub const LIMITS: Limits = Limits { time: Duration::from_secs(4), bytes: 1024 * 1024 };
