//! Tests of the calendar page: days, times, marks, links, and texts that other users wrote.

use leptos::prelude::Owner;
use serde_json::{Value, json};

use super::{Event, List, Zone, page};
use crate::server::time_zone::TimeZone;

/// Renders the calendar page with these events of Graph, without the markers of hydration.
fn rendered(events: &[Value]) -> String {
    rendered_in(&Zone::NotPermitted, events)
}

fn rendered_in(zone: &Zone, events: &[Value]) -> String {
    let List::<Event> { items, .. } = serde_json::from_value(json!({ "value": events })).unwrap();
    let view = page(items, zone).contents().unwrap().view;
    Owner::new().with(view).replace("<!>", "")
}

fn at(time: &str) -> Value {
    json!({ "dateTime": format!("2026-{time}:00.0000000"), "timeZone": "UTC" })
}

/// Makes an event of Graph with additional members.
fn event(start: &str, end: &str, members: Value) -> Value {
    let mut event = json!({ "subject": "Agenda", "start": at(start), "end": at(end) });
    event.as_object_mut().unwrap().extend(members.as_object().unwrap().clone());
    event
}

#[test]
fn events_are_grouped_by_day() {
    let html = rendered(&[
        event("11-30T08:30", "11-30T08:45", json!({})),
        event("11-30T23:00", "12-01T01:30", json!({})),
        event("12-01T09:00", "12-01T10:00", json!({})),
    ]);
    let days: Vec<_> = html.split("<h2>").skip(1).collect();
    assert_eq!(days.len(), 2, "{html}");
    assert!(days[0].starts_with("<time datetime=\"2026-11-30\">Monday, 30 November 2026</time></h2>"), "{html}");
    assert!(days[0].contains("<time datetime=\"2026-11-30T08:30:00Z\">08:30</time>"), "{html}");
    assert!(days[0].contains(" – <time datetime=\"2026-11-30T08:45:00Z\">08:45</time>"), "{html}");
    assert!(days[0].contains("<time datetime=\"2026-12-01T01:30:00Z\">1 December 2026 at 01:30</time>"), "{html}");
    assert!(days[1].starts_with("<time datetime=\"2026-12-01\">Tuesday, 1 December 2026</time></h2>"), "{html}");
    assert_eq!((days[0].matches("<dt>").count(), days[1].matches("<dt>").count()), (2, 1), "{html}");
    assert!(html.contains("All times are in UTC."), "{html}");
    assert_eq!(html.matches("<h1").count(), 1, "{html}");
    assert!(html.contains("href=\"/\""), "{html}");
}

#[test]
fn events_are_shown_in_the_time_zone_of_the_user() {
    let zone = Zone::Known(TimeZone::named("W. Europe Standard Time").unwrap());
    let all_day = event("12-01T00:00", "12-02T00:00", json!({ "isAllDay": true }));
    let html = rendered_in(&zone, &[event("11-30T23:30", "12-01T00:15", json!({})), all_day]);
    assert!(html.contains("All times are in Europe/Berlin.") && !html.contains("UTC"), "{html}");
    assert!(html.contains("<time datetime=\"2026-11-30T23:30:00Z\">00:30</time>"), "{html}");
    assert!(html.contains("Tuesday, 1 December 2026") && html.contains("All day"), "{html}");
    assert_eq!(html.matches("<h2>").count(), 1, "both events are on one day: {html}");
}

#[test]
fn an_empty_calendar_shows_a_sentence() {
    let html = rendered(&[]);
    assert!(html.contains("You have no events in the next 7 days.") && !html.contains("<dl"), "{html}");
    assert!(html.contains("href=\"/\""), "{html}");
}

#[test]
fn all_day_events_and_cancelled_events_are_marked() {
    let one = rendered(&[event("12-05T00:00", "12-06T00:00", json!({ "isAllDay": true }))]);
    assert!(one.contains("<dt><time datetime=\"2026-12-05\">All day</time></dt>"), "{one}");
    assert!(!one.contains("(cancelled)"), "{one}");
    let several = rendered(&[event("12-05T00:00", "12-08T00:00", json!({ "isAllDay": true, "isCancelled": true }))]);
    assert!(several.contains(" until <time datetime=\"2026-12-07\">7 December 2026</time>"), "{several}");
    assert!(several.contains("<bdi>Agenda</bdi> <strong>(cancelled)</strong>"), "{several}");
}

#[test]
fn the_prefix_of_a_cancelled_event_is_not_repeated() {
    let html = |members: Value| rendered(&[event("12-05T09:00", "12-05T10:00", members)]);
    let cancelled = html(json!({ "subject": "Canceled: Agenda", "isCancelled": true }));
    assert!(cancelled.contains("<bdi>Agenda</bdi> <strong>(cancelled)</strong>"), "{cancelled}");
    let planned = html(json!({ "subject": "Canceled: Agenda", "isCancelled": false }));
    assert!(planned.contains("<bdi>Canceled: Agenda</bdi></dd>"), "{planned}");
}

#[test]
fn only_https_addresses_are_join_links() {
    let html = |address: Value| {
        rendered(&[event("12-05T09:00", "12-05T10:00", json!({ "onlineMeeting": { "joinUrl": address } }))])
    };
    let https = html(json!("https://meet.example/a?b=1&c=\"2"));
    assert!(
        https.contains("<a href=\"https://meet.example/a?b=1&amp;c=%222\" rel=\"external\">Join online"),
        "{https}"
    );
    for other in
        [json!("http://meet.example/"), json!("javascript:alert(1)"), json!("/a"), json!(""), json!(5), json!(null)]
    {
        assert!(!html(other.clone()).contains("Join online"), "{other}");
    }
}

#[test]
fn text_of_graph_is_escaped() {
    let evil = "<script>alert(1)</script>&";
    let members = json!({ "subject": evil, "location": { "displayName": evil } });
    let html = rendered(&[event("12-05T09:00", "12-05T10:00", members)]);
    assert!(!html.contains("<script"), "{html}");
    assert_eq!(html.matches("<bdi>&lt;script&gt;alert(1)&lt;/script&gt;&amp;</bdi>").count(), 2, "{html}");
}

#[test]
fn given_malformed_members_then_the_event_is_still_shown() {
    let odd =
        json!({ "subject": 5, "end": "x", "location": [], "isAllDay": "x", "isCancelled": 1, "onlineMeeting": "x" });
    for members in [odd, json!({ "subject": " ", "location": { "displayName": " " } })] {
        let html = rendered(&[event("12-05T09:00", "12-05T10:00", members)]);
        assert!(html.contains(">09:00</time>") && html.contains("<bdi>(no subject)</bdi></dd>"), "{html}");
    }
}

#[test]
fn an_event_without_a_time_in_utc_is_left_out() {
    for start in [json!({ "dateTime": "2026-12-05T09:00:00", "timeZone": "Europe/Berlin" }), json!(5), json!(null)] {
        let html =
            rendered(&[json!({ "subject": "Odd", "start": start }), event("12-05T09:00", "12-05T10:00", json!({}))]);
        assert!(!html.contains("Odd") && html.contains("Agenda"), "{html}");
    }
}
