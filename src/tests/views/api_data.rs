//! Examples of the data of APIs that views show.

use leptos_entra::{
    pages::{calendar, orders},
    server::graph::MailMessage,
};
use serde_json::json;

pub fn message() -> MailMessage {
    MailMessage {
        subject: "<b>".into(),
        from: "Mia".into(),
        received: "2026-11-23T08:30:00Z".into(),
        is_unread: true,
        web_link: Some("https://outlook.example/1".into()),
    }
}

pub fn order() -> orders::ShownOrder {
    orders::ShownOrder { item: "<b>".into(), quantity: 2 }
}

pub fn event() -> calendar::Event {
    let at = |time: &str| json!({ "dateTime": format!("2026-11-30T{time}:00.0000000"), "timeZone": "UTC" });
    let event = json!({
        "subject": "<b>",
        "start": at("08:30"),
        "end": at("08:45"),
        "location": { "displayName": "Room 4.2" },
        "isCancelled": true,
        "onlineMeeting": { "joinUrl": "https://meet.example/a" },
    });
    serde_json::from_value(event).unwrap()
}
