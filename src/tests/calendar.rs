//! Tests of the calendar page: consent, the events, an empty calendar, failures of Graph, and the request to Graph.

use axum::http::StatusCode;
use leptos_entra::dev_tenant::{GraphFault, GraphResource, Times};

use crate::cast::{
    App, Browser,
    broken_server::{BrokenServer, Wrong},
    parameter,
};

/// Returns a browser with a signed-in user who has given the consent that the calendar page requires.
async fn with_consent(app: &App, persona: &str) -> Browser {
    let mut browser = Browser::new(app);
    browser.sign_in(persona).await;
    browser.get("/").await.assert_shows("href=\"/calendar\"").assert_shows("My calendar");
    let step = browser.get("/calendar").await.location().to_owned();
    let authorize = browser.get(&step).await.location().to_owned();
    let asked = parameter(&authorize, "scope").unwrap();
    assert!(asked.split(' ').any(|scope| scope == "Calendars.Read"), "{asked}");
    let page = browser.visit_tenant(&authorize).await;
    page.assert_shows("Allow this application?").assert_shows("Calendars.Read");
    let callback = browser.press(&page, &[("decision", "accept")]).await.location().to_owned();
    assert_eq!(browser.land(&callback).await.location(), "/calendar", "the consent leads back to the page");
    browser
}

#[tokio::test]
async fn consent_leads_to_the_events_of_the_next_seven_days() {
    let app = App::start().await;
    let mut browser = with_consent(&app, "maya").await;
    let page = browser.get("/calendar").await;
    assert_eq!(page.status, StatusCode::OK);
    for shown in ["Daily stand-up", "Walk in the park", "North gate", "All day", "(cancelled)", "Join online", " UTC"] {
        page.assert_shows(shown);
    }
    assert!(page.body.matches("<h2>").count() >= 7, "each day has a walk: {}", page.body);
    browser.get("/calendar").await.assert_shows("My calendar");
}

#[tokio::test]
async fn markup_in_an_event_is_text() {
    let app = App::start().await;
    let page = with_consent(&app, "maya").await.get("/calendar").await;
    page.assert_shows("Review &lt;b&gt;of&lt;/b&gt; the new page").assert_shows("Room 4.2 &amp; kitchen");
    assert!(!page.body.contains("<b>"), "{}", page.body);
}

#[tokio::test]
async fn an_empty_calendar_shows_a_sentence() {
    let app = App::start().await;
    let page = with_consent(&app, "tom").await.get("/calendar").await;
    assert_eq!(page.status, StatusCode::OK);
    page.assert_shows("You have no events in the next 7 days.");
}

#[tokio::test]
async fn each_failure_of_graph_has_its_own_text() {
    let app = App::start().await;
    let mut browser = with_consent(&app, "maya").await;
    for (fault, words) in [
        (GraphFault::Forbidden, "You do not have permission"),
        (GraphFault::NotJson, "unexpected"),
        (GraphFault::ServiceUnavailable, "status 503"),
    ] {
        app.control().arm_graph_fault(fault, Times::Once);
        browser.get("/calendar").await.assert_shows(words);
    }
    browser.get("/calendar").await.assert_shows("Daily stand-up");
}

#[tokio::test]
async fn the_request_has_the_window_and_bad_events_are_skipped() {
    let server = BrokenServer::start().await;
    let endpoint = server.url("/v1.0/me");
    let app = App::start_with(|config| config.endpoint = Some(endpoint)).await;
    let mut browser = with_consent(&app, "maya").await;
    let events = r#"{"value":[5,{"subject":"Odd"},
        {"subject":"Agenda","start":{"dateTime":"2026-12-05T09:00:00.0000000","timeZone":"UTC"}}]}"#;
    server.respond_with("/v1.0/me/calendarView", Wrong::json(events));
    let page = browser.get("/calendar").await;
    assert_eq!(page.status, StatusCode::OK);
    page.assert_shows("Agenda").assert_shows("Saturday, 5 December 2026");
    assert!(!page.body.contains("Odd"), "{}", page.body);
    let asked = server.requests().into_iter().rfind(|request| request.contains("calendarView")).unwrap();
    for option in
        ["startDateTime=2", "endDateTime=2", "%24orderby=start%2FdateTime", "%24top=50", "%24select=subject%2C"]
    {
        assert!(asked.contains(option), "{option}: {asked}");
    }
    server.respond_with("/v1.0/me/calendarView", Wrong::json(r#"{"error":"none"}"#));
    let page = browser.get("/calendar").await;
    assert_eq!(page.status, StatusCode::BAD_GATEWAY);
    page.assert_shows("lacks data that this page needs");
}

#[tokio::test]
async fn a_user_without_a_mailbox_sees_the_missing_licence() {
    let app = App::start().await;
    let page = with_consent(&app, "priya").await.get("/calendar").await;
    assert_eq!(page.status, StatusCode::OK);
    page.assert_shows("<h1>My calendar").assert_shows("Your account has no licence for this service.");
    page.assert_shows("Homepage");
    assert!(!page.body.contains("ENDPOINT"), "{}", page.body);
}

#[tokio::test]
async fn the_page_has_the_time_zone_of_the_dashboard() {
    let app = App::start().await;
    let mut browser = with_consent(&app, "maya").await;
    browser.get("/calendar").await.assert_shows("All times are in UTC.");
    browser.allow("time-zone").await;
    let fault = GraphFault::InternalServerError;
    app.control().arm_resource_fault(GraphResource::MailboxSettings, fault, Times::UntilReset);
    let page = browser.get("/calendar").await;
    assert_eq!(page.status, StatusCode::OK, "an unknown zone does not replace the page");
    page.assert_shows("All times are in UTC.").assert_shows("Daily stand-up");
    app.control().reset();
    browser.get("/dashboard").await.assert_shows("All times are in Europe/Berlin.");
    browser.get("/calendar").await.assert_shows("All times are in Europe/Berlin.").assert_shows("Daily stand-up");
    let requests = app.control().counters().graph_requests;
    assert_eq!(requests.get(&GraphResource::MailboxSettings), Some(&1), "the cache of the dashboard has the zone");
}
