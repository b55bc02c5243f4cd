//! Azure AD B2C: the app offers no mail page without tokens for Graph, and creates no session after a cancelled sign-in.

use axum::http::StatusCode;
use leptos_entra::{
    dev_tenant::{Flavour, SIGN_UP_SIGN_IN},
    server::entra::Authority,
};

use crate::cast::{App, Browser, parameter};

async fn app() -> App {
    let authority = Authority::parse_b2c("devtenant", SIGN_UP_SIGN_IN).unwrap();
    App::abroad(Flavour::B2c { policy_in_issuer: false }, "https://devtenant.b2clogin.com", authority, |_| ()).await
}

#[tokio::test]
async fn given_b2c_then_mail_is_hidden_and_not_found() {
    let app = app().await;
    let mut browser = Browser::new(&app);
    browser.sign_in("nora").await;
    let page = browser.get("/").await;
    assert!(page.body.contains("Nora Jensen") && !page.body.contains("href=\"/mail\""), "{}", page.body);
    assert_eq!(browser.get("/mail").await.status, StatusCode::NOT_FOUND);
    assert_eq!(app.control().counters().graph_calls, 0);
}

#[tokio::test]
async fn a_cancelled_b2c_sign_in_starts_no_session() {
    let app = app().await;
    let mut browser = Browser::new(&app);
    let authorize = browser.get("/sign-in").await.location().to_owned();
    let page = browser.visit_tenant(&authorize).await;
    page.assert_shows("Forgot your password?");
    let callback = browser.decline(&page).await;
    assert!(parameter(&callback, "error_description").unwrap().starts_with("AADB2C90091"));
    browser.get(&callback).await;
    browser.get("/").await.assert_signed_out();
}
