//! The `Retry-After` header (RFC 9110 §10.2.3) in all its forms, and as services send it.

use reqwest::header::{HeaderMap, RETRY_AFTER};
use time::{OffsetDateTime, format_description::well_known::Rfc2822};

use crate::server::clock;

/// Upper bound of a wait: 366 days in seconds. A longer wait is an error of the service.
const LONGEST: i64 = 366 * 24 * 60 * 60;

/// Headers of Azure services that state the wait in milliseconds.
const IN_MILLISECONDS: [&str; 2] = ["retry-after-ms", "x-ms-retry-after-ms"];

/// Returns the seconds to wait, rounded up: the longest wait of all headers. `None` without a header, and if its value is
/// invalid, zero, in the past, or longer than a year. These values do not tell when a retry can succeed.
pub fn retry_after(headers: &HeaderMap) -> Option<u32> {
    wait(headers, clock::now())
}

fn wait(headers: &HeaderMap, now: OffsetDateTime) -> Option<u32> {
    let texts = |name: &str| headers.get_all(name).iter().filter_map(|value| value.to_str().ok()).map(str::trim);
    let in_seconds = texts(RETRY_AFTER.as_str()).filter_map(|text| seconds(text, 0).or_else(|| until(text, now)));
    let in_milliseconds = IN_MILLISECONDS.iter().flat_map(|name| texts(name)).filter_map(|text| seconds(text, 3));
    let plausible = in_seconds.chain(in_milliseconds).filter(|wait| (1..=LONGEST).contains(wait));
    plausible.max().and_then(|wait| u32::try_from(wait).ok())
}

/// Reads a wait in seconds (`decimal_places` 0) or milliseconds (3), and returns seconds. Fractions are rounded up.
fn seconds(text: &str, decimal_places: u32) -> Option<i64> {
    let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
    let is_number = !whole.is_empty() && [whole, fraction].iter().all(|part| part.bytes().all(|b| b.is_ascii_digit()));
    // A number that does not fit into `i64` counts as longer than any wait.
    let whole: i64 = if is_number { whole.parse().unwrap_or(i64::MAX) } else { return None };
    let (unit, has_fraction) = (10_i64.pow(decimal_places), fraction.bytes().any(|digit| digit != b'0'));
    let rounded_up = i64::from(has_fraction || whole % unit != 0);
    Some((whole / unit).saturating_add(rounded_up))
}

/// Reads an HTTP date in its three forms (RFC 9110 §5.6.7), or a date with a numeric zone, and returns the seconds
/// until then.
fn until(text: &str, now: OffsetDateTime) -> Option<i64> {
    let date = httpdate::parse_http_date(text).map(OffsetDateTime::from).ok();
    let date = date.or_else(|| OffsetDateTime::parse(text, &Rfc2822).ok())?;
    let wait = date - now;
    Some(wait.whole_seconds().saturating_add(i64::from(wait.subsec_nanoseconds() > 0)))
}

#[cfg(test)]
mod tests {
    use reqwest::header::{HeaderMap, HeaderName, HeaderValue};
    use time::OffsetDateTime;

    use super::wait;

    /// The time of the tests: Wed, 21 Oct 2026 07:28:00 GMT.
    const NOW: i64 = 1_792_567_680;

    fn of(headers: &[(&'static str, &str)]) -> Option<u32> {
        let mut map = HeaderMap::new();
        for (name, value) in headers {
            map.append(HeaderName::from_static(name), HeaderValue::from_bytes(value.as_bytes()).unwrap());
        }
        wait(&map, OffsetDateTime::from_unix_timestamp(NOW).unwrap())
    }

    #[test]
    fn every_form_of_the_header_is_read() {
        for (value, seconds) in [
            ("1", Some(1)),
            ("120", Some(120)),
            (" 17 ", Some(17)),
            ("0017", Some(17)),
            ("86400", Some(86_400)),
            ("1.5", Some(2)),
            ("0.2", Some(1)),
            ("120.0", Some(120)),
            ("7.", Some(7)),
            ("31622400", Some(31_622_400)),
            ("Wed, 21 Oct 2026 07:30:00 GMT", Some(120)),
            ("Wednesday, 21-Oct-26 07:30:00 GMT", Some(120)),
            ("Wed Oct 21 07:30:00 2026", Some(120)),
            ("Wed, 21 Oct 2026 09:30:00 +0200", Some(120)),
            ("0", None),
            ("0.0", None),
            ("Wed, 21 Oct 2026 07:28:00 GMT", None),
            ("Wed, 21 Oct 2015 07:28:00 GMT", None),
            ("Wed, 21 Oct 2099 07:28:00 GMT", None),
            ("31622401", None),
            ("99999999999", None),
            ("99999999999999999999999999", None),
            ("-1", None),
            ("+1", None),
            ("soon", None),
            ("1.5.5", None),
            (".5", None),
            ("", None),
            ("\u{fc}", None),
        ] {
            assert_eq!(of(&[("retry-after", value)]), seconds, "{value}");
        }
        assert_eq!(of(&[]), None);
    }

    #[test]
    fn the_longest_of_several_waits_counts() {
        assert_eq!(of(&[("retry-after", "3"), ("retry-after", "5"), ("retry-after", "soon")]), Some(5));
        assert_eq!(of(&[("retry-after", "0"), ("x-ms-retry-after-ms", "1500")]), Some(2));
        assert_eq!(of(&[("retry-after-ms", "3000")]), Some(3));
        assert_eq!(of(&[("retry-after-ms", "0.5")]), Some(1));
    }
}
