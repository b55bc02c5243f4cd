//! The hosts to which the app sends requests: only those on its allow list. A code or a token never follows a redirect.

use std::time::Duration;

use leptos_entra::server::http::{AllowList, FormCredential, Http, HttpError, Limits};
use openidconnect::AccessToken;
use reqwest::header::HeaderMap;

use super::{app_at, token_endpoint::CODE};
use crate::cast::{
    App, Browser,
    broken_server::{BrokenServer, DISCOVERY, Wrong},
    parameter,
};

const REDIRECTS: [&str; 6] = [
    "301 Moved Permanently",
    "302 Found",
    "303 See Other",
    "307 Temporary Redirect",
    "308 Permanent Redirect",
    "300 Multiple Choices",
];

/// Starts two servers: the first gets the requests, the second is the target of its redirects.
async fn servers() -> (BrokenServer, BrokenServer) {
    let (asked, other) = (BrokenServer::provider().await, BrokenServer::provider().await);
    tokio::net::TcpStream::connect(other.url("/").socket_addrs(|| None).unwrap()[0]).await.unwrap();
    while other.connections() == 0 {
        tokio::task::yield_now().await;
    }
    (asked, other)
}

/// Asserts that only the test itself has connected to the second server. Its connection proves that connections are
/// counted.
fn assert_no_connection(other: &BrokenServer) {
    assert_eq!((other.connections(), other.requests()), (1, Vec::new()));
}

#[tokio::test]
async fn a_redirect_of_the_metadata_or_the_keys_is_not_followed() {
    for path in [DISCOVERY, "/keys"] {
        for status in REDIRECTS {
            let (asked, other) = servers().await;
            asked.respond_with(path, Wrong::redirect(status, other.url(path).as_str()));
            let mut browser = Browser::new(&app_at(&asked).await);
            let page = browser.get("/sign-in").await;
            assert_eq!(page.status.as_u16(), 502, "{path} {status}");
            let named = if status.starts_with("300") { "status 300" } else { &other.origin() };
            page.assert_shows(named);
            assert_no_connection(&other);
        }
    }
}

#[tokio::test]
async fn a_token_endpoint_redirect_gets_no_code_and_no_secret() {
    let (asked, other) = servers().await;
    let app = app_at(&asked).await;
    for status in REDIRECTS {
        for location in [other.url("/token").to_string(), "/elsewhere".to_owned()] {
            asked.respond_with("/token", Wrong::redirect(status, &location));
            let mut browser = Browser::new(&app);
            let state = parameter(browser.get("/sign-in").await.location(), "state").unwrap();
            let landing = browser.get(&format!("/getAToken?code={CODE}&state={state}")).await.location().to_owned();
            let page = browser.get(&landing).await;
            assert_eq!(page.status.as_u16(), 502, "{status}");
            page.assert_shows(&format!("status {}", &status[..3]));
        }
    }
    assert_no_connection(&other);
    assert!(!asked.requests().iter().any(|request| request.contains("/elsewhere")));
    let sent =
        asked.requests().iter().filter(|request| request.contains(CODE) && request.contains("client_secret=")).count();
    assert_eq!(sent, 2 * REDIRECTS.len(), "the token endpoint itself gets the credential, once each time");
}

#[tokio::test]
async fn a_redirect_of_the_downstream_api_gets_no_access_token() {
    let (asked, other) = servers().await;
    let endpoint = asked.url("/v1.0/me");
    let app = App::start_with(|config| config.endpoint = Some(endpoint)).await;
    let mut browser = Browser::new(&app);
    browser.sign_in("maya").await;
    for status in REDIRECTS {
        for location in [other.url("/v1.0/me").to_string(), "/elsewhere".to_owned()] {
            asked.respond_with("/v1.0/me", Wrong::redirect(status, &location));
            let page = browser.submit("/api/call_api").await;
            assert_eq!(page.status.as_u16(), 502, "{status}");
            page.assert_shows(&format!("status {}", &status[..3]));
        }
    }
    assert_no_connection(&other);
    let requests = asked.requests();
    assert!(requests.iter().all(|request| request.contains("Bearer ") || request.contains("bearer ")), "{requests:?}");
    assert!(!requests.iter().any(|request| request.contains("/elsewhere")));
}

#[tokio::test]
async fn a_host_outside_the_allow_list_gets_no_connection() {
    let (asked, other) = servers().await;
    let http = Http::default().limited_to(AllowList::new([&asked.url("/")]));
    let limits = Limits { time: Duration::from_secs(8), bytes: 1024 };
    let token = AccessToken::new("token".to_owned());
    assert!(http.get(&asked.url("/keys"), None, HeaderMap::new(), limits).await.is_ok());
    for url in [other.url("/keys"), other.url("/token")] {
        let got = http.get(&url, Some(&token), HeaderMap::new(), limits).await;
        assert!(matches!(got, Err(HttpError::ForeignHost)));
        let posted = http.post_form(&url, &[("code", CODE)], FormCredential::InForm, limits).await;
        assert!(matches!(posted, Err(HttpError::ForeignHost)));
    }
    assert_no_connection(&other);
}

#[tokio::test]
async fn a_response_is_read_only_up_to_its_size_limit() {
    let server = BrokenServer::start().await;
    let http = Http::default().limited_to(AllowList::new([&server.url("/")]));
    let limits = Limits { time: Duration::from_secs(8), bytes: 1024 };
    let longest = "a".repeat(1024);
    for headers in ["content-length: 1024\r\n", ""] {
        server.respond_with("/", Wrong::head("200 OK", headers, &longest));
        let answer = http.get(&server.url("/"), None, HeaderMap::new(), limits).await.unwrap();
        assert_eq!(answer.body, longest.as_bytes());
    }
    server.respond_with("/", Wrong::head("200 OK", "", &format!("{longest}a")));
    let longer = http.get(&server.url("/"), None, HeaderMap::new(), limits).await;
    assert!(matches!(longer, Err(HttpError::TooLarge(1024))));
    server.respond_with("/", Wrong::Silence(b"HTTP/1.1 200 OK\r\ncontent-length: 1025\r\n\r\n".to_vec()));
    let announced = http.get(&server.url("/"), None, HeaderMap::new(), limits).await;
    assert!(matches!(announced, Err(HttpError::TooLarge(1024))));
}

#[tokio::test]
async fn endpoints_on_other_hosts_in_the_metadata_are_used() {
    let (asked, other) = servers().await;
    let (origin, elsewhere) = (asked.origin(), other.origin());
    asked.respond_with(
        DISCOVERY,
        Wrong::json(&format!(
            r#"{{"issuer":"{origin}","authorization_endpoint":"{origin}/a","token_endpoint":"{elsewhere}/token","jwks_uri":"{elsewhere}/keys"}}"#
        )),
    );
    let mut browser = Browser::new(&app_at(&asked).await);
    let state = parameter(browser.get("/sign-in").await.location(), "state").unwrap();
    browser.get(&format!("/getAToken?code={CODE}&state={state}")).await;
    let mut paths: Vec<_> =
        other.requests().iter().filter_map(|request| request.split(' ').nth(1).map(str::to_owned)).collect();
    paths.dedup();
    assert_eq!(paths, ["/keys", "/token"]);
}
