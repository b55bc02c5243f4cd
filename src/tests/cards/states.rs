//! The states of a card that Graph's responses cause.

use std::time::Duration;

use axum::http::StatusCode;
use leptos_entra::dev_tenant::{GraphFault, GraphResource, Times, TokenFault};

use super::{assert_card, card, signed_in, with_cards};
use crate::cast::App;

#[tokio::test]
async fn a_forbidden_card_does_not_hide_the_others() {
    let app = App::start().await;
    let mut browser = with_cards(&app, "maya", &["mail"]).await;
    app.control().arm_resource_fault(GraphResource::Messages, GraphFault::Forbidden, Times::UntilReset);
    let page = browser.get("/dashboard").await;
    assert_eq!(page.status, StatusCode::OK);
    for text in ["Mail.ReadBasic", "your administrator", "href=\"/admin-consent\"", app.tenant.client_id()] {
        assert_card(&page, "mail", text);
    }
    assert_card(&page, "profile", "Maya Lindqvist");
}

#[tokio::test]
async fn a_server_error_of_a_part_is_the_error_of_its_card() {
    let app = App::start().await;
    let mut browser = signed_in(&app, "maya").await;
    app.control().arm_resource_fault(GraphResource::Groups, GraphFault::InternalServerError, Times::UntilReset);
    let page = browser.get("/dashboard").await;
    assert_card(&page, "groups", "status 500");
    assert_card(&page, "profile", "Maya Lindqvist");
}

#[tokio::test]
async fn an_account_without_a_licence_has_its_own_text() {
    let app = App::start().await;
    let page = with_cards(&app, "olga", &["presence", "teams"]).await.get("/dashboard").await;
    assert_card(&page, "teams", "no licence");
    assert_card(&page, "presence", "Your presence is unknown.");
}

#[tokio::test]
async fn a_drive_that_is_not_set_up_is_not_an_empty_drive() {
    let app = App::start().await;
    let page = with_cards(&app, "gabriel", &["files"]).await.get("/dashboard").await;
    assert_card(&page, "files", "Your OneDrive is not set up yet.");
    let page = with_cards(&app, "tom", &["files"]).await.get("/dashboard").await;
    assert_card(&page, "files", "Your OneDrive has no files.");
}

#[tokio::test]
async fn a_task_is_due_on_a_day_and_may_be_overdue() {
    let app = App::start().await;
    let page = with_cards(&app, "maya", &["tasks"]).await.get("/dashboard").await;
    let tasks = card(&page, "tasks");
    assert!(tasks.contains("Due <time datetime=\"") && !tasks.contains(" at ") && !tasks.contains("UTC"), "{tasks}");
    let overdue: Vec<_> = tasks.split("<li>").filter(|task| task.contains(">Overdue</span>")).collect();
    assert_eq!(overdue.len(), 2, "{tasks}");
    assert!(overdue[0].contains("Renew the parking permit") && overdue[1].contains("Answer the feedback"), "{tasks}");
}

#[tokio::test]
async fn the_agenda_is_in_the_time_zone_of_the_mailbox() {
    let app = App::start().await;
    let page = with_cards(&app, "maya", &["agenda", "time-zone"]).await.get("/dashboard").await;
    let agenda = card(&page, "agenda");
    assert!(agenda.contains("All times are in Europe/") && agenda.contains("Daily stand-up"), "{agenda}");
    assert!(agenda.contains("<h3>") && !agenda.contains("Allow MailboxSettings.Read"), "{agenda}");
    for link in agenda.split("<a ").skip(1) {
        assert!(link.contains("href=\"https://"), "{link}");
    }
}

#[tokio::test]
async fn texts_of_other_users_are_escaped() {
    let app = App::start().await;
    let page = with_cards(&app, "maya", &["mail", "agenda"]).await.get("/dashboard").await;
    assert_card(&page, "mail", "&lt;b&gt;for&lt;/b&gt;");
    assert!(!card(&page, "mail").contains("<b>") && !card(&page, "agenda").contains("<b>"), "{}", page.body);
}

#[tokio::test]
async fn an_empty_mailbox_and_calendar_show_a_sentence() {
    let app = App::start().await;
    let page = with_cards(&app, "tom", &["agenda"]).await.get("/dashboard").await;
    assert_card(&page, "agenda", "You have no events in the next 3 days.");
}

#[tokio::test]
async fn a_claims_challenge_of_a_part_is_met_silently() {
    let app = App::start().await;
    let mut browser = signed_in(&app, "maya").await;
    app.control().arm_resource_fault(GraphResource::Me, GraphFault::ClaimsChallenge, Times::Once);
    assert_card(&browser.get("/dashboard").await, "profile", "Maya Lindqvist");
}

#[tokio::test]
async fn insufficient_claims_of_a_part_lead_to_a_step_up() {
    let app = App::start().await;
    let mut browser = signed_in(&app, "maya").await;
    app.control().arm_resource_fault(GraphResource::Me, GraphFault::InsufficientClaims, Times::UntilReset);
    let page = browser.get("/dashboard").await;
    assert_eq!(page.status, StatusCode::OK);
    let profile = card(&page, "profile");
    let link = profile.split("href=\"").find(|link| link.contains("step_up=")).unwrap_or_else(|| panic!("{profile}"));
    let link = link.split('"').next().unwrap().replace("&amp;", "&");
    let callback = browser.reach_callback(&link, "maya").await;
    assert_eq!(browser.land(&callback).await.location(), "/dashboard");
    assert_card(&browser.get("/dashboard").await, "profile", "Maya Lindqvist");
}

#[tokio::test]
async fn a_revoked_consent_does_not_hide_the_other_cards() {
    let app = App::start().await;
    app.control().set_access_token_lifetime(1);
    let mut browser = with_cards(&app, "maya", &["mail"]).await;
    tokio::time::sleep(Duration::from_millis(1_100)).await;
    app.control().set_access_token_lifetime(3_600);
    let suberror = Some("consent_required".into());
    let fault = TokenFault::Error { error: "invalid_grant".into(), aadsts: 65_001, suberror, claims: None };
    app.control().arm_token_fault(fault, Times::Once);
    let page = browser.get("/dashboard").await;
    assert_eq!(page.status, StatusCode::OK);
    assert_card(&page, "profile", "Maya Lindqvist");
}
