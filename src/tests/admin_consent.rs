//! Tests of the admin consent, which is separate from the sign-in and creates no session.

use axum::http::{Method, StatusCode};
use leptos_entra::{
    dev_tenant::{AuthorizeFault, Times},
    server::{config::ApiSettings, entra::Authority},
};
use openidconnect::Scope;

use crate::cast::{App, Browser, Page, parameter};

async fn begin(browser: &mut Browser) -> String {
    browser.get("/admin-consent/begin").await.location().to_owned()
}

/// Submits this decision on the admin consent page of the dev tenant. Returns the URL of the redirect to the app.
async fn decide(browser: &mut Browser, address: &str, decision: &str) -> String {
    let page = browser.visit_tenant(address).await;
    page.assert_shows("For all users in your organization");
    browser.press(&page, &[("decision", decision)]).await.location().to_owned()
}

async fn assert_unknown(browser: &mut Browser, address: &str) -> Page {
    let page = browser.get(address).await;
    assert_eq!(page.status, StatusCode::BAD_REQUEST, "{address}");
    page.assert_shows("This response is no longer valid");
    page
}

#[tokio::test]
async fn given_an_approval_then_the_page_says_the_app_is_approved() {
    let app = App::start().await;
    let mut browser = Browser::new(&app);
    browser.get("/admin-consent").await.assert_shows("User.Read").assert_shows(r#"href="/admin-consent/begin""#);
    let address = begin(&mut browser).await;
    assert!(address.starts_with(&format!("{}/v2.0/adminconsent?", app.tenant.authority())), "{address}");
    assert_eq!(parameter(&address, "scope").as_deref(), Some("openid profile offline_access User.Read"));
    let back = decide(&mut browser, &address, "accept").await;
    let page = browser.get(&back).await;
    assert_eq!(page.status, StatusCode::OK);
    page.assert_shows("The app is approved");
    assert!(!page.body.contains("<script") && page.header("referrer-policy") == "no-referrer");
    assert!(browser.cookies.is_empty(), "{:?}", browser.cookies);
    browser.get("/").await.assert_signed_out();
}

#[tokio::test]
async fn the_scopes_of_apis_by_name_are_part_of_the_consent() {
    let scopes = ["User.Read", "api://orders/Orders.Read"].map(|scope| Scope::new(scope.to_owned())).to_vec();
    let app = App::start_with(|config| {
        let endpoint = "https://orders.example.org/".parse().unwrap();
        config.apis = std::mem::take(&mut config.apis).with("ORDERS", ApiSettings { endpoint, scopes });
    })
    .await;
    let mut browser = Browser::new(&app);
    let page = browser.get("/admin-consent").await;
    page.assert_shows("api://orders/Orders.Read");
    assert_eq!(page.body.matches("User.Read").count(), 1, "{}", page.body);
    let address = begin(&mut browser).await;
    let all = "openid profile offline_access User.Read api://orders/Orders.Read";
    assert_eq!(parameter(&address, "scope").as_deref(), Some(all));
}

#[tokio::test]
async fn a_declined_admin_consent_is_explained() {
    let app = App::start().await;
    let mut browser = Browser::new(&app);
    let address = begin(&mut browser).await;
    let back = decide(&mut browser, &address, "decline").await;
    assert!(back.contains("admin_consent=True"), "the parameter is sent in spite of the error: {back}");
    let page = browser.get(&back).await;
    assert_eq!(page.status, StatusCode::FORBIDDEN);
    page.assert_shows("The app is not approved").assert_shows("AADSTS65004").assert_shows("consent_required");
    assert!(!page.body.contains("resource owner"), "the provider's error_description is not shown");
}

#[tokio::test]
async fn a_consent_response_works_once_and_in_its_browser_only() {
    let app = App::start().await;
    let mut browser = Browser::new(&app);
    let address = begin(&mut browser).await;
    let back = decide(&mut browser, &address, "accept").await;
    assert_unknown(&mut Browser::new(&app), &back).await;
    let mut again = browser.clone();
    browser.get(&back).await.assert_shows("The app is approved");
    assert_unknown(&mut again, &back).await;
}

#[tokio::test]
async fn an_invalid_consent_response_is_reported_as_unknown() {
    let app = App::start().await;
    let mut browser = Browser::new(&app);
    let state = parameter(&begin(&mut browser).await, "state").unwrap();
    for query in ["", "?admin_consent=True", "?admin_consent=True&state=x", "?state=a&state=b", "?admin_consent=%ff"] {
        assert_unknown(&mut browser, &format!("/admin-consent/result{query}")).await;
    }
    let page = assert_unknown(&mut browser, &format!("/admin-consent/result?state={state}&scope=Call+0800-EVIL")).await;
    assert!(!page.body.contains("EVIL"));
}

#[tokio::test]
async fn a_parameter_of_more_than_8_kibibytes_is_rejected() {
    let app = App::start().await;
    for (length, status) in [(8 * 1024, StatusCode::OK), (8 * 1024 + 1, StatusCode::BAD_REQUEST)] {
        let mut browser = Browser::new(&app);
        let address = begin(&mut browser).await;
        let back = decide(&mut browser, &address, "accept").await;
        let more = format!("{back}&error_description={}", "a".repeat(length));
        assert_eq!(browser.get(&more).await.status, status, "{length}");
    }
}

#[tokio::test]
async fn states_of_sign_in_and_admin_consent_are_separate() {
    let app = App::start().await;
    let mut browser = Browser::new(&app);
    let state = parameter(browser.get("/sign-in").await.location(), "state").unwrap();
    assert_unknown(&mut browser, &format!("/admin-consent/result?admin_consent=True&state={state}")).await;
    let state = parameter(&begin(&mut browser).await, "state").unwrap();
    let landed = browser.get(&format!("/getAToken?code=a&state={state}")).await;
    assert!(landed.location().starts_with("/sign-in-failed"));
}

#[tokio::test]
async fn another_site_cannot_start_an_admin_consent() {
    let app = App::start().await;
    let mut browser = Browser::new(&app);
    let headers = [("sec-fetch-site", "cross-site"), ("accept", "text/html")];
    let page = browser.send(Method::GET, "/admin-consent/begin", &headers, "").await;
    assert_eq!(page.location(), "/admin-consent");
    assert!(browser.cookies.is_empty());
}

#[tokio::test]
async fn only_errors_that_need_an_administrator_link_to_consent() {
    let app = App::start().await;
    for (error, aadsts, leads_there) in
        [("consent_required", 65001, true), ("access_denied", 90094, true), ("access_denied", 65004, false)]
    {
        app.control().arm_authorize_fault(AuthorizeFault { error: error.into(), aadsts }, Times::Once);
        let page = Browser::new(&app).sign_in_to_page("maya").await;
        page.assert_shows("Sign-in failed");
        assert_eq!(page.body.contains(r#"href="/admin-consent""#), leads_there, "{aadsts}");
    }
}

#[tokio::test]
async fn without_admin_consent_its_pages_are_not_found() {
    let app = App::start().await;
    let other = app.with(|config| config.authority = Authority::parse_oidc_authority("https://op.example").unwrap());
    let by_device_code = app.with(|config| config.redirect_uri = None);
    for app in [other, by_device_code] {
        for path in ["/admin-consent", "/admin-consent/begin", "/admin-consent/result"] {
            assert_eq!(Browser::new(&app).get(path).await.status, StatusCode::NOT_FOUND, "{path}");
        }
    }
}
