//! The loop breaker: after three failed sign-ins within two minutes the fourth needs a click.

use axum::http::{Method, StatusCode};
use leptos_entra::dev_tenant::{AuthorizeFault, Times};

use crate::cast::{App, Browser};

/// Runs one sign-in that the provider rejects.
async fn come_back_without_success(app: &App, browser: &mut Browser) {
    app.control().arm_authorize_fault(AuthorizeFault { error: "access_denied".into(), aadsts: 50105 }, Times::Once);
    let callback = browser.reach_callback("/sign-in", "maya").await;
    assert!(browser.get(&callback).await.location().starts_with("/sign-in-failed"));
}

async fn looped(app: &App) -> Browser {
    let mut browser = Browser::new(app);
    for _ in 0..3 {
        come_back_without_success(app, &mut browser).await;
    }
    browser
}

#[tokio::test]
async fn after_three_round_trips_the_app_stops_and_explains() {
    let app = App::start().await;
    let mut browser = looped(&app).await;
    let open = browser.cookies.keys().filter(|name| name.contains("signin-")).count();
    let stopped = browser.get("/sign-in?return_to=%2F%3Fa").await;
    assert_eq!(stopped.status, StatusCode::TOO_MANY_REQUESTS);
    stopped.assert_shows("Sign-in stopped").assert_shows("/sign-in?afresh=yes&amp;return_to=/%3Fa");
    assert!(!stopped.body.contains("<script"), "the page needs no script");
    assert_eq!(browser.cookies.keys().filter(|name| name.contains("signin-")).count(), open, "nothing was begun");
}

#[tokio::test]
async fn the_button_starts_a_new_sign_in_that_succeeds() {
    let app = App::start().await;
    let mut browser = looped(&app).await;
    let callback = browser.reach_callback("/sign-in?afresh=yes&return_to=%2F%3Fa", "maya").await;
    assert_eq!(browser.get(&callback).await.location(), "/?a");
    browser.get("/").await.assert_shows("Maya Lindqvist");
    assert!(
        !browser.cookies.contains_key(&app.services.cookies.sign_in_attempts()),
        "the sign-in attempts are forgotten"
    );
}

#[tokio::test]
async fn lost_session_cookies_count_as_a_loop() {
    let app = App::start().await;
    let mut browser = Browser::new(&app);
    for _ in 0..3 {
        assert_eq!(browser.sign_in("maya").await.location(), "/");
        browser.cookies.remove(&app.services.cookies.session());
    }
    assert_eq!(browser.get("/sign-in").await.status, StatusCode::TOO_MANY_REQUESTS);
}

#[tokio::test]
async fn a_signed_in_user_is_never_stopped() {
    let app = App::start().await;
    let mut browser = Browser::new(&app);
    for _ in 0..5 {
        assert_eq!(browser.sign_in("maya").await.location(), "/");
    }
    browser.get("/").await.assert_shows("Maya Lindqvist");
    browser.submit("/api/sign_out").await;
    assert_eq!(browser.get("/sign-in").await.status, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn user_pages_reset_the_sign_in_attempts() {
    let app = App::start().await;
    for page in ["/account/sessions", "/mail"] {
        let mut browser = Browser::new(&app);
        for _ in 0..4 {
            let sign_in = format!("/sign-in?return_to={page}");
            let callback = browser.reach_callback(&sign_in, "maya").await;
            assert_eq!(browser.get(&callback).await.location(), page);
            let mut shown = browser.get(page).await;
            if shown.body.contains("step_up=") {
                let link = shown.body.split("href=\"").find(|rest| rest.contains("step_up=")).unwrap();
                let link = link.split('"').next().unwrap().replace("&amp;", "&");
                let authorize = browser.get(&link).await.location().to_owned();
                let consent = browser.visit_tenant(&authorize).await;
                let callback = browser.press(&consent, &[("decision", "accept")]).await.location().to_owned();
                browser.get(&callback).await;
                shown = browser.get(page).await;
            }
            assert_eq!(shown.status, StatusCode::OK, "{}", shown.body);
            assert!(!browser.cookies.contains_key(&app.services.cookies.sign_in_attempts()), "{page}");
            browser.submit("/api/sign_out").await;
        }
    }
}

#[tokio::test]
async fn attempts_older_than_two_minutes_do_not_count() {
    let app = App::start().await;
    let mut browser = looped(&app).await;
    let name = app.services.cookies.sign_in_attempts();
    let past: Vec<_> =
        browser.cookies[&name].split('.').map(|time| (time.parse::<i64>().unwrap() - 120).to_string()).collect();
    browser.cookies.insert(name, past.join("."));
    assert_eq!(browser.get("/sign-in").await.status, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn another_site_cannot_cause_a_sign_in_loop() {
    let app = App::start().await;
    let mut browser = Browser::new(&app);
    let cross_site = [("sec-fetch-site", "cross-site"), ("accept", "text/html")];
    for path in ["/getAToken?error=access_denied&state=made-up", "/getAToken?code=a&state=b", "/getAToken", "/sign-in"]
    {
        for _ in 0..4 {
            browser.send(Method::GET, path, &cross_site, "").await;
        }
    }
    assert!(browser.cookies.is_empty(), "{:?}", browser.cookies);
    assert_eq!(browser.get("/sign-in").await.status, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn the_attempts_cookie_has_no_personal_data() {
    let app = App::start().await;
    let browser = looped(&app).await;
    let value = &browser.cookies[&app.services.cookies.sign_in_attempts()];
    assert!(value.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.') && value.len() < 40, "{value}");
}
