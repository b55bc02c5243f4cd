//! Examples of the dashboard, with a card in each state, and of the profile.

use std::time::Duration;

use leptos_entra::{
    error::AppError,
    pages::{
        dashboard::{CARDS, CardContext, Dashboard, Zone},
        profile::{ProfileView, SessionFacts, claims},
    },
    server::{
        entra::ProviderKind,
        graph::{FailedResponse, PartData, PartFailure, ResourceBody},
        time_zone::TimeZone,
    },
};
use serde_json::json;

/// Returns a dashboard whose cards have different states. The data contains markup, which must be shown as text.
pub fn dashboard() -> Dashboard {
    let data = |name: &str| match name {
        "profile" => fresh(&json!({ "id": "1", "displayName": "<b>Mia Keller", "jobTitle": "Designer" })),
        "presence" => stale(&json!({ "availability": "Busy", "activity": "InAMeeting" })),
        "agenda" => fresh(&json!({ "value": [event("2026-11-30T23:30")] })),
        "mail" => PartData::None(PartFailure::NotPermitted),
        "tasks" => PartData::None(failed(403, None)),
        "files" => PartData::None(PartFailure::LicenceMissing),
        "people" => PartData::None(failed(429, Some(90))),
        "teams" => PartData::None(PartFailure::Error(AppError::ApiTimeout)),
        _ => fresh(&json!({ "value": [] })),
    };
    Dashboard { cards: CARDS.iter().map(|card| (card, data(card.name))).collect(), context: context() }
}

pub fn context() -> CardContext {
    CardContext {
        provider: ProviderKind::Workforce,
        zone: Zone::Known(TimeZone::named("W. Europe Standard Time").unwrap()),
        now: 1_795_460_103,
        photo: None,
        organization: Some("Contoso".to_owned()),
        client_id: "0a1b2c3d-0000-4000-8000-000000000001".to_owned(),
        admin_consent: Some("https://app.example/admin-consent".to_owned()),
    }
}

pub fn fresh(json: &serde_json::Value) -> PartData {
    PartData::Fresh(ResourceBody::Json(json.to_string().into()))
}

fn stale(json: &serde_json::Value) -> PartData {
    let body = ResourceBody::Json(json.to_string().into());
    PartData::Stale(body, Duration::from_mins(5), failed(503, None))
}

pub fn failed(status: u16, retry_after: Option<u32>) -> PartFailure {
    PartFailure::Failed(FailedResponse { retry_after, ..FailedResponse::of_status(status) })
}

fn event(start: &str) -> serde_json::Value {
    json!({
        "subject": "Agenda",
        "start": { "dateTime": format!("{start}:00.0000000"), "timeZone": "UTC" },
        "onlineMeeting": { "joinUrl": "javascript:alert(1)" },
    })
}

pub fn profile() -> ProfileView {
    let token = json!({ "oid": "00000000-aaaa", "tid": "t", "email": "mia@contoso.example", "sid": "s-1", "exp": 1_795_463_703 });
    ProfileView {
        name: "Mia <Keller>".to_owned(),
        facts: vec![("dashboard-profile-job", "Designer".to_owned())],
        photo: Some("/profile/photo?of=1".to_owned()),
        session: SessionFacts { started: 1_795_460_103, idle_end: 1_795_463_703, absolute_end: 1_795_503_303 },
        claims: claims(token.as_object().unwrap().clone()),
    }
}

/// Returns the HTML of one card of the example.
fn card(name: &str) -> String {
    let html = super::rendered(leptos_entra::pages::dashboard::page(dashboard()));
    super::between(&html, &format!("id=\"{name}\""), "</section>").to_owned()
}

/// Asserts that a card shows these texts.
fn assert_card(name: &str, texts: &[&str]) {
    let html = card(name);
    for text in texts {
        assert!(html.contains(text), "{name} lacks {text:?}: {html}");
    }
}

#[test]
fn a_card_without_permission_offers_the_consent() {
    assert_card("mail", &["Allow Mail.ReadBasic", "href=\"/dashboard/allow?card=mail\"", "You stay signed in."]);
}

#[test]
fn a_forbidden_card_names_permission_and_administrator() {
    let texts = ["Tasks.Read", "your administrator", "href=\"/admin-consent\"", "0a1b2c3d-0000-4000-8000-000000000001"];
    assert_card("tasks", &texts);
}

#[test]
fn each_failure_of_a_card_has_its_own_text() {
    assert_card("files", &["no licence"]);
    assert_card("people", &["received too many requests", "Try again in 90 seconds."]);
    assert_card("teams", &["The API did not respond in time"]);
    assert_card("groups", &["You are not in any group."]);
}

#[test]
fn stale_data_is_shown_with_its_age_and_the_failure() {
    assert_card("presence", &["This data is 5 minutes old.", "Busy", "in a meeting", "status 503"]);
}

#[test]
fn events_are_grouped_by_the_day_of_the_time_zone() {
    assert_card("agenda", &["Tuesday, 1 December 2026", "00:30", "All times are in Europe/Berlin."]);
    assert!(!card("agenda").contains("javascript:"), "only https addresses become links");
    let utc = Dashboard { context: CardContext { zone: Zone::NotPermitted, ..context() }, ..dashboard() };
    let html = super::rendered(leptos_entra::pages::dashboard::page(utc));
    for text in ["Monday, 30 November 2026", "All times are in UTC.", "href=\"/dashboard/allow?card=time-zone\""] {
        assert!(html.contains(text), "{text}: {html}");
    }
}

#[test]
fn a_due_date_is_the_day_in_the_zone_of_the_value() {
    // It is 23 November in the time zone of the user.
    let tasks = json!({ "value": [
        { "title": "Old", "dueDateTime": "2026-11-22T23:30:00-05:00" },
        { "title": "New", "dueDateTime": "2026-11-23T00:30:00+09:00" },
    ] });
    let cards = CARDS.iter().filter(|card| card.name == "tasks").map(|card| (card, fresh(&tasks))).collect();
    let html = super::rendered(leptos_entra::pages::dashboard::page(Dashboard { cards, context: context() }));
    let (old, new) = (super::between(&html, "Old", "</li>"), super::between(&html, "New", "</li>"));
    assert!(old.contains("Due <time datetime=\"2026-11-22\">22 November 2026</time>"), "{old}");
    assert!(new.contains("Due <time datetime=\"2026-11-23\">23 November 2026</time>"), "{new}");
    assert!(old.contains(">Overdue</span>") && !new.contains("Overdue"), "{html}");
}

#[test]
fn names_are_text_and_initials_are_hidden_from_readers() {
    assert_card("profile", &["&lt;b&gt;Mia Keller", "aria-hidden=\"true\" class=\"avatar tone-0\">BK<", "Designer"]);
    let html = super::rendered(leptos_entra::pages::profile::page(profile()));
    assert!(html.contains("Mia &lt;Keller&gt;") && html.contains("src=\"/profile/photo?of=1\""), "{html}");
    assert!(!html.contains("s-1") && html.contains("yes, with tid"), "{html}");
}

#[test]
fn the_claims_of_times_have_a_date() {
    let html = super::rendered(leptos_entra::pages::profile::page(profile()));
    let exp = super::between(&html, "<code dir=\"ltr\">exp</code>", "</tr>");
    assert!(exp.contains("<span dir=\"ltr\">1795463703</span>"), "{exp}");
    assert!(exp.contains("<time datetime=\"2026-11-23T19:55:03Z\">23 November 2026 at 19:55 UTC</time>"), "{exp}");
}
