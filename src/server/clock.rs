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

/// Returns the time now as Microsoft's errors write it: `2026-08-13 21:24:29Z`.
pub fn timestamp() -> String {
    let now = now();
    let (date, (hour, minute, second)) = (now.date(), now.time().as_hms());
    format!("{date} {hour:02}:{minute:02}:{second:02}Z")
}

/// Returns the second that lies `duration` ahead.
pub fn unix_after(duration: Duration) -> i64 {
    unix_now().saturating_add(i64::try_from(duration.as_secs()).unwrap_or(i64::MAX))
}
