//! Links to other sites, and times in the user's time zone, as the cards show them.

use leptos::{either::Either, prelude::*};
use time::OffsetDateTime;
use url::Url;

use super::card::Zone;
use crate::{pages::times::UtcTime, server::clock, texts};

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

/// Shows a time in the user's time zone.
#[component]
pub fn LocalTime(time: OffsetDateTime, zone: Zone) -> impl IntoView {
    let unix = time.unix_timestamp();
    match zone {
        Zone::Known(zone) if !zone.is_utc() => {
            let text = texts::date_time(zone.local(time));
            Either::Left(view! { <time datetime=clock::rfc3339(unix)>{text}</time> })
        }
        _ => Either::Right(view! { <UtcTime unix /> }),
    }
}

/// Returns an address if a browser may open it: other schemes, such as `javascript:`, are left out.
fn https(address: Option<String>) -> Option<String> {
    let address = Url::parse(&address?).ok()?;
    (address.scheme() == "https").then(|| address.into())
}

#[cfg(test)]
mod tests {
    use super::https;

    #[test]
    fn only_https_addresses_become_links() {
        let of = |address: &str| https(Some(address.to_owned()));
        assert_eq!(of("https://teams.example/a?b=c").as_deref(), Some("https://teams.example/a?b=c"));
        for other in ["http://teams.example/", "javascript:alert(1)", "data:text/html,a", "//teams.example", ""] {
            assert_eq!(of(other), None, "{other}");
        }
    }
}
