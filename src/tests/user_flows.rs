//! The user flows of Azure AD B2C besides the sign-in: each is a separate journey with separate metadata and keys.

use axum::http::{Method, StatusCode};
use leptos_entra::{
    dev_tenant::{EDIT_PROFILE, Flavour, IdTokenFault, RESET_PASSWORD, SIGN_UP_SIGN_IN, Times},
    server::{config::B2cFlows, entra::Authority},
};

use crate::cast::{App, Browser, Page, parameter};

const ORIGIN: &str = "https://devtenant.b2clogin.com";

async fn start() -> App {
    let policy = |name| Authority::parse_b2c("devtenant", name).unwrap();
    let flows = B2cFlows { edit_profile: Some(policy(EDIT_PROFILE)), reset_password: Some(policy(RESET_PASSWORD)) };
    let flavour = Flavour::B2c { policy_in_issuer: true };
    App::abroad(flavour, ORIGIN, policy(SIGN_UP_SIGN_IN), |config| config.b2c = Some(flows)).await
}

/// Asserts that a redirect leads to the authorization endpoint of this user flow.
fn assert_leads_to(page: &Page, user_flow: &str) {
    let path = format!("/{}/oauth2/v2.0/authorize?", user_flow.to_lowercase());
    assert!(page.location().starts_with(ORIGIN) && page.location().contains(&path), "{}", page.location());
}

/// Starts a sign-in and follows "Forgot your password?". Returns the callback address with the error.
async fn forget_password(browser: &mut Browser, sign_in: &str) -> String {
    let authorize = browser.get(sign_in).await.location().to_owned();
    let page = browser.visit_tenant(&authorize).await;
    let (before, _) = page.body.split_once(r#"">Forgot your password?"#).unwrap();
    let (_, link) = before.rsplit_once(r#"<a href=""#).unwrap();
    let back = browser.visit_tenant(&format!("{ORIGIN}{link}")).await;
    assert!(parameter(back.location(), "error_description").unwrap().starts_with("AADB2C90118"));
    back.location().to_owned()
}

/// Completes the user flow to which `redirect` leads, and the sign-in that the app starts after it. Returns its
/// callback response.
async fn finish(browser: &mut Browser, redirect: &Page, fields: &[(&str, &str)]) -> Page {
    let page = browser.visit_tenant(redirect.location()).await;
    let callback = browser.press(&page, fields).await.location().to_owned();
    let next = browser.get(&callback).await;
    assert_leads_to(&next, SIGN_UP_SIGN_IN);
    let straight = browser.visit_tenant(next.location()).await.location().to_owned();
    browser.get(&straight).await
}

#[tokio::test]
async fn a_forgotten_password_is_reset_and_the_user_signed_in() {
    let app = start().await;
    let mut browser = Browser::new(&app);
    let callback = forget_password(&mut browser, "/sign-in?return_to=%2F%3Fa").await;
    let reset = browser.get(&callback).await;
    assert_leads_to(&reset, RESET_PASSWORD);
    assert_eq!(parameter(reset.location(), "scope").as_deref(), Some("openid"));
    let landed = finish(&mut browser, &reset, &[("persona", "nora")]).await;
    assert_eq!(landed.location(), "/?a");
    browser.get("/").await.assert_shows("Nora Jensen");
}

#[tokio::test]
async fn a_forgotten_password_without_transaction_offers_a_reset() {
    let app = start().await;
    let callback = forget_password(&mut Browser::new(&app), "/sign-in").await;
    let mut other = Browser::new(&app);
    assert_eq!(other.get(&callback).await.location(), "/reset-password");
    // The redirect started at the provider's site, so the request is cross-site.
    let from_provider = [("sec-fetch-site", "cross-site"), ("accept", "text/html")];
    let page = other.send(Method::GET, "/reset-password", &from_provider, "").await;
    assert_eq!(page.status, StatusCode::OK);
    page.assert_shows("Forgot your password?").assert_shows(r#"href="/reset-password""#);
    assert!(other.cookies.is_empty(), "another site begins nothing");
    let reset = other.get("/reset-password").await;
    assert_leads_to(&reset, RESET_PASSWORD);
    assert_eq!(finish(&mut other, &reset, &[("persona", "kofi")]).await.location(), "/");
    other.get("/").await.assert_shows("Kofi Mensah");
}

#[tokio::test]
async fn two_callbacks_of_a_forgotten_password_lead_to_the_same_reset() {
    let app = start().await;
    let mut first = Browser::new(&app);
    let callback = forget_password(&mut first, "/sign-in").await;
    let mut second = first.clone();
    let (left, right) = tokio::join!(first.get(&callback), second.get(&callback));
    assert_eq!(left.location(), right.location());
    assert_eq!(first.cookies, second.cookies);
    assert_eq!(finish(&mut second, &right, &[("persona", "nora")]).await.location(), "/");
}

#[tokio::test]
async fn a_cancelled_sign_in_leads_back_without_an_error() {
    let app = start().await;
    let mut browser = Browser::new(&app);
    let authorize = browser.get("/sign-in?return_to=%2F%3Fa").await.location().to_owned();
    let page = browser.visit_tenant(&authorize).await;
    let callback = browser.decline(&page).await;
    assert_eq!(browser.get(&callback).await.location(), "/?a");
    browser.get("/?a").await.assert_shows("/sign-in?return_to=/%3Fa");
}

#[tokio::test]
async fn a_profile_is_edited_and_the_new_name_shows() {
    let app = start().await;
    let mut browser = Browser::new(&app);
    browser.sign_in("kofi").await;
    browser.get("/").await.assert_shows("Kofi Mensah").assert_shows(r#"href="/edit-profile""#);
    let edit = browser.get("/edit-profile").await;
    assert_leads_to(&edit, EDIT_PROFILE);
    assert_eq!(finish(&mut browser, &edit, &[("display_name", "Kofi the Second")]).await.location(), "/");
    browser.get("/").await.assert_shows("Kofi the Second");

    let edit = browser.get("/edit-profile").await;
    let page = browser.visit_tenant(edit.location()).await;
    let callback = browser.press(&page, &[("decision", "decline")]).await.location().to_owned();
    assert_eq!(browser.get(&callback).await.location(), "/");
    browser.get("/").await.assert_shows("Kofi the Second");
}

#[tokio::test]
async fn a_response_of_another_user_flow_is_rejected() {
    let app = start().await;
    let mut browser = Browser::new(&app);
    browser.sign_in("kofi").await;
    let edit = browser.get("/edit-profile").await;
    let page = browser.visit_tenant(edit.location()).await;
    let answer = browser.press(&page, &[("display_name", "Kofi")]).await.location().to_owned();
    let sign_in = browser.get("/sign-in").await.location().to_owned();
    let [code, state] = [(&answer, "code"), (&sign_in, "state")].map(|(from, name)| parameter(from, name).unwrap());
    let landed = browser.get(&format!("/getAToken?code={code}&state={state}")).await;
    assert!(landed.location().starts_with("/sign-in-failed"), "{}", landed.location());
}

#[tokio::test]
async fn an_id_token_of_another_policy_is_rejected() {
    let app = start().await;
    let mut browser = Browser::new(&app);
    browser.sign_in("kofi").await;
    let edit = browser.get("/edit-profile").await;
    let page = browser.visit_tenant(edit.location()).await;
    app.control().arm_id_token_fault(IdTokenFault::OtherPolicy, Times::Once);
    let callback = browser.press(&page, &[("display_name", "Kofi the Third")]).await.location().to_owned();
    let landed = browser.get(&callback).await.location().to_owned();
    assert_eq!(browser.get(&landed).await.status, StatusCode::BAD_GATEWAY);
    browser.get("/").await.assert_shows("Kofi Mensah");
}

#[tokio::test]
async fn a_profile_edit_needs_a_session_and_the_same_site() {
    let app = start().await;
    let mut browser = Browser::new(&app);
    assert_eq!(browser.get("/edit-profile").await.location(), "/");
    browser.sign_in("nora").await;
    let page = browser.send(Method::GET, "/edit-profile", &[("sec-fetch-site", "cross-site")], "").await;
    assert_eq!(page.location(), "/");
}

#[tokio::test]
async fn without_user_flows_their_paths_are_not_found() {
    let app = App::start().await;
    let mut browser = Browser::new(&app);
    browser.sign_in("maya").await;
    assert!(!browser.get("/").await.body.contains("/edit-profile"));
    for path in ["/edit-profile", "/reset-password"] {
        assert_eq!(browser.get(path).await.status, StatusCode::NOT_FOUND, "{path}");
    }
}

#[tokio::test]
async fn a_token_without_policy_needs_it_in_the_issuer() {
    for policy_in_issuer in [false, true] {
        let authority = Authority::parse_b2c("devtenant", SIGN_UP_SIGN_IN).unwrap();
        let app = App::abroad(Flavour::B2c { policy_in_issuer }, ORIGIN, authority, |_| ()).await;
        app.control().arm_id_token_fault(IdTokenFault::NoPolicy, Times::Once);
        let landed = Browser::new(&app).sign_in("nora").await;
        assert_eq!(landed.location() == "/", policy_in_issuer, "{}", landed.location());
    }
}
