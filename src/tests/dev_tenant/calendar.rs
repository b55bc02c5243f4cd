//! Tests of the dev tenant's Graph: the calendar view of the demo users.

use leptos_entra::dev_tenant::Running;
use reqwest::{StatusCode, Url};
use serde_json::{Value, json};
use time::format_description::well_known::Rfc3339;
use time::{Duration, OffsetDateTime};

use super::cast::{Browser, dev_tenant, exchange, graph, http, part_of, tokens_of};

/// The members of an event: the members of Graph's resource `event` that an agenda shows.
const MEMBERS: [&str; 14] = [
    "@odata.etag",
    "end",
    "id",
    "isAllDay",
    "isCancelled",
    "isOnlineMeeting",
    "location",
    "onlineMeeting",
    "organizer",
    "responseStatus",
    "sensitivity",
    "showAs",
    "start",
    "subject",
];

/// A signed-in user with the scope `Calendars.Read`, and the time of the sign-in.
struct Reader {
    tenant: Running,
    access_token: Value,
    now: OffsetDateTime,
}

impl Reader {
    async fn of(tenant: &Running, persona: &str) -> Self {
        let response = Browser::new().sign_in(tenant, &[("scope", "openid Calendars.Read")], persona).await;
        let (status, body) = exchange(tenant, &response["code"], &[]).await;
        assert_eq!(status, StatusCode::OK, "{body}");
        let issued_at = part_of(&body["id_token"], 1)["iat"].as_i64().unwrap();
        let now = OffsetDateTime::from_unix_timestamp(issued_at).unwrap();
        Self { tenant: tenant.clone(), access_token: body["access_token"].clone(), now }
    }

    /// Returns the path of a calendar view that begins now and covers this number of days, with additional parameters.
    fn path(&self, days: i64, parameters: &[(&str, &str)]) -> String {
        let instant = |time: OffsetDateTime| time.format(&Rfc3339).unwrap();
        let window = [("startDateTime", instant(self.now)), ("endDateTime", instant(self.now + Duration::days(days)))];
        let mut url = Url::parse_with_params("http://localhost/me/calendarView", window).unwrap();
        url.query_pairs_mut().extend_pairs(parameters);
        format!("{}?{}", url.path(), url.query().unwrap())
    }

    async fn get(&self, path: &str) -> (StatusCode, Value) {
        let response = graph(&self.tenant, path, &self.access_token).await;
        (response.status(), response.json().await.unwrap())
    }

    async fn events(&self, days: i64, parameters: &[(&str, &str)]) -> Vec<Value> {
        let (status, body) = self.get(&self.path(days, parameters)).await;
        assert_eq!(status, StatusCode::OK, "{body}");
        body["value"].as_array().unwrap().clone()
    }
}

fn values(events: &[Value], pointer: &str) -> Vec<String> {
    events.iter().map(|event| event.pointer(pointer).unwrap().as_str().unwrap().to_owned()).collect()
}

#[tokio::test]
async fn employees_but_one_have_events_in_the_next_two_days() {
    let tenant = dev_tenant().await;
    for persona in ["maya", "layla", "mallory", "olga", "gabriel"] {
        let events = Reader::of(&tenant, persona).await.events(2, &[]).await;
        assert!(!events.is_empty(), "{persona}");
        let starts = values(&events, "/start/dateTime");
        assert!(starts.is_sorted(), "{starts:?}");
    }
    assert_eq!(Reader::of(&tenant, "tom").await.events(14, &[]).await, Vec::<Value>::new());
}

#[tokio::test]
async fn an_event_has_the_shape_of_graph() {
    let tenant = dev_tenant().await;
    let events = Reader::of(&tenant, "maya").await.events(8, &[("$top", "100")]).await;
    for event in &events {
        assert_eq!(event.as_object().unwrap().keys().collect::<Vec<_>>(), MEMBERS);
        for time in [&event["start"], &event["end"]] {
            let text = time["dateTime"].as_str().unwrap();
            assert!(text.len() == 27 && text.ends_with(":00.0000000"), "{text}");
            assert_eq!(time["timeZone"], "UTC");
        }
        assert!(event["location"]["displayName"].is_string());
        assert!(event["organizer"]["emailAddress"]["address"].as_str().unwrap().ends_with("@devtenant.example"));
    }
    let find = |subject: &str| events.iter().find(|event| event["subject"] == subject).unwrap().clone();
    let stand_up = find("Daily stand-up");
    assert!(stand_up["start"]["dateTime"].as_str().unwrap().ends_with("T08:30:00.0000000"));
    assert_eq!(stand_up["onlineMeeting"], json!({ "joinUrl": "https://meet.devtenant.example/stand-up" }));
    let all_day = find("Maintenance day");
    assert_eq!((&all_day["isAllDay"], &all_day["onlineMeeting"]), (&json!(true), &Value::Null));
    assert!(all_day["start"]["dateTime"].as_str().unwrap().ends_with("T00:00:00.0000000"));
    let cancelled = find("Canceled: Budget meeting");
    assert_eq!((&cancelled["isCancelled"], &cancelled["showAs"]), (&json!(true), &json!("free")));
    assert_eq!(find("Review <b>of</b> the new page")["showAs"], "tentative");
}

#[tokio::test]
async fn a_window_is_required_and_must_be_valid() {
    let tenant = dev_tenant().await;
    let reader = Reader::of(&tenant, "maya").await;
    for query in [
        "",
        "?startDateTime=2026-11-23T00:00:00Z",
        "?endDateTime=2026-11-23T00:00:00Z",
        "?startDateTime=&endDateTime=",
        "?startDateTime=yesterday&endDateTime=2026-11-23T00:00:00Z",
        "?startDateTime=2026-11-23T00:00:00Z&endDateTime=2026-11-22T00:00:00Z",
        // An unescaped plus sign in a query is a space, so the first time here is invalid.
        "?startDateTime=2026-11-23T00:00:00+02:00&endDateTime=2026-11-24T00:00:00Z",
        "?startDateTime=2026-11-23T00:00:00Z&endDateTime=9999-12-31T23:59:59-23:59",
    ] {
        let (status, body) = reader.get(&format!("/me/calendarView{query}")).await;
        assert_eq!(
            (status, &body["error"]["code"]),
            (StatusCode::BAD_REQUEST, &json!("ErrorInvalidParameter")),
            "{query}"
        );
        assert!(body["error"]["innerError"]["request-id"].is_string());
    }
    for query in [
        "?startDateTime=2026-11-23T00:00:00%2B02:00&endDateTime=2026-11-24T00:00:00-08:00",
        "?startDateTime=2026-11-23T00:00:00&endDateTime=2026-11-24T00:00:00.0000000",
    ] {
        assert_eq!(reader.get(&format!("/me/calendarView{query}")).await.0, StatusCode::OK, "{query}");
    }
}

#[tokio::test]
async fn select_top_and_orderby_are_applied() {
    let tenant = dev_tenant().await;
    let reader = Reader::of(&tenant, "maya").await;
    let selected = reader.events(7, &[("$select", "subject,start"), ("$top", "2")]).await;
    assert_eq!(selected.len(), 2);
    assert_eq!(selected[0].as_object().unwrap().keys().collect::<Vec<_>>(), ["@odata.etag", "id", "start", "subject"]);
    let ascending = reader.events(7, &[("$orderby", "start/dateTime"), ("$top", "100")]).await;
    let mut descending = reader.events(7, &[("$orderby", "start/dateTime desc"), ("$top", "100")]).await;
    descending.reverse();
    assert_eq!(values(&ascending, "/start/dateTime"), values(&descending, "/start/dateTime"));
    for (name, value) in
        [("$select", "nonsense"), ("$top", "0"), ("$orderby", "nonsense"), ("$orderby", "subject up"), ("$filter", "x")]
    {
        assert_eq!(reader.get(&reader.path(7, &[(name, value)])).await.0, StatusCode::BAD_REQUEST, "{name}={value}");
    }
}

#[tokio::test]
async fn the_next_links_lead_through_all_events() {
    let tenant = dev_tenant().await;
    let reader = Reader::of(&tenant, "maya").await;
    let all = values(&reader.events(14, &[("$top", "1000")]).await, "/id");
    let base = format!("{}/graph/v1.0", tenant.origin());
    let (mut path, mut read) = (reader.path(14, &[("$top", "7")]), Vec::new());
    loop {
        let (_, body) = reader.get(&path).await;
        read.extend(values(body["value"].as_array().unwrap(), "/id"));
        let Some(next) = body["@odata.nextLink"].as_str() else { break };
        path = next.strip_prefix(&base).unwrap().to_owned();
    }
    assert!(read.len() > 14, "there are several pages");
    assert_eq!(read, all);
}

#[tokio::test]
async fn the_calendar_needs_its_scope() {
    let tenant = dev_tenant().await;
    let path = Reader::of(&tenant, "maya").await.path(1, &[]);
    let without_scope = tokens_of(&tenant, "maya").await["access_token"].clone();
    let denied = graph(&tenant, &path, &without_scope).await;
    assert_eq!(denied.status(), StatusCode::FORBIDDEN);
    assert_eq!(denied.json::<Value>().await.unwrap()["error"]["code"], "ErrorAccessDenied");
    assert_eq!(graph(&tenant, &path, &json!("x")).await.status(), StatusCode::UNAUTHORIZED);
}

#[tokio::test]
async fn times_are_in_the_preferred_time_zone() {
    let tenant = dev_tenant().await;
    let reader = Reader::of(&tenant, "maya").await;
    let url = format!("{}/graph/v1.0{}", tenant.origin(), reader.path(8, &[("$top", "100")]));
    let in_zone = async |preference: &str| {
        let request = http().get(&url).bearer_auth(reader.access_token.as_str().unwrap());
        request.header("Prefer", preference).send().await.unwrap()
    };
    // The daily meeting begins at 08:30 UTC. These time zones have no daylight saving time.
    for (zone, start) in [
        ("Tokyo Standard Time", "T17:30:00"),
        ("Asia/Tokyo", "T17:30:00"),
        ("India Standard Time", "T14:00:00"),
        ("America/Phoenix", "T01:30:00"),
        ("UTC", "T08:30:00"),
    ] {
        let response = in_zone(&format!("outlook.body-content-type=\"text\", outlook.timezone=\"{zone}\"")).await;
        assert_eq!(response.headers()["preference-applied"], format!("outlook.timezone=\"{zone}\""));
        let events = response.json::<Value>().await.unwrap()["value"].as_array().unwrap().clone();
        let find = |subject: &str| events.iter().find(|event| event["subject"] == subject).unwrap();
        let stand_up = find("Daily stand-up");
        assert!(stand_up["start"]["dateTime"].as_str().unwrap().contains(start), "{zone}: {stand_up}");
        assert_eq!((&stand_up["start"]["timeZone"], &stand_up["end"]["timeZone"]), (&json!(zone), &json!(zone)));
        assert!(find("Maintenance day")["start"]["dateTime"].as_str().unwrap().contains("T00:00:00"), "{zone}");
    }
    for unknown in ["Mars Standard Time", "", "GMT+6:30"] {
        let response = in_zone(&format!("outlook.timezone=\"{unknown}\"")).await;
        assert_eq!(response.status(), StatusCode::BAD_REQUEST, "{unknown}");
        assert_eq!(response.json::<Value>().await.unwrap()["error"]["code"], "TimeZoneNotSupportedException");
    }
}

#[tokio::test]
async fn the_events_follow_the_clock_of_the_dev_tenant() {
    let tenant = dev_tenant().await;
    let before = Reader::of(&tenant, "maya").await;
    tenant.control().advance_clock(200 * 24 * 3600);
    let after = Reader::of(&tenant, "maya").await;
    assert!(!after.events(2, &[]).await.is_empty());
    let past = Reader { access_token: after.access_token, ..before };
    assert_eq!(past.events(2, &[]).await, Vec::<Value>::new());
}
