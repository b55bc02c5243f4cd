//! Durations and sizes, and the advice to retry after a duration.

use super::format;
use crate::text;

/// A unit of durations.
struct Unit {
    seconds: u32,
    /// The ID of the message for a duration.
    duration: &'static str,
    /// The ID of the message for the advice to retry after a duration. Each unit has its message, because languages inflect the unit.
    retry: &'static str,
}

const SECOND: Unit = Unit { seconds: 1, duration: "duration-seconds", retry: "failure-retry-in-seconds" };
const MINUTE: Unit = Unit { seconds: 60, duration: "duration-minutes", retry: "failure-retry-in-minutes" };
const HOUR: Unit = Unit { seconds: 3_600, duration: "duration-hours", retry: "failure-retry-in-hours" };
const DAY: Unit = Unit { seconds: 86_400, duration: "duration-days", retry: "failure-retry-in-days" };

/// Returns the advice to retry after this many seconds; in a minute, if the duration is unknown.
pub fn retry(seconds: Option<u32>) -> String {
    let Some(seconds) = seconds else { return text!("failure-retry-in-a-minute") };
    let (unit, count) = in_units(seconds);
    format(unit.retry, [("count", count.into())])
}

/// Returns a duration in the largest unit that leaves at least two of it, rounded up.
pub fn duration(seconds: u32) -> String {
    let (unit, count) = in_units(seconds);
    format(unit.duration, [("count", count.into())])
}

fn in_units(seconds: u32) -> (Unit, u32) {
    let unit = match seconds {
        0..120 => SECOND,
        120..=7_140 => MINUTE,
        7_141..=169_200 => HOUR,
        _ => DAY,
    };
    let count = seconds.max(1).div_ceil(unit.seconds);
    (unit, count)
}

/// Returns a size in bytes, kilobytes (1,000 bytes), megabytes or gigabytes. A size below 10 of its unit has one decimal place, so that
/// rounding changes it by 5 % at most.
#[expect(clippy::cast_precision_loss, reason = "the number is rounded anyway, and a double has 15 digits")]
pub fn size(bytes: u64) -> String {
    const KB: u64 = 1000;
    const MB: u64 = 1000 * KB;
    const GB: u64 = 1000 * MB;
    let in_unit = |unit: u64| {
        let rounded_to = |part: u64| bytes / part + u64::from(bytes % part >= part / 2);
        let tenths = rounded_to(unit / 10);
        // A rounded number is not rounded again: 10,499 bytes are 10 kB.
        if tenths < 100 { tenths as f64 / 10.0 } else { rounded_to(unit) as f64 }
    };
    match bytes {
        0..KB => text!("size-bytes", count = bytes),
        KB..MB => text!("size-kilobytes", count = in_unit(KB)),
        MB..GB => text!("size-megabytes", count = in_unit(MB)),
        GB.. => text!("size-gigabytes", count = in_unit(GB)),
    }
}

#[cfg(test)]
mod tests {
    use super::{duration, retry, size};
    use crate::texts::{Language, while_in};

    #[test]
    fn a_duration_is_shown_in_a_readable_unit() {
        for (seconds, text) in [
            (0, "1 second"),
            (1, "1 second"),
            (2, "2 seconds"),
            (119, "119 seconds"),
            (120, "2 minutes"),
            (121, "3 minutes"),
            (3_600, "60 minutes"),
            (7_140, "119 minutes"),
            (7_141, "2 hours"),
            (86_400, "24 hours"),
            (169_200, "47 hours"),
            (169_201, "2 days"),
            (604_800, "7 days"),
            (u32::MAX, "49,711 days"),
        ] {
            assert_eq!(duration(seconds), text, "{seconds}");
            assert_eq!(retry(Some(seconds)), ["Try again in ", text, "."].concat());
        }
        assert_eq!(retry(None), "Try again in a minute.");
    }

    #[test]
    fn a_size_is_given_in_a_readable_unit() {
        for (bytes, text) in [
            (0, "0 bytes"),
            (1, "1 byte"),
            (999, "999 bytes"),
            (1_000, "1 kB"),
            (1_499, "1.5 kB"),
            (1_049, "1 kB"),
            (9_949, "9.9 kB"),
            (9_950, "10 kB"),
            (10_499, "10 kB"),
            (10_500, "11 kB"),
            (999_999, "1,000 kB"),
            (1_048_576, "1 MB"),
            (10_499_999, "10 MB"),
            (4_294_967_295, "4.3 GB"),
            (10_000_000_000, "10 GB"),
        ] {
            assert_eq!(size(bytes), text);
        }
        assert_eq!(size(u64::MAX), "18,446,744,074 GB");
    }

    #[test]
    fn a_size_has_the_decimal_separator_of_its_language() {
        for (language, number) in [(Language::German, "1,5"), (Language::Japanese, "1.5"), (Language::Arabic, "1.5")] {
            let text = while_in(language, || size(1_500));
            assert!(text.contains(number), "{text}");
        }
    }
}
