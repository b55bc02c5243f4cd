//! The consent to the permission of a card: exactly this one, back to the dashboard, and never started by another site.

use axum::http::{Method, StatusCode};
use leptos_entra::dev_tenant::{Times, TokenFault};

use super::{assert_card, reach_consent, signed_in, with_cards};
use crate::cast::App;

#[tokio::test]
async fn the_link_requests_the_permission_of_the_card_only() {
    let app = App::start().await;
    let mut browser = signed_in(&app, "maya").await;
    let page = reach_consent(&mut browser, "agenda").await;
    page.assert_shows("Calendars.Read");
    assert!(!page.body.contains("Mail.") && !page.body.contains("Files."), "{}", page.body);
    let callback = browser.press(&page, &[("decision", "accept")]).await.location().to_owned();
    assert_eq!(browser.land(&callback).await.location(), "/dashboard");
    let page = browser.get("/dashboard").await;
    assert_card(&page, "agenda", "Daily stand-up");
    assert_card(&page, "agenda", "All times are in UTC.");
    assert_card(&page, "mail", "Allow Mail.ReadBasic");
}

#[tokio::test]
async fn a_second_consent_keeps_the_first_card() {
    let app = App::start().await;
    let page = with_cards(&app, "maya", &["agenda", "mail"]).await.get("/dashboard").await;
    assert_card(&page, "agenda", "Daily stand-up");
    assert_card(&page, "mail", "Lunch on Thursday, Maya Lindqvist?");
}

#[tokio::test]
async fn an_earlier_consent_needs_no_page_of_the_provider() {
    let app = App::start().await;
    with_cards(&app, "maya", &["mail"]).await;
    let mut again = signed_in(&app, "maya").await;
    assert_eq!(again.get("/dashboard/allow?card=mail").await.location(), "/dashboard");
    assert_card(&again.get("/dashboard").await, "mail", "Lunch on Thursday, Maya Lindqvist?");
}

#[tokio::test]
async fn after_a_declined_consent_the_card_offers_it_again() {
    let app = App::start().await;
    let mut browser = signed_in(&app, "maya").await;
    let page = reach_consent(&mut browser, "mail").await;
    let callback = browser.press(&page, &[("decision", "decline")]).await.location().to_owned();
    browser.land(&callback).await;
    let page = browser.get("/dashboard").await;
    assert_eq!(page.status, StatusCode::OK);
    assert_card(&page, "mail", "Allow Mail.ReadBasic");
}

#[tokio::test]
async fn another_site_or_an_unknown_card_starts_no_consent() {
    let app = App::start().await;
    let mut browser = signed_in(&app, "maya").await;
    let elsewhere = [("sec-fetch-site", "cross-site"), ("accept", "text/html")];
    let response = browser.send(Method::GET, "/dashboard/allow?card=mail", &elsewhere, "").await;
    assert_eq!(response.location(), "/dashboard");
    for path in ["/dashboard/allow", "/dashboard/allow?card=", "/dashboard/allow?card=User.RevokeSessions.All"] {
        assert_eq!(browser.get(path).await.location(), "/dashboard", "{path}");
    }
    let mut visitor = crate::cast::Browser::new(&app);
    assert_eq!(visitor.get("/dashboard/allow?card=mail").await.location(), "/dashboard");
}

#[tokio::test]
async fn a_provider_that_is_down_leaves_the_page_readable() {
    let app = App::start().await;
    let mut browser = signed_in(&app, "maya").await;
    app.control().set_access_token_lifetime(1);
    browser.sign_in("maya").await;
    tokio::time::sleep(std::time::Duration::from_millis(1_100)).await;
    app.control().arm_token_fault(TokenFault::InternalServerError, Times::UntilReset);
    let page = browser.get("/dashboard").await;
    assert_eq!(page.status, StatusCode::OK);
    assert_card(&page, "profile", "The sign-in service cannot be reached");
}
