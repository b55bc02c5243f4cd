//! Sessions over time: restarts of the app, other tenants, a sign-out during a request, and the attributes of the
//! cookies.

use std::time::Duration;

use axum::http::StatusCode;
use leptos_entra::{
    dev_tenant::{GraphFault, Times, TokenFault},
    server::config::{SessionLifetimes, SessionStoreSetting},
};

use crate::{
    cast::{App, Browser},
    tokens::{refresh_requests, until},
};

#[tokio::test]
async fn a_sign_in_survives_a_restart() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("sessions.db");
    let app = App::start_with(|config| config.session_store = SessionStoreSetting::Sqlite(path)).await;
    let mut browser = Browser::new(&app);
    browser.sign_in("maya").await;
    let mut browser = browser.at(&app.restarted());
    browser.get("/").await.assert_shows("Maya Lindqvist");
    assert_eq!(browser.submit("/api/call_api").await.status, StatusCode::OK);
}

#[tokio::test]
async fn the_session_cookie_expires_with_the_configured_hours() {
    for hours in [2, 48] {
        let lifetimes = SessionLifetimes { absolute: Duration::from_hours(hours), ..SessionLifetimes::default() };
        let app = App::start_with(|config| config.session_lifetimes = lifetimes).await;
        let mut browser = Browser::new(&app);
        let callback = browser.reach_callback("/sign-in", "maya").await;
        let landed = browser.get(&callback).await;
        let cookies: Vec<_> =
            landed.headers.get_all("set-cookie").iter().map(|cookie| cookie.to_str().unwrap()).collect();
        let session = cookies.iter().find(|cookie| cookie.starts_with(&app.services.cookies.session())).unwrap();
        let (_, after) = session.split_once("Max-Age=").unwrap();
        let seconds: u64 = after.split(';').next().unwrap().parse().unwrap();
        assert!((hours * 3600 - 60..=hours * 3600).contains(&seconds), "{session}");
    }
}

#[tokio::test]
async fn a_signed_in_user_keeps_the_account_menu_on_every_page() {
    let app = App::start().await;
    let mut browser = Browser::new(&app);
    let paths = ["/nowhere", "/sign-in-failed", "/administration", "/styleguide", "/admin-consent"];
    for path in paths {
        assert!(!browser.get(path).await.body.contains("class=\"menu account\""), "{path}");
    }
    browser.sign_in("maya").await;
    let mut thief = browser.clone();
    for path in paths {
        browser.get(path).await.assert_shows("class=\"menu account\"").assert_shows("Maya Lindqvist");
    }
    browser.submit("/api/sign_out").await;
    for path in paths {
        assert!(!thief.get(path).await.body.contains("Maya Lindqvist"), "{path}: the session has ended");
    }
}

#[tokio::test]
async fn a_session_of_another_tenant_is_rejected() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("sessions.db");
    let store = || SessionStoreSetting::Sqlite(path.clone());
    let dev = App::start_with(|config| config.session_store = store()).await;
    let mut browser = Browser::new(&dev);
    browser.sign_in("maya").await;
    let other = App::start_with(|config| config.session_store = store()).await;
    let mut browser = browser.at(&other);
    browser.get("/").await.assert_signed_out();
    browser.at(&dev).get("/").await.assert_signed_out();
}

#[tokio::test]
async fn a_running_refresh_does_not_undo_a_sign_out() {
    let app = App::start().await;
    let mut browser = Browser::new(&app);
    browser.sign_in("maya").await;
    app.control().arm_graph_fault(GraphFault::InvalidToken, Times::Once);
    app.control().arm_token_fault(TokenFault::Hang { milliseconds: 600 }, Times::Once);
    let mut slow = browser.clone();
    let running = tokio::spawn(async move { slow.submit("/api/call_api").await.status });
    until(async || refresh_requests(&app) > 0).await;
    let mut thief = browser.clone();
    browser.submit("/api/sign_out").await;
    assert_eq!(running.await.unwrap(), StatusCode::UNAUTHORIZED, "the refresh finished after the session had ended");
    thief.get("/").await.assert_signed_out();
}

#[tokio::test]
async fn the_session_cookie_has_a_128_bit_id_and_safe_flags() {
    let app = App::start().await;
    let mut browser = Browser::new(&app);
    let landed = browser.sign_in("maya").await;
    let cookies: Vec<_> = landed.headers.get_all("set-cookie").iter().map(|value| value.to_str().unwrap()).collect();
    let session = cookies.iter().find(|cookie| cookie.starts_with(&app.services.cookies.session())).unwrap();
    for flag in ["HttpOnly", "SameSite=Lax", "Path=/"] {
        assert!(session.contains(flag), "{session}");
    }
    assert!(!session.contains("Domain") && !session.contains("Secure"));
    assert_eq!(browser.cookies[&app.services.cookies.session()].len(), 22, "128 bits, base64url");
}

#[tokio::test]
async fn on_https_the_cookies_are_secure_and_bound_to_the_host() {
    let app = App::start_with(|config| config.public_url = "https://app.example/".parse().unwrap()).await;
    let begun = Browser::new(&app).get("/sign-in").await;
    let cookie = begun.header("set-cookie");
    assert!(cookie.starts_with("__Host-Http-signin-") && cookie.contains("Secure"), "{cookie}");
    assert!(begun.header("strict-transport-security").contains("max-age=63072000"));
}

#[tokio::test]
async fn on_https_the_removal_of_an_unknown_session_cookie_is_secure() {
    let app = App::start_with(|config| config.public_url = "https://app.example/".parse().unwrap()).await;
    let mut browser = Browser::new(&app);
    browser.cookies.insert(app.services.cookies.session(), "AAAAAAAAAAAAAAAAAAAAAA".to_owned());
    let page = browser.get("/").await;
    let cookies: Vec<_> = page.headers.get_all("set-cookie").iter().map(|value| value.to_str().unwrap()).collect();
    let [gone, kept] = cookies.as_slice() else { panic!("{cookies:?}") };
    for part in ["__Host-Http-session=;", "Max-Age=0", "; Secure", "; Path=/", "; HttpOnly"] {
        assert!(gone.contains(part), "{part}: {gone}");
    }
    assert!(!browser.cookies.contains_key(&app.services.cookies.session()));
    for part in ["__Host-Http-ended=AAAA", "Max-Age=3600", "; Secure", "; Path=/", "; HttpOnly", "; SameSite=Lax"] {
        assert!(kept.contains(part), "{part}: {kept}");
    }
}
