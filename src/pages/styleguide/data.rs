//! Fixed data of the samples: the same at each visit, so that pictures of the style guide can be compared.

use serde_json::{Value, json};

use crate::{
    pages::{
        accounts::AccountEntry,
        dashboard::{CARDS, CardContext, CardEntry, Zone},
    },
    paths,
    server::{
        entra::ProviderKind,
        graph::{PartData, ResourceBody},
        time_zone::TimeZone,
    },
};

/// 2026-11-23, 18:55:03 UTC.
pub const TIME: i64 = 1_795_460_103;

/// Returns a path of this app with a picture, in place of a photo.
pub fn photo() -> String {
    paths::ICON.to_owned()
}

/// Returns an account of this browser.
pub fn account(name: &str, tenant_id: Option<&str>) -> AccountEntry {
    AccountEntry {
        reference: "sample".to_owned(),
        name: name.to_owned(),
        username: Some("user@contoso.example".to_owned()),
        tenant_id: tenant_id.map(str::to_owned),
        organization: None,
    }
}

/// Returns a card of the dashboard by its name.
pub fn card(name: &str) -> &'static CardEntry {
    CARDS.iter().find(|card| card.name == name).unwrap_or(&CARDS[0])
}

/// Returns the context of the cards.
pub fn context() -> CardContext {
    CardContext {
        provider: ProviderKind::Workforce,
        zone: TimeZone::named("Europe/Berlin").map_or(Zone::Unknown, Zone::Known),
        now: TIME,
        photo: Some(photo()),
        organization: Some("Contoso".to_owned()),
        client_id: "00001111-aaaa-2222-bbbb-3333cccc4444".to_owned(),
        admin_consent: Some("https://app.example/admin-consent".to_owned()),
    }
}

/// Returns a response of Graph.
pub fn body(json: &Value) -> ResourceBody {
    ResourceBody::Json(json.to_string().into())
}

/// Returns the response of Graph for a card with data.
pub fn data(card: &str) -> PartData {
    let list = |items: Value| json!({ "value": items });
    let (time, address) = ("2026-11-23T08:30:00Z", "https://contoso.example/");
    PartData::Fresh(body(&match card {
        "profile" => json!({
            "id": "1", "displayName": "Mia Keller", "mail": "mia.keller@contoso.example", "jobTitle": "Designer",
            "department": "Marketing", "officeLocation": "Room 4.2",
        }),
        "presence" => json!({ "availability": "Busy", "activity": "InAMeeting" }),
        "agenda" => list(json!([
            event("Planning", "2026-11-24T09:00", "2026-11-24T10:30", false),
            event("Fair", "2026-11-25T00:00", "2026-11-27T00:00", true),
        ])),
        "mail" => list(json!([
            { "subject": "Minutes", "from": { "emailAddress": { "name": "Jan Becker" } }, "receivedDateTime": time,
              "isRead": false, "webLink": address },
            { "receivedDateTime": time, "isRead": true },
        ])),
        "tasks" => list(json!([
            { "title": "Call the printer", "dueDateTime": "2026-11-20T10:00:00Z" },
            { "title": "Send the offer", "dueDateTime": time },
            { "title": "Tidy up" },
        ])),
        "files" => list(json!([
            { "name": "Offers", "folder": {}, "lastModifiedDateTime": time, "webUrl": address },
            { "name": "a-very-long-name-of-a-presentation-for-the-spring-fair.pptx", "size": 4_200_000 },
        ])),
        "people" => list(json!([
            { "displayName": "Jan Becker", "jobTitle": "Engineer" },
            { "displayName": "ليلى حداد", "scoredEmailAddresses": [{ "address": "leila@contoso.example" }] },
        ])),
        "teams" => list(json!([{ "displayName": "Marketing", "description": "Fairs and offers", "webUrl": address }])),
        "groups" => list(json!([{ "id": "1", "displayName": "All employees" }, { "id": "2" }])),
        // A test finds a card without an example, because its sample is then that of an error.
        _ => json!({}),
    }))
}

fn event(subject: &str, start: &str, end: &str, is_all_day: bool) -> Value {
    let moment = |time: &str| json!({ "dateTime": format!("{time}:00.0000000"), "timeZone": "UTC" });
    json!({
        "subject": subject, "start": moment(start), "end": moment(end), "isAllDay": is_all_day,
        "location": { "displayName": "Room 4.2" },
        "onlineMeeting": { "joinUrl": "https://meet.example/1" },
    })
}
