//! Malicious return addresses: open redirects to another site, and values that are hard to parse.

use axum::http::Method;
use leptos_entra::paths::ReturnTo;
use url::Url;

use crate::cast::{App, Browser};

/// Return addresses that bypassed the checks of other apps.
const AWAY: [&str; 60] = [
    "//evil.example",
    "///evil.example",
    "////evil.example",
    "/\\evil.example",
    "\\/evil.example",
    "\\\\evil.example",
    "/\\/evil.example",
    "//\\evil.example",
    "https://evil.example",
    "https:evil.example",
    "https:/evil.example",
    "https:///evil.example",
    "https:\\\\evil.example",
    "HTTPS://evil.example",
    "http:evil.example",
    "hTtP:\\evil.example",
    "ftp://evil.example",
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    "java\nscript:alert(1)",
    "data:text/html,<script>alert(1)</script>",
    "vbscript:msgbox(1)",
    "blob:https://evil.example/a",
    "file:///etc/passwd",
    "about:blank",
    "mailto:a@evil.example",
    "/\t/evil.example",
    "/\n/evil.example",
    "/\r/evil.example",
    "\t//evil.example",
    " //evil.example",
    "\u{a0}//evil.example",
    "\u{feff}//evil.example",
    "/%09/evil.example",
    "/%0a/evil.example",
    "/%0d/evil.example",
    "/%2fevil.example",
    "/%2Fevil.example",
    "/%5cevil.example",
    "/%5Cevil.example",
    "%2f%2fevil.example",
    "/./evil.example",
    "/.//evil.example",
    "/..//evil.example",
    "/a/..//evil.example",
    "/%2e%2e//evil.example",
    "/%2E//evil.example",
    "@evil.example",
    ".evil.example",
    ":443@evil.example",
    "user:password@evil.example",
    "//user@evil.example",
    "//localhost:3000@evil.example",
    "//localhost:3000.evil.example",
    "//evil%00.example",
    "/\u{2044}evil.example",
    "/\u{ff0f}evil.example",
    "\u{ff0f}\u{ff0f}evil.example",
    "?//evil.example",
    "#//evil.example",
];

#[test]
fn a_01_no_return_address_leads_to_another_site() {
    let base = Url::parse("https://app.example/some/page").unwrap();
    for address in AWAY {
        let kept = ReturnTo::parse(address);
        let leads_to = base.join(kept.as_str()).unwrap();
        assert_eq!(leads_to.origin(), base.origin(), "{address:?}");
        assert_eq!(kept.as_str(), "/", "{address:?}");
    }
}

#[tokio::test]
async fn a_01_no_link_contains_a_return_address_of_another_site() {
    let app = App::start().await;
    for address in AWAY {
        let query: String = url::form_urlencoded::byte_serialize(address.as_bytes()).collect();
        for path in [format!("/?return_to={query}"), format!("/sign-in?return_to={query}")] {
            // A cross-site request does not start a sign-in, so the page only shows the link that would start it.
            let page = Browser::new(&app).send(Method::GET, &path, &[("sec-fetch-site", "cross-site")], "").await;
            page.assert_shows("return_to=/\"");
            assert!(!page.body.contains("evil.example"), "{address:?}");
        }
    }
}

#[tokio::test]
async fn a_02_malformed_return_addresses_cause_no_server_error() {
    let app = App::start().await;
    let long = "a".repeat(6000);
    let odd = "% %f %zz %ff%fe %00 %ed%a0%80 [] a[b]=c return_to return_to=&return_to= &&& = return_to=% return_to=%ff \
               return_to=http://[ return_to=http://[::1 return_to=//:99999999 return_to=undefined return_to=null \
               return_to=/% return_to=%E2%80%AE return_to=%F0%9F%98%80";
    for query in odd.split(' ').chain([long.as_str()]) {
        for path in ["/", "/sign-in", "/sign-in-failed", "/signed-out", "/device-code"] {
            let page = Browser::new(&app).get(&format!("{path}?{query}")).await;
            assert!(!page.status.is_server_error(), "{path}?{query}: {}", page.status);
        }
    }
}
