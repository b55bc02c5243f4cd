//! The one clock of the server, so that nothing else asks the machine for the time.

use std::time::Duration;

use time::OffsetDateTime;

/// Returns the time now, in UTC.
#[expect(clippy::disallowed_methods, reason = "this is the one clock")]
pub fn now() -> OffsetDateTime {
    OffsetDateTime::now_utc()
}

/// Returns the time now in seconds since 1970-01-01, as the records and the protocol count it.
pub fn unix_now() -> i64 {
    now().unix_timestamp()
}

/// Returns the second that lies `duration` ahead.
pub fn unix_after(duration: Duration) -> i64 {
    unix_now().saturating_add(i64::try_from(duration.as_secs()).unwrap_or(i64::MAX))
}
