//! Links to other sites, and times in the user's time zone, as the cards show them.

use leptos::{either::Either, prelude::*};
use time::{OffsetDateTime, format_description::well_known::Rfc3339};
use url::Url;

use super::card::Zone;
use crate::{
    pages::calendar::written,
    server::{clock, time_zone::TimeZone},
};

/// Shows a text as a link if its address is an `https` address, and otherwise as text.
#[component]
pub fn SafeLink(text: String, address: Option<String>) -> impl IntoView {
    match https(address) {
        Some(address) => Either::Left(view! {
            <a href=address rel="external noreferrer">
                <bdi>{text}</bdi>
            </a>
        }),
        None => Either::Right(view! { <bdi>{text}</bdi> }),
    }
}

/// Reads a time of Graph, such as `2026-11-23T08:30:00Z`. `None` if it is missing or malformed.
pub fn time_of(text: Option<&str>) -> Option<OffsetDateTime> {
    OffsetDateTime::parse(text?, &Rfc3339).ok()
}

/// Shows a time in the user's time zone.
#[component]
pub fn LocalTime(time: OffsetDateTime, zone: Zone) -> impl IntoView {
    let utc = TimeZone::utc();
    let zone = if let Zone::Known(zone) = &zone { zone } else { &utc };
    let local = zone.local(time);
    let suffix = if zone.is_utc() { " UTC" } else { "" };
    let text = format!("{}, {:02}:{:02}{suffix}", written(local.date()), local.hour(), local.minute());
    view! { <time datetime=clock::rfc3339(time.unix_timestamp())>{text}</time> }
}

/// Returns an address if a browser may open it: other schemes, such as `javascript:`, are left out.
fn https(address: Option<String>) -> Option<String> {
    let address = Url::parse(&address?).ok()?;
    (address.scheme() == "https").then(|| address.into())
}

#[cfg(test)]
mod tests {
    use super::{https, time_of};

    #[test]
    fn only_https_addresses_become_links() {
        let of = |address: &str| https(Some(address.to_owned()));
        assert_eq!(of("https://teams.example/a?b=c").as_deref(), Some("https://teams.example/a?b=c"));
        for other in ["http://teams.example/", "javascript:alert(1)", "data:text/html,a", "//teams.example", ""] {
            assert_eq!(of(other), None, "{other}");
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
