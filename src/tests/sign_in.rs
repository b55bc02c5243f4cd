//! The successful sign-in: authorization request, callback, session, welcome page.

use axum::http::{Method, StatusCode};

use crate::cast::{App, Browser, CALLBACK, parameter};

#[tokio::test]
async fn a_user_signs_in_and_sees_their_name() {
    let app = App::start().await;
    let mut browser = Browser::new(&app);
    let landed = browser.sign_in("maya").await;
    assert_eq!((landed.status, landed.location()), (StatusCode::SEE_OTHER, "/"));
    let home = browser.get("/").await;
    assert_eq!(home.status, StatusCode::OK);
    home.assert_shows("Maya Lindqvist").assert_shows("Call a downstream API").assert_shows("Sign out");
}

#[tokio::test]
async fn a_visitor_sees_the_sign_in_link_and_gets_no_cookie() {
    let app = App::start().await;
    let home = Browser::new(&app).get("/").await;
    assert_eq!(home.status, StatusCode::OK);
    home.assert_signed_out().assert_shows("account=another");
    assert!(home.headers.get("set-cookie").is_none(), "an anonymous page view sets no cookie");
}

#[tokio::test]
async fn the_authorization_request_has_pkce_state_and_nonce() {
    let app = App::start().await;
    let authorize = Browser::new(&app).get("/sign-in").await;
    assert_eq!(authorize.status, StatusCode::SEE_OTHER);
    let value = |name| parameter(authorize.location(), name).unwrap_or_default();
    assert_eq!(value("response_type"), "code");
    assert_eq!(value("code_challenge_method"), "S256");
    assert_eq!(value("redirect_uri"), CALLBACK);
    assert_eq!(value("scope"), "openid profile offline_access User.Read");
    assert_eq!(value("prompt"), "", "no account picker where it is not needed");
    assert!(value("state").len() >= 22 && value("nonce").len() >= 22 && value("code_challenge").len() == 43);
}

#[tokio::test]
async fn account_another_requests_the_account_picker() {
    let app = App::start().await;
    let authorize = Browser::new(&app).get("/sign-in?account=another").await;
    assert_eq!(parameter(authorize.location(), "prompt").as_deref(), Some("select_account"));
    assert_eq!(parameter(authorize.location(), "login_hint"), None, "the two do not go together");
}

#[tokio::test]
async fn a_second_sign_in_sends_login_hint_and_shows_no_picker() {
    let app = App::start().await;
    let mut browser = Browser::new(&app);
    browser.sign_in("maya").await;
    let authorize = browser.get("/sign-in").await;
    assert!(parameter(authorize.location(), "login_hint").is_some());
    let silent = browser.visit_tenant(authorize.location()).await;
    assert!(silent.location().starts_with(CALLBACK), "no picker on the way");
}

#[tokio::test]
async fn after_a_sign_in_the_user_returns_to_return_to() {
    let app = App::start().await;
    let mut browser = Browser::new(&app);
    let callback = browser.reach_callback("/sign-in?return_to=%2F%3Ftab%3D2", "tom").await;
    assert_eq!(browser.get(&callback).await.location(), "/?tab=2");
}

#[tokio::test]
async fn the_sign_in_link_returns_to_the_requested_page() {
    let app = App::start().await;
    let mut browser = Browser::new(&app);
    browser.get("/?tab=2").await.assert_shows("/sign-in?return_to=/%3Ftab%3D2");
}

#[tokio::test]
async fn a_return_to_of_another_site_leads_home() {
    let app = App::start().await;
    for address in ["https%3A%2F%2Fevil.example", "%2F%2Fevil.example", "%2F%5Cevil.example"] {
        let mut browser = Browser::new(&app);
        let callback = browser.reach_callback(&format!("/sign-in?return_to={address}"), "tom").await;
        assert_eq!(browser.get(&callback).await.location(), "/");
    }
}

#[tokio::test]
async fn several_tabs_sign_in_side_by_side() {
    let app = App::start().await;
    let mut browser = Browser::new(&app);
    let first = browser.reach_callback("/sign-in?return_to=%2F%3Ffirst", "maya").await;
    let second = browser.reach_callback("/sign-in?return_to=%2F%3Fsecond", "maya").await;
    assert_eq!(browser.get(&first).await.location(), "/?first");
    assert_eq!(browser.get(&second).await.location(), "/?second");
}

#[tokio::test]
async fn the_sixth_open_sign_in_closes_the_oldest() {
    let app = App::start().await;
    let mut browser = Browser::new(&app);
    let mut callbacks = Vec::new();
    // The loop has no pause, so several sign-ins start in the same second. Their order must still be known.
    for _ in 0..6 {
        callbacks.push(browser.reach_callback("/sign-in", "maya").await);
    }
    let open = browser.cookies.keys().filter(|name| name.contains("signin")).count();
    assert_eq!(open, 5);
    assert!(browser.get(&callbacks[0]).await.location().starts_with("/sign-in-failed"));
    assert_eq!(browser.get(&callbacks[5]).await.location(), "/");
}

#[tokio::test]
async fn a_sign_in_renews_the_session_id_and_ends_the_old_session() {
    let app = App::start().await;
    let mut browser = Browser::new(&app);
    browser.sign_in("maya").await;
    let before = browser.clone();
    browser.sign_in("maya").await;
    assert_ne!(before.cookies, browser.cookies);
    let mut thief = before;
    thief.get("/").await.assert_signed_out();
}

#[tokio::test]
async fn a_planted_session_cookie_is_not_reused() {
    let app = App::start().await;
    let name = app.services.cookies.session();
    let mut attacker = Browser::new(&app);
    attacker.sign_in("tom").await;
    let mut browser = Browser::new(&app);
    browser.cookies.insert(name.clone(), attacker.cookies[&name].clone());
    browser.sign_in("maya").await;
    browser.get("/").await.assert_shows("Maya Lindqvist");
    assert_ne!(browser.cookies[&name], attacker.cookies[&name]);
    attacker.get("/").await.assert_signed_out();
}

#[tokio::test]
async fn code_and_state_leave_the_address_bar_at_once() {
    let app = App::start().await;
    let landed = Browser::new(&app).sign_in("maya").await;
    assert_eq!(landed.location(), "/");
    assert_eq!(landed.header("referrer-policy"), "no-referrer");
    assert_eq!(landed.header("cache-control"), "no-store");
    assert!(landed.body.is_empty());
}

#[tokio::test]
async fn a_cross_site_sign_in_request_shows_only_the_link() {
    let app = App::start().await;
    let mut browser = Browser::new(&app);
    let page = browser.send(Method::GET, "/sign-in", &[("sec-fetch-site", "cross-site")], "").await;
    assert_eq!(page.status, StatusCode::OK);
    page.assert_signed_out();
    assert!(browser.cookies.is_empty());
}

#[tokio::test]
async fn a_request_with_another_host_is_redirected() {
    let app = App::start().await;
    for path in ["/sign-in?return_to=%2F%3Fa", "/?tab=2"] {
        let request = axum::http::Request::get(path).header("host", "127.0.0.1:3000");
        let request = request.body(axum::body::Body::empty()).unwrap();
        let response = tower::ServiceExt::oneshot(app.router.clone(), request).await.unwrap();
        assert_eq!(response.headers()["location"], format!("http://localhost:3000{path}"));
    }
}

#[tokio::test]
async fn a_rotated_key_is_fetched_when_a_token_names_it() {
    let app = App::start().await;
    Browser::new(&app).sign_in("maya").await;
    app.control().rotate_signing_key().await;
    assert_eq!(Browser::new(&app).sign_in("maya").await.location(), "/");
}

#[tokio::test]
async fn a_63_a_prefetched_link_starts_no_sign_in() {
    let app = App::start().await;
    let mut browser = Browser::new(&app);
    for purpose in [("sec-purpose", "prefetch"), ("sec-purpose", "prefetch;prerender"), ("purpose", "prefetch")] {
        for path in ["/sign-in?return_to=/", "/admin-consent/begin", "/getAToken?code=a&state=b"] {
            let headers = [("sec-fetch-site", "same-origin"), ("accept", "text/html"), purpose];
            let page = browser.send(Method::GET, path, &headers, "").await;
            assert_eq!(page.status, StatusCode::SERVICE_UNAVAILABLE, "{path} {purpose:?}");
            assert!(!page.headers.contains_key("location") && browser.cookies.is_empty(), "{path} {purpose:?}");
            assert_eq!(page.header("cache-control"), "no-store");
        }
    }
    assert_eq!(browser.sign_in("maya").await.location(), "/");
}
