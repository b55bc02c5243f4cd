//! Browsers send the cookies of a host to all its applications: tests of foreign cookies, malformed cookies, and a second app.

use axum::http::StatusCode;
use leptos_entra::server::oidc::ResponseMode;
use openidconnect::RedirectUrl;

use crate::cast::{App, Browser, SECOND_CALLBACK, polling_interval};

/// Returns a browser that sends cookies of other applications before and after the cookies of this app.
fn browser_with_foreign_cookies(app: &App) -> Browser {
    let mut browser = Browser::new(app);
    let huge = "a".repeat(8 * 1024);
    let duplicate = format!("1; {}=Jos\u{e9}", app.services.cookies.session());
    let foreign = [
        ("", "nameless"),
        ("a=b;novalue;;=", "\"quoted; and cut"),
        ("huge", &huge),
        ("name", "Jos\u{e9}"),
        ("before", &duplicate),
        ("zz", "\u{fffd}\u{1f36a}"),
        ("zzz", "%ff%00,;"),
    ];
    browser.cookies.extend(foreign.map(|(name, value)| (name.to_owned(), value.to_owned())));
    browser
}

#[tokio::test]
async fn a_60_foreign_cookies_do_not_prevent_a_sign_in() {
    let app = App::start().await;
    let mut browser = browser_with_foreign_cookies(&app);
    assert_eq!(browser.sign_in("maya").await.location(), "/");
    browser.get("/").await.assert_shows("Maya Lindqvist");
    assert_eq!(browser.call("/api/call_api").await.status, StatusCode::OK);
    browser.get("/account/sessions").await.assert_shows("My sessions");
    browser.submit("/api/sign_out").await.assert_shows("Signing you out");
    browser.get("/").await.assert_signed_out();
}

#[tokio::test]
async fn a_60_foreign_cookies_do_not_prevent_form_post() {
    let app = App::start_with(|config| config.response_mode = ResponseMode::FormPost).await;
    let mut browser = browser_with_foreign_cookies(&app);
    let authorize = browser.get("/sign-in").await.location().to_owned();
    let picker = browser.visit_tenant(&authorize).await;
    let form = browser.pick_to_page(&picker, "maya").await;
    assert_eq!(browser.deliver(&form).await.location(), "/");
    browser.get("/").await.assert_shows("Maya Lindqvist");
}

#[tokio::test]
async fn a_60_foreign_cookies_do_not_prevent_a_device_code() {
    let app = App::start_for_device_codes().await;
    let mut browser = browser_with_foreign_cookies(&app);
    assert_eq!(browser.submit("/device-code/begin").await.location(), "/device-code");
    let page = browser.get("/device-code").await;
    app.control().approve_device_code(page.user_code(), "maya").unwrap();
    polling_interval().await;
    assert_eq!(browser.get("/device-code").await.location(), "/");
    browser.get("/").await.assert_shows("Maya Lindqvist");
}

#[tokio::test]
async fn a_60_foreign_cookies_do_not_prevent_an_admin_consent() {
    let app = App::start().await;
    let mut browser = browser_with_foreign_cookies(&app);
    let address = browser.get("/admin-consent/begin").await.location().to_owned();
    let page = browser.visit_tenant(&address).await;
    let back = browser.press(&page, &[("decision", "accept")]).await.location().to_owned();
    browser.get(&back).await.assert_shows("The app is approved");
}

#[tokio::test]
async fn given_two_apps_on_localhost_then_both_keep_their_sessions() {
    let first = App::start().await;
    let second = first.with(|config| {
        config.public_url = "http://localhost:3001".parse().unwrap();
        config.redirect_uri = Some(RedirectUrl::new(SECOND_CALLBACK.to_owned()).unwrap());
    });
    let mut browser = Browser::new(&first);
    browser.sign_in("maya").await;
    let mut browser = browser.at(&second);
    browser.get("/").await.assert_signed_out();
    browser.sign_in("maya").await;
    browser.get("/").await.assert_shows("Maya Lindqvist");
    let mut browser = browser.at(&first);
    browser.get("/").await.assert_shows("Maya Lindqvist");
    browser.submit("/api/sign_out").await;
    browser.at(&second).get("/").await.assert_shows("Maya Lindqvist");
}
