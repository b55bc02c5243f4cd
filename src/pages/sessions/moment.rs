//! The times of a session, in a format for machines and in one for users.

use super::data::Moment;
use crate::server::clock;

/// Converts a Unix time to both formats: `2026-11-23T18:55:00Z` and `23 November 2026, 18:55 UTC`.
pub fn moment(unix: i64) -> Moment {
    let time = clock::from_unix(unix);
    let (day, month, year) = (time.day(), time.month(), time.year());
    let text = format!("{day} {month} {year}, {:02}:{:02} UTC", time.hour(), time.minute());
    Moment { machine: clock::rfc3339(unix), text }
}

#[cfg(test)]
mod tests {
    use super::moment;

    #[test]
    fn a_time_is_written_for_machines_and_for_users() {
        let moment = moment(1_795_460_103);
        assert_eq!(
            (moment.machine.as_str(), moment.text.as_str()),
            ("2026-11-23T18:55:03Z", "23 November 2026, 18:55 UTC")
        );
    }
}
