//! The mail view: a page that needs a scope that the sign-in does not request.

use axum::http::{Method, StatusCode};
use leptos_entra::dev_tenant::{GraphFault, Times};

use crate::cast::{
    App, Browser, Page,
    broken_server::{BrokenServer, Wrong},
    parameter,
};

async fn signed_in(app: &App, persona: &str) -> Browser {
    let mut browser = Browser::new(app);
    browser.sign_in(persona).await;
    browser.get("/").await.assert_shows("href=\"/mail\"");
    browser
}

/// Requests the mail page, and accepts or declines the consent on the dev tenant's page. Returns the path to which the
/// callback of the app redirects the browser.
async fn consent(browser: &mut Browser, decision: &str) -> String {
    let step = browser.get("/mail").await.location().to_owned();
    let authorize = browser.get(&step).await.location().to_owned();
    let asked = parameter(&authorize, "scope").unwrap();
    assert!(asked.split(' ').any(|scope| scope == "Mail.ReadBasic"), "{asked}");
    assert!(parameter(&authorize, "login_hint").is_some_and(|hint| !hint.is_empty()));
    let page = browser.visit_tenant(&authorize).await;
    page.assert_shows("Allow this application?").assert_shows("Mail.ReadBasic");
    let callback = browser.press(&page, &[("decision", decision)]).await.location().to_owned();
    browser.land(&callback).await.location().to_owned()
}

#[tokio::test]
async fn a_missing_scope_leads_to_consent_and_back_to_the_page() {
    let app = App::start().await;
    let mut browser = signed_in(&app, "maya").await;
    assert_eq!(consent(&mut browser, "accept").await, "/mail");
    let page = browser.get("/mail").await;
    assert_eq!(page.status, StatusCode::OK);
    page.assert_shows("Lunch on Thursday, Maya Lindqvist?").assert_shows("&lt;b&gt;for&lt;/b&gt;");
    browser.get("/mail").await.assert_shows("My latest mail");
    browser.submit("/api/call_api").await.assert_shows("Maya Lindqvist");
}

#[tokio::test]
async fn a_scope_with_earlier_consent_needs_no_page() {
    let app = App::start().await;
    consent(&mut signed_in(&app, "maya").await, "accept").await;
    let mut again = signed_in(&app, "maya").await;
    assert_eq!(again.get("/mail").await.status, StatusCode::OK);
}

#[tokio::test]
async fn given_a_declined_consent_then_the_user_stays_signed_in() {
    let app = App::start().await;
    let mut browser = signed_in(&app, "maya").await;
    let explained = consent(&mut browser, "decline").await;
    assert!(explained.starts_with("/sign-in-failed"), "{explained}");
    let explained = browser.get(&explained).await;
    assert_eq!(explained.status, StatusCode::FORBIDDEN);
    explained.assert_shows("Request declined").assert_shows("You stay signed in").assert_shows("href=\"/mail\"");
    assert!(!explained.body.contains("Sign-in failed"), "the sign-in is not affected");
    let page = browser.get("/mail").await;
    assert_eq!(page.status, StatusCode::UNAUTHORIZED, "the app does not start another step-up by itself");
    page.assert_shows("One more step is needed").assert_shows("Continue").assert_shows("&amp;step_up=");
    browser.get("/").await.assert_shows("Maya Lindqvist");
}

#[tokio::test]
async fn a_signed_out_visitor_is_offered_the_sign_in() {
    let app = App::start().await;
    let mut browser = Browser::new(&app);
    let page = browser.get("/mail").await;
    assert_eq!(page.status, StatusCode::OK);
    page.assert_shows("/sign-in?return_to=/mail");
}

#[tokio::test]
async fn a_cross_site_link_starts_no_step_up() {
    let app = App::start().await;
    let mut browser = signed_in(&app, "maya").await;
    let elsewhere = [("sec-fetch-site", "cross-site"), ("accept", "text/html")];
    let page = browser.send(Method::GET, "/mail", &elsewhere, "").await;
    assert_eq!(page.status, StatusCode::UNAUTHORIZED);
    page.assert_shows("One more step is needed");
}

#[tokio::test]
async fn each_failure_of_graph_has_its_own_text() {
    let app = App::start().await;
    let mut browser = signed_in(&app, "maya").await;
    consent(&mut browser, "accept").await;
    for (fault, words) in [
        (GraphFault::Forbidden, "You do not have permission"),
        (GraphFault::NotJson, "unexpected"),
        (GraphFault::ServiceUnavailable, "status 503"),
    ] {
        app.control().arm_graph_fault(fault, Times::Once);
        browser.get("/mail").await.assert_shows(words);
    }
}

#[tokio::test]
async fn a_malformed_message_does_not_hide_the_others() {
    let server = BrokenServer::start().await;
    let endpoint = server.url("/v1.0/me");
    let app = App::start_with(|config| config.endpoint = Some(endpoint)).await;
    let mut browser = signed_in(&app, "maya").await;
    consent(&mut browser, "accept").await;
    let messages = [
        r#"{"subject":"A draft","from":{},"receivedDateTime":"2026-03-04T05:06:07Z"}"#,
        r#"{"subject":"Half an emoji \ud83d","from":{"emailAddress":{"name":5,"address":"ada@contoso.example"}}}"#,
        r#"{"subject":["x"],"from":{"emailAddress":{"name":"Numbered"}}}"#,
        r#"{"subject":1e999}"#,
        r#""no message""#,
        r#"{"subject":"Agenda","from":{"emailAddress":{"name":"Ben Sample","address":"ben@contoso.example"}}}"#,
    ];
    server.respond_with("/v1.0/me/messages", Wrong::json(&format!(r#"{{"value":[{}]}}"#, messages.join(","))));
    let page = browser.get("/mail").await;
    assert_eq!(page.status, StatusCode::OK);
    for shown in ["A draft", "Half an emoji \u{fffd}", "ada@contoso.example", "Numbered", "Agenda", "Ben Sample"] {
        page.assert_shows(shown);
    }
    server.respond_with("/v1.0/me/messages", Wrong::json(r#"{"error":"none"}"#));
    let page = browser.get("/mail").await;
    assert_eq!(page.status, StatusCode::BAD_GATEWAY);
    page.assert_shows("an unexpected response").assert_shows("lacks data that this page needs");
}

#[tokio::test]
async fn a_user_without_a_mailbox_sees_the_missing_licence() {
    let app = App::start().await;
    let mut browser = signed_in(&app, "priya").await;
    consent(&mut browser, "accept").await;
    let page = browser.get("/mail").await;
    assert_eq!(page.status, StatusCode::OK);
    page.assert_shows("<h1>My latest mail").assert_shows("Your account has no licence for this service.");
    page.assert_shows("Homepage");
    assert!(!page.body.contains("ENDPOINT") && !page.body.contains("MailboxNotEnabled"), "{}", page.body);
}

#[tokio::test]
async fn the_page_shows_messages_as_the_dashboard_does() {
    let app = App::start().await;
    let mut browser = signed_in(&app, "maya").await;
    consent(&mut browser, "accept").await;
    let newest = |page: &Page| {
        let body = page.body.replace("<!>", "");
        let list =
            body.split("<li>").find(|item| item.contains("Lunch on Thursday")).unwrap_or_else(|| panic!("{body}"));
        list.split("</li>").next().unwrap().to_owned()
    };
    let in_utc = newest(&browser.get("/mail").await);
    assert!(in_utc.contains("<strong>Unread:</strong> <a href=\"https://mail."), "{in_utc}");
    assert!(in_utc.contains("</bdi>, <time ") && in_utc.contains(" UTC</time>"), "{in_utc}");
    browser.allow("time-zone").await;
    let (page, dashboard) = (newest(&browser.get("/mail").await), newest(&browser.get("/dashboard").await));
    assert_eq!(page, dashboard);
    assert!(!page.contains("UTC"), "{page}");
}

#[tokio::test]
async fn only_a_failure_that_may_pass_offers_a_retry() {
    let app = App::start().await;
    let mut browser = signed_in(&app, "maya").await;
    consent(&mut browser, "accept").await;
    for (fault, offers_retry) in [
        (GraphFault::ServiceUnavailable, true),
        (GraphFault::InternalServerError, true),
        (GraphFault::Forbidden, false),
        (GraphFault::NotJson, false),
        // The app remembers the throttling, so it is the last.
        (GraphFault::TooManyRequests { retry_after: Some(60) }, true),
    ] {
        app.control().arm_graph_fault(fault, Times::Once);
        let page = browser.get("/mail").await;
        assert_eq!(page.body.contains(">Try again<"), offers_retry, "{fault:?}: {}", page.body);
    }
}
