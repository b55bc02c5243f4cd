//! Time zones of users: names as Microsoft Graph writes them, and the local time of an instant.

mod windows;

use jiff::{Timestamp, tz};
use time::{OffsetDateTime, UtcOffset};

/// A time zone, with the name that pages show.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TimeZone {
    name: String,
    rules: tz::TimeZone,
}

impl TimeZone {
    /// Returns Coordinated Universal Time.
    pub fn utc() -> Self {
        Self { name: "UTC".to_owned(), rules: tz::TimeZone::UTC }
    }

    /// Finds a time zone by its Windows name (`W. Europe Standard Time`) or its IANA name (`Europe/Berlin`). `None` if the name is
    /// unknown, such as the name of a zone that a user has defined.
    pub fn named(name: &str) -> Option<Self> {
        let windows = windows::NAMES.binary_search_by_key(&name, |(windows, _)| *windows).ok();
        let iana = windows.map_or(name, |index| windows::NAMES[index].1);
        let rules = tz::TimeZone::get(iana).ok()?;
        Some(Self { name: iana.to_owned(), rules })
    }

    /// Returns the IANA name of the time zone.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Returns whether the time zone is Coordinated Universal Time.
    pub fn is_utc(&self) -> bool {
        self.rules == tz::TimeZone::UTC
    }

    /// Returns the local time of an instant. An instant out of range stays as it is.
    pub fn local(&self, instant: OffsetDateTime) -> OffsetDateTime {
        let offset = Timestamp::from_second(instant.unix_timestamp()).ok().map(|time| self.rules.to_offset(time));
        let offset = offset.and_then(|offset| UtcOffset::from_whole_seconds(offset.seconds()).ok());
        offset.and_then(|offset| instant.checked_to_offset(offset)).unwrap_or(instant)
    }
}

#[cfg(test)]
mod tests {
    use super::{TimeZone, windows};
    use crate::server::clock;

    #[test]
    fn every_windows_name_has_a_zone_and_the_names_are_sorted() {
        assert!(windows::NAMES.is_sorted());
        for (windows, iana) in windows::NAMES {
            assert_eq!(TimeZone::named(windows).map(|zone| zone.name), Some(iana.to_owned()), "{windows}");
        }
    }

    #[test]
    fn a_zone_has_a_windows_or_an_iana_name() {
        for (name, zone) in [
            ("W. Europe Standard Time", Some("Europe/Berlin")),
            ("Europe/Berlin", Some("Europe/Berlin")),
            ("UTC", Some("Etc/UTC")),
            ("Customized Time Zone", None),
            ("../etc/passwd", None),
            ("", None),
        ] {
            assert_eq!(TimeZone::named(name).as_ref().map(TimeZone::name), zone, "{name}");
        }
    }

    #[test]
    fn the_local_time_follows_daylight_saving() {
        let berlin = TimeZone::named("W. Europe Standard Time").unwrap();
        // 2026-03-29 01:00 UTC is the start of the summer time in Berlin.
        let change = 1_774_746_000;
        for (unix, local) in [(change - 60, "2026-03-29 1:59"), (change, "2026-03-29 3:00")] {
            let time = berlin.local(clock::from_unix(unix));
            assert_eq!(format!("{} {}:{:02}", time.date(), time.hour(), time.minute()), local);
        }
        assert!(TimeZone::utc().is_utc() && !berlin.is_utc());
    }
}
