//! The only clock of the server: no other module reads the system time.

use std::time::Duration;

use time::OffsetDateTime;

/// Returns the time now, in UTC.
#[expect(clippy::disallowed_methods, reason = "this is the one clock")]
pub fn now() -> OffsetDateTime {
    OffsetDateTime::now_utc()
}

/// Returns the time now in seconds since 1970-01-01, the form of times in session records and tokens.
pub fn unix_now() -> i64 {
    now().unix_timestamp()
}

/// Returns the time now in the format of Microsoft's errors: `2026-08-13 21:24:29Z`.
pub fn timestamp() -> String {
    written(now(), ' ')
}

/// Returns a time, in seconds since 1970-01-01, in the format of RFC 3339: `2026-11-23T18:55:00Z`.
pub fn rfc3339(unix: i64) -> String {
    written(from_unix(unix), 'T')
}

fn written(time: OffsetDateTime, separator: char) -> String {
    let (date, (hour, minute, second)) = (time.date(), time.time().as_hms());
    format!("{date}{separator}{hour:02}:{minute:02}:{second:02}Z")
}

/// Returns a time, in seconds since 1970-01-01, as a date; 1970-01-01 if it is out of range.
pub fn from_unix(unix: i64) -> OffsetDateTime {
    OffsetDateTime::from_unix_timestamp(unix).unwrap_or(OffsetDateTime::UNIX_EPOCH)
}

/// Returns the time that is `duration` from now, in seconds since 1970-01-01.
pub fn unix_after(duration: Duration) -> i64 {
    unix_now().saturating_add(i64::try_from(duration.as_secs()).unwrap_or(i64::MAX))
}

#[cfg(test)]
mod tests {
    use super::{rfc3339, timestamp, unix_now};
    use crate::server::oidc::ErrorResponse;

    #[test]
    fn a_time_stamp_has_the_form_of_microsofts_errors() {
        let before = unix_now();
        let stamp = timestamp();
        let description = Some(format!("Timestamp: {stamp}"));
        let read = ErrorResponse::from_parameters("access_denied".to_owned(), description).timestamp;
        assert_eq!(read.as_ref(), Some(&stamp));
        let seconds = (before..=unix_now()).map(|second| rfc3339(second).replace('T', " "));
        assert!(seconds.into_iter().any(|second| second == stamp), "{stamp}");
    }

    #[test]
    fn a_time_is_in_rfc_3339_and_never_out_of_range() {
        assert_eq!(rfc3339(1_795_460_103), "2026-11-23T18:55:03Z");
        assert_eq!(rfc3339(i64::MAX), "1970-01-01T00:00:00Z");
    }
}
