//! Durations and sizes in the words of error texts.

/// Returns the advice to retry after this many seconds; in a minute, if the duration is unknown.
pub fn retry(seconds: Option<u32>) -> String {
    seconds
        .map_or_else(|| "Try again in a minute.".to_owned(), |seconds| format!("Try again in {}.", duration(seconds)))
}

/// Returns a duration in the largest unit that leaves at least two of it, rounded up.
pub fn duration(seconds: u32) -> String {
    const MINUTE: u32 = 60;
    const HOUR: u32 = 60 * MINUTE;
    const DAY: u32 = 24 * HOUR;
    match seconds {
        0..=1 => "1 second".to_owned(),
        2..120 => format!("{seconds} seconds"),
        120..=7_140 => format!("{} minutes", seconds.div_ceil(MINUTE)),
        7_141..=169_200 => format!("{} hours", seconds.div_ceil(HOUR)),
        _ => format!("{} days", seconds.div_ceil(DAY)),
    }
}

/// Returns a size in bytes, kilobytes (1,000 bytes), megabytes or gigabytes. Megabytes begin at 10 MB and gigabytes at 10 GB, so that
/// rounding changes such a size by 5 % at most.
pub fn size(bytes: u64) -> String {
    const KB: u64 = 1000;
    const MB: u64 = 1000 * KB;
    const GB: u64 = 1000 * MB;
    let rounded = |unit: u64| bytes.saturating_add(unit / 2) / unit;
    match bytes {
        1 => "1 byte".to_owned(),
        0 | 2..KB => format!("{bytes} bytes"),
        KB..10_000_000 => format!("{} kB", rounded(KB)),
        10_000_000..10_000_000_000 => format!("{} MB", rounded(MB)),
        _ => format!("{} GB", rounded(GB)),
    }
}

#[cfg(test)]
mod tests {
    use super::{duration, retry, size};

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
            (u32::MAX, "49711 days"),
        ] {
            assert_eq!(duration(seconds), text, "{seconds}");
        }
        assert_eq!(retry(Some(86_400)), "Try again in 24 hours.");
        assert_eq!(retry(None), "Try again in a minute.");
    }

    #[test]
    fn a_size_is_given_in_a_readable_unit() {
        for (bytes, text) in [
            (0, "0 bytes"),
            (1, "1 byte"),
            (999, "999 bytes"),
            (1_499, "1 kB"),
            (1_048_576, "1049 kB"),
            (10_499_999, "10 MB"),
            (4_294_967_295, "4295 MB"),
            (10_000_000_000, "10 GB"),
        ] {
            assert_eq!(size(bytes), text);
        }
        assert_eq!(size(u64::MAX), "18446744073 GB");
    }
}
