//! Links to other sites, as pages show them for data of Microsoft Graph.

use leptos::{either::Either, prelude::*};
use url::Url;

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
