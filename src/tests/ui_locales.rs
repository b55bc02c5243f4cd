//! The parameter `ui_locales` of the authorization request (OpenID Connect Core 1.0 §3.1.2.1): the pages of the provider have the
//! language of the app's pages.

use axum::http::Method;
use leptos_entra::{
    dev_tenant::{Flavour, RESET_PASSWORD, SIGN_UP_SIGN_IN},
    server::{config::B2cFlows, entra::Authority},
};

use crate::cast::{App, Browser, Page, parameter};

/// Opens a page of the app in a browser with this `Accept-Language` header.
pub async fn get_in(language: &str, browser: &mut Browser, path: &str) -> Page {
    let headers = [("sec-fetch-site", "same-origin"), ("accept", "text/html"), ("accept-language", language)];
    browser.send(Method::GET, path, &headers, "").await
}

fn ui_locales(page: &Page) -> Option<String> {
    parameter(page.location(), "ui_locales")
}

#[tokio::test]
async fn the_request_names_the_language_of_the_browser() {
    let app = App::start().await;
    for (accepted, expected) in [("de-AT,de;q=0.9,en;q=0.5", "de"), ("ja", "ja"), ("ar-EG", "ar"), ("en-US", "en")] {
        let authorize = get_in(accepted, &mut Browser::new(&app), "/sign-in").await;
        assert_eq!(ui_locales(&authorize).as_deref(), Some(expected), "{accepted}");
    }
}

#[tokio::test]
async fn the_request_names_the_language_that_the_user_chose() {
    let app = App::start().await;
    let mut browser = Browser::new(&app);
    browser.cookies.insert(app.services.cookies.language(), "fr".to_owned());
    assert_eq!(ui_locales(&get_in("de", &mut browser, "/sign-in").await).as_deref(), Some("fr"));
}

#[tokio::test]
async fn without_a_language_of_the_app_the_request_names_none() {
    let app = App::start().await;
    assert_eq!(ui_locales(&Browser::new(&app).get("/sign-in").await), None);
    for accepted in ["nl", "*", "en-XA"] {
        let authorize = get_in(accepted, &mut Browser::new(&app), "/sign-in").await;
        assert_eq!(ui_locales(&authorize), None, "{accepted}");
    }
}

#[tokio::test]
async fn the_dev_tenant_accepts_a_request_with_a_language() {
    let app = App::start().await;
    let mut browser = Browser::new(&app);
    let authorize = get_in("de", &mut browser, "/sign-in").await;
    let picker = browser.visit_tenant(authorize.location()).await;
    let callback = browser.press(&picker, &[("persona", "maya")]).await.location().to_owned();
    assert_eq!(browser.land(&callback).await.location(), "/");
    browser.get("/").await.assert_shows("Maya Lindqvist");
}

#[tokio::test]
async fn a_user_flow_that_continues_keeps_the_language() {
    let policy = |name| Authority::parse_b2c("devtenant", name).unwrap();
    let flows = B2cFlows { edit_profile: None, reset_password: Some(policy(RESET_PASSWORD)) };
    let (flavour, origin) = (Flavour::B2c { policy_in_issuer: true }, "https://devtenant.b2clogin.com");
    let app = App::abroad(flavour, origin, policy(SIGN_UP_SIGN_IN), |config| config.b2c = Some(flows)).await;
    let mut browser = Browser::new(&app);
    let reset = get_in("de", &mut browser, "/reset-password").await;
    assert_eq!(ui_locales(&reset).as_deref(), Some("de"));
    let page = browser.visit_tenant(reset.location()).await;
    let callback = browser.press(&page, &[("persona", "nora")]).await.location().to_owned();
    // The response is without a language, as if a form of another site had posted it without the cookie of the user's choice.
    let sign_in = browser.land(&callback).await;
    assert_eq!(ui_locales(&sign_in).as_deref(), Some("de"), "{}", sign_in.location());
}
