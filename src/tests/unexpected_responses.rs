//! Authorization responses at the redirect URI that belong to no sign-in of the browser: each is explained and logged
//! once.

use axum::http::StatusCode;
use leptos_entra::server::oidc::ResponseMode;

use crate::cast::{App, Browser, Log, Page, parameter};

const CONSENT: &str = "/getAToken?admin_consent=True&tenant=c7e1d0b4-2a35-4f68-8b9d-3c4d5e6f7081";

/// Opens a URL as a redirect of the provider does. Returns the page to which the app redirects.
async fn opened(browser: &mut Browser, address: &str) -> Page {
    let landed = browser.land(address).await;
    assert_eq!((landed.status, landed.header("referrer-policy")), (StatusCode::SEE_OTHER, "no-referrer"), "{address}");
    let location = landed.location().to_owned();
    browser.get(&location).await
}

/// Returns the log lines about responses at the redirect URI.
fn lines(log: &Log) -> Vec<String> {
    let text = String::from_utf8(log.bytes()).unwrap();
    let names = ["authn_login_fail", "authz_admin", "callback_path_differs"];
    text.lines().filter(|line| names.iter().any(|name| line.contains(name))).map(str::to_owned).collect()
}

#[tokio::test]
async fn an_admin_consent_without_a_request_is_explained() {
    for response_mode in [ResponseMode::Query, ResponseMode::FormPost] {
        let app = App::start_with(|config| config.response_mode = response_mode).await;
        let mut browser = Browser::new(&app);
        let (log, _listening) = Log::begin();
        let page = opened(&mut browser, CONSENT).await;
        assert_eq!(page.status, StatusCode::OK);
        page.assert_shows("consent was given")
            .assert_shows("href=\"/sign-in?return_to=/\"")
            .assert_shows("cannot verify");
        assert_eq!(lines(&log).len(), 1, "{:?}", lines(&log));
        let page = opened(&mut browser, &format!("{CONSENT}&state=12345")).await;
        page.assert_shows("consent was given");
        let declined = format!("{CONSENT}&error=access_denied&error_description=AADSTS65004%3A+declined");
        opened(&mut browser, &declined).await.assert_shows("Microsoft reports no consent");
    }
}

#[tokio::test]
async fn an_error_without_state_is_explained() {
    let app = App::start().await;
    for (query, status, text) in [
        ("error=access_denied&error_description=AADSTS65004%3A+User+declined", 403, "were declined"),
        ("error=unauthorized_client&error_description=AADSTS700016%3A+not+found", 502, "not set up correctly"),
        ("error=temporarily_unavailable", 503, "right now"),
        ("error=call_0800_evil", 403, "refused to sign you in"),
        ("error=access_denied&state=unknown", 403, "were declined"),
    ] {
        let (log, _listening) = Log::begin();
        let page = opened(&mut Browser::new(&app), &format!("/getAToken?{query}")).await;
        assert_eq!(page.status.as_u16(), status, "{query}");
        page.assert_shows("Sign-in failed").assert_shows(text);
        assert!(!page.body.contains("evil"), "{query}");
        let error = parameter(&format!("/?{query}"), "error").unwrap();
        assert_eq!(lines(&log).iter().filter(|line| line.contains(&error)).count(), 1, "{query}: {:?}", lines(&log));
    }
}

#[tokio::test]
async fn another_spelling_of_the_path_signs_in() {
    let app = App::start().await;
    for path in ["/getAToken/", "/getatoken", "/GETATOKEN/"] {
        let mut browser = Browser::new(&app);
        let callback = browser.reach_callback("/sign-in", "maya").await.replace("/getAToken", path);
        let (log, listening) = Log::begin();
        let landed = browser.get(&callback).await;
        drop(listening);
        assert_eq!(lines(&log).len(), 1, "{path}");
        assert!(lines(&log)[0].contains(path) && lines(&log)[0].contains("REDIRECT_URI"), "{:?}", lines(&log));
        assert_eq!(landed.status, StatusCode::TEMPORARY_REDIRECT);
        let exact = landed.location().to_owned();
        assert!(exact.starts_with("/getAToken?code="), "{exact}");
        assert_eq!(browser.get(&exact).await.location(), "/");
        browser.get("/").await.assert_shows("Maya Lindqvist");
        assert_eq!(browser.get(path).await.status, StatusCode::NOT_FOUND, "unknown path without a response");
        let malformed = browser.get(&format!("{path}?code=a&code=b")).await;
        assert_eq!(malformed.location(), "/getAToken?code=a&code=b", "a malformed response is explained there");
    }
}

#[tokio::test]
async fn a_form_at_another_spelling_of_the_path_signs_in() {
    let app = App::start_with(|config| config.response_mode = ResponseMode::FormPost).await;
    for path in ["/getAToken/", "/getatoken"] {
        let mut browser = Browser::new(&app);
        let authorize = browser.get("/sign-in").await.location().to_owned();
        let picker = browser.visit_tenant(&authorize).await;
        let exact = browser.pick_to_page(&picker, "maya").await;
        let body = exact.body.replace("/getAToken\"", &format!("{path}\""));
        let other = Page { body, status: exact.status, headers: exact.headers.clone() };
        assert_ne!(other.body, exact.body);
        let (log, listening) = Log::begin();
        let landed = browser.deliver(&other).await;
        drop(listening);
        assert_eq!(landed.status, StatusCode::TEMPORARY_REDIRECT, "{path}: {}", landed.body);
        assert_eq!((landed.location(), lines(&log).len()), ("/getAToken", 1), "{path}");
        assert_eq!(browser.deliver(&exact).await.location(), "/");
        browser.get("/").await.assert_shows("Maya Lindqvist");
    }
    let expects_query = App::start().await;
    assert_eq!(Browser::new(&expects_query).submit("/getatoken").await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn an_unknown_parameter_may_occur_twice() {
    let app = App::start().await;
    let mut browser = Browser::new(&app);
    let callback = browser.reach_callback("/sign-in", "maya").await;
    assert_eq!(browser.get(&format!("{callback}&session_state=a&session_state=b")).await.location(), "/");
    browser.get("/").await.assert_shows("Maya Lindqvist");
}

#[tokio::test]
async fn a_signed_in_user_sees_no_error_page() {
    let app = App::start().await;
    let mut browser = Browser::new(&app);
    browser.sign_in("maya").await;
    let cookies = browser.cookies.clone();
    for query in ["", "?code=a&state=b", "?code=a&code=b&state=c", "?error=access_denied", "?error=a&state=b"] {
        assert_eq!(browser.get(&format!("/getAToken{query}")).await.location(), "/", "{query}");
        assert_eq!(browser.cookies, cookies, "{query}");
    }
    opened(&mut browser, CONSENT).await.assert_shows("consent was given");
    browser.get("/").await.assert_shows("Maya Lindqvist");
}

#[tokio::test]
async fn a_malformed_response_is_logged_once() {
    let app = App::start().await;
    for query in ["", "?code=a&code=b", "?state=a"] {
        let (log, _listening) = Log::begin();
        opened(&mut Browser::new(&app), &format!("/getAToken{query}")).await.assert_shows("Sign-in failed");
        assert_eq!(lines(&log).len(), 1, "{query}: {:?}", lines(&log));
    }
}
