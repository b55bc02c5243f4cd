//! Times on pages: in UTC, in the language of the request.

use leptos::prelude::*;
use time::{OffsetDateTime, format_description::well_known::Rfc3339};

use crate::{server::clock, texts};

/// Shows a time, in seconds since 1970, in UTC. The island `LocalTimes` writes it in the time zone of the browser.
#[component]
pub fn UtcTime(unix: i64) -> impl IntoView {
    view! { <time datetime=clock::rfc3339(unix)>{utc(unix)}</time> }
}

/// Returns a time, in seconds since 1970, as a text: `23 November 2026 at 18:55 UTC`.
pub fn utc(unix: i64) -> String {
    [&texts::date_time(clock::from_unix(unix)), " UTC"].concat()
}

/// Reads a time of Graph, such as `2026-11-23T08:30:00Z`. `None` if it is missing or malformed.
pub fn time_of(text: Option<&str>) -> Option<OffsetDateTime> {
    OffsetDateTime::parse(text?, &Rfc3339).ok()
}

#[cfg(test)]
mod tests {
    use leptos::prelude::*;

    use super::{UtcTime, time_of};
    use crate::texts::{Language, while_in};

    #[test]
    fn a_time_is_written_for_machines_and_for_users() {
        let html =
            |language| while_in(language, || Owner::new().with(|| view! { <UtcTime unix=1_795_460_103 /> }.to_html()));
        for (language, text) in [
            (Language::English, "23 November 2026 at 18:55 UTC"),
            (Language::German, "23. November 2026 um 18:55 UTC"),
            (Language::Japanese, "2026年11月23日 18:55 UTC"),
        ] {
            let expected = ["<time datetime=\"2026-11-23T18:55:03Z\">", text, "<"].concat();
            assert!(html(language).starts_with(&expected), "{}", html(language));
        }
    }

    #[test]
    fn a_missing_or_malformed_time_is_not_shown() {
        assert_eq!(time_of(Some("1970-01-02T00:00:00Z")).map(time::OffsetDateTime::unix_timestamp), Some(86_400));
        for other in [None, Some(""), Some("tomorrow"), Some("2026-11-23")] {
            assert_eq!(time_of(other), None, "{other:?}");
        }
    }
}
