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

/// Returns a time of the records as machines read it (RFC 3339), `2026-11-23T18:55:00Z`, and as people do,
/// `23 November 2026, 18:55 UTC`.
pub fn written(unix: i64) -> (String, String) {
    let time = OffsetDateTime::from_unix_timestamp(unix).unwrap_or(OffsetDateTime::UNIX_EPOCH);
    let (date, (hour, minute, second)) = (time.date(), time.time().as_hms());
    let machine = format!("{date}T{hour:02}:{minute:02}:{second:02}Z");
    (machine, format!("{} {} {}, {hour:02}:{minute:02} UTC", date.day(), date.month(), date.year()))
}

/// Returns the second that lies `duration` ahead.
pub fn unix_after(duration: Duration) -> i64 {
    unix_now().saturating_add(i64::try_from(duration.as_secs()).unwrap_or(i64::MAX))
}

#[cfg(test)]
mod tests {
    use super::{timestamp, unix_now, written};
    use crate::server::oidc::ErrorResponse;

    #[test]
    fn a_time_stamp_has_the_form_of_the_providers() {
        let before = unix_now();
        let stamp = timestamp();
        let description = Some(format!("Timestamp: {stamp}"));
        let read = ErrorResponse::from_parameters("access_denied".to_owned(), description).timestamp;
        assert_eq!(read.as_ref(), Some(&stamp));
        let seconds = (before..=unix_now()).map(|second| written(second).0.replace('T', " "));
        assert!(seconds.into_iter().any(|second| second == stamp), "{stamp}");
    }

    #[test]
    fn a_time_is_written_for_machines_and_for_people() {
        let (machine, text) = written(1_795_460_103);
        assert_eq!((machine.as_str(), text.as_str()), ("2026-11-23T18:55:03Z", "23 November 2026, 18:55 UTC"));
        assert_eq!(written(i64::MAX).0, "1970-01-01T00:00:00Z");
    }
}
