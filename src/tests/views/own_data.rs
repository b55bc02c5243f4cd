//! Tests of the language of the pages with a user's own data: no text of them is English in the pseudo-language.

use std::time::Duration;

use leptos::prelude::Owner;
use leptos_entra::{
    error::{AppError, ShownError},
    pages::{
        api_result, calendar,
        dashboard::{self, CARDS, CardContext, Dashboard, Zone},
        mail, profile,
        sessions::{self, EndedSessions, SessionEntry, SessionsView},
    },
    server::graph::{MailMessage, PartData, PartFailure, ResourceBody},
    texts::{Language, format, while_in},
    web::Page,
};
use serde_json::{Value, json};

use super::{
    between,
    cards::{context, failed, fresh, profile},
    examples::EVERY_VIEW,
    translated::{Untranslated, assert_translated},
};

/// Renders the content of a page in a language.
fn content(language: Language, page: impl FnOnce() -> Page) -> String {
    while_in(language, || {
        let contents = page().contents().expect("the page must not be a redirect");
        let title = contents.title.into_owned();
        let view = Owner::new().with(contents.view);
        ["<p>", &title, "</p>", &view].concat().replace("<!>", "")
    })
}

/// Asserts that a page has no English word but those of the data and of other parts of the app.
pub fn assert_no_english(name: &str, data: &[&str], page: impl Fn() -> Page) {
    assert_translated(name, Untranslated { data, elements: &[] }, page);
}

/// Returns the words of an error in the pseudo-language, or in English while it is not translated.
fn words_of(error: &AppError) -> String {
    while_in(Language::Pseudo, || {
        let ShownError { title, advice, next, .. } = ShownError::from(error);
        [title, advice, next.map(|next| next.label).unwrap_or_default()].join(" ")
    })
}

/// Returns a dashboard whose cards have the same state.
fn all_cards(state: impl Fn(&str) -> PartData) -> Dashboard {
    Dashboard { cards: CARDS.iter().map(|card| (card, state(card.name))).collect(), context: context() }
}

/// Returns a response of Graph that fills every row of a card. All texts of it are `Xx`.
fn full(name: &str) -> Value {
    let list = |item: Value| json!({ "value": [item] });
    let (time, address) = ("2026-11-30T08:30:00Z", "https://xx.example/");
    match name {
        "profile" => {
            json!({ "id": "1", "displayName": "Xx", "mail": "Xx", "jobTitle": "Xx", "department": "Xx", "officeLocation": "Xx" })
        }
        "presence" => json!({ "availability": "DoNotDisturb", "activity": "Presenting" }),
        "agenda" => json!({ "value": [event(false), event(true)] }),
        "mail" => list(json!({ "receivedDateTime": time, "isRead": false, "webLink": address })),
        "tasks" => list(json!({ "title": "Xx", "dueDateTime": "2026-11-20T10:00:00Z" })),
        "files" => json!({ "value": [
            { "name": "Xx", "size": 5000, "lastModifiedDateTime": time },
            { "name": "Xx", "folder": {}, "lastModifiedDateTime": time },
        ] }),
        "people" => list(json!({ "displayName": "Xx", "jobTitle": "Xx" })),
        "teams" => list(json!({ "displayName": "Xx", "description": "Xx", "webUrl": address })),
        "groups" => list(json!({ "id": "1" })),
        other => panic!("the card {other} has no example: add one to `full`"),
    }
}

fn event(is_all_day: bool) -> Value {
    let at = |day: u8| json!({ "dateTime": format!("2026-12-{day:02}T00:00:00.0000000"), "timeZone": "UTC" });
    json!({
        "start": at(1), "end": at(4), "isAllDay": is_all_day, "isCancelled": true,
        "onlineMeeting": { "joinUrl": "https://xx.example/" },
    })
}

fn events() -> Vec<calendar::Event> {
    serde_json::from_value(json!([event(true), event(false)])).unwrap()
}

#[test]
fn the_dashboard_with_data_has_no_english_text() {
    assert_no_english("full", &["Xx XX Contoso Europe/Berlin", "GroupMember.Read.All"], || {
        dashboard::page(all_cards(|name| fresh(&full(name))))
    });
    assert_no_english("empty", &[], || dashboard::page(all_cards(|_| PartData::Fresh(ResourceBody::Missing(None)))));
    assert_no_english("without time zone", &["MailboxSettings.Read Xx XX Contoso GroupMember.Read.All"], || {
        let context = CardContext { zone: Zone::NotPermitted, ..context() };
        dashboard::page(Dashboard { context, ..all_cards(|name| fresh(&full(name))) })
    });
}

#[test]
fn every_presence_has_a_text_in_each_language() {
    for (availability, activity) in [
        ("Available", "InACall"),
        ("Away", "BeRightBack"),
        ("Busy", "InAMeeting"),
        ("DoNotDisturb", "UrgentInterruptionsOnly"),
        ("Offline", "OutOfOffice"),
    ] {
        assert_no_english(availability, &["Xx XX Contoso Europe/Berlin GroupMember.Read.All"], || {
            let presence = json!({ "availability": availability, "activity": activity });
            dashboard::page(all_cards(|name| fresh(&if name == "presence" { presence.clone() } else { full(name) })))
        });
    }
}

#[test]
fn the_dashboard_without_data_has_no_english_text() {
    let scopes = CARDS.iter().map(|card| card.scope).collect::<Vec<_>>().join(" ");
    let page = |failure: PartFailure| dashboard::page(all_cards(|_| PartData::None(failure.clone())));
    assert_no_english("not permitted", &[&scopes], || page(PartFailure::NotPermitted));
    assert_no_english("no licence", &[], || page(PartFailure::LicenceMissing));
    let administrator = [scopes.as_str(), "https app example admin consent"];
    assert_no_english("forbidden", &administrator, || page(failed(403, None)));
    assert_no_english("forbidden, no page", &[&scopes], || {
        let context = CardContext { admin_consent: None, ..context() };
        dashboard::page(Dashboard { context, ..all_cards(|_| PartData::None(failed(403, None))) })
    });
    let throttled = words_of(&AppError::ApiThrottled { retry_after: Some(90) });
    assert_no_english("throttled", &[&throttled], || page(failed(429, Some(90))));
    let timeout = words_of(&AppError::ApiTimeout);
    assert_no_english("failed", &[&timeout], || page(PartFailure::Error(AppError::ApiTimeout)));
    for age in [1, 90, 300] {
        assert_no_english("stale", &[&scopes, "Xx XX Contoso Europe/Berlin GroupMember.Read.All"], || {
            let stale = |name: &str| {
                let body = ResourceBody::Json(full(name).to_string().into());
                PartData::Stale(body, Duration::from_secs(age), PartFailure::NotPermitted)
            };
            dashboard::page(all_cards(stale))
        });
    }
}

#[test]
fn mail_calendar_and_profile_have_no_english_text() {
    assert_no_english("mail", &["Mail.ReadBasic"], || {
        let received = "2026-11-23T08:30:00Z".into();
        let (subject, from, web_link) = Default::default();
        mail::page(vec![MailMessage { subject, from, received, is_unread: true, web_link }], Zone::Unknown)
    });
    assert_no_english("no mail", &["Mail.ReadBasic"], || mail::page(Vec::new(), Zone::Unknown));
    assert_no_english("calendar", &["Calendars.Read Europe/Berlin"], || calendar::page(events(), &context().zone));
    assert_no_english("no events", &["Calendars.Read"], || calendar::page(Vec::new(), &Zone::Unknown));
    let claims = ["acrs", "aud", "email", "exp", "groups", "iss", "oid", "roles", "sid", "sub", "tid", "xms_cc"];
    let token: serde_json::Map<_, _> = claims.iter().map(|name| ((*name).to_owned(), json!(1))).collect();
    let data = ["MK Mia Keller Designer", &claims.join(" ")];
    assert_no_english("profile", &data, || {
        profile::page(profile::ProfileView { claims: profile::claims(token.clone()), ..profile() })
    });
}

#[test]
fn sessions_and_api_results_have_no_english_text() {
    let entry = |browser: Option<&str>| SessionEntry { browser: browser.map(str::to_owned), ..SessionEntry::default() };
    let names = ["Firefox on Android", "A browser on Linux", "An unknown browser", "", "Safari"];
    let view = || SessionsView {
        this: entry(None),
        others: names.map(|name| entry(Some(name))).into(),
        left_out: 1,
        ended: Some(EndedSessions::One),
        offers_revocation: true,
    };
    assert_no_english("sessions", &["Firefox Android Linux Safari"], || sessions::page(view()));
    let alone = || SessionsView { others: Vec::new(), ended: Some(EndedSessions::Others), ..view() };
    assert_no_english("alone", &[], || sessions::page(alone()));
    let error = words_of(&AppError::ApiTimeout);
    assert_no_english("API result", &[&error], || api_result::page(Err(AppError::ApiTimeout), None));
}

#[test]
fn accounts_orders_and_administration_have_no_english_text() {
    let users = "MK Mia Keller TB Tom Becker NQ Nora Quinn user@contoso.example aaaabbbb-0000-cccc-1111-dddd2222eeee";
    let classes = "declined clock_skew 3f1d0c5a9b7e2d64 0a1b2c3d4e5f6071 Firefox Android";
    for name in ["accounts", "accounts-alone", "signed-out-of-one", "orders", "order-rejected", "administration"] {
        let (_, page) = EVERY_VIEW.into_iter().find(|(other, _)| *other == name).unwrap();
        assert_no_english(name, &[users, classes], page);
    }
}

#[test]
fn each_message_of_a_card_exists() {
    for id in CARDS.iter().flat_map(|card| [card.title, card.allow, card.empty, card.missing]) {
        assert_ne!(format(id, []), id);
    }
}

#[test]
fn numbers_have_the_plural_of_the_language() {
    let groups = |count: usize| {
        let groups = json!({ "value": vec![json!({ "id": "1" }); count] });
        let html = content(Language::English, || dashboard::page(all_cards(|_| fresh(&groups))));
        between(&html, "You are in ", "<").to_owned()
    };
    assert_eq!(groups(1), "1 group whose name you cannot see.");
    assert_eq!(groups(2), "2 groups whose names you cannot see.");
    assert_eq!(groups(50), "at least 50 groups whose names you cannot see.");
    let age = |seconds: u64| {
        let stale = || PartData::Stale(body(), Duration::from_secs(seconds), PartFailure::LicenceMissing);
        let html = content(Language::English, || dashboard::page(all_cards(|_| stale())));
        between(&html, "This data is ", "<").to_owned()
    };
    let ages = [0, 1, 119, 120, 121, 900].map(age);
    assert_eq!(
        ages,
        ["1 second old.", "1 second old.", "119 seconds old.", "2 minutes old.", "3 minutes old.", "15 minutes old."]
    );
    let left_out = |left_out: usize| {
        let others = vec![SessionEntry::default()];
        let view = SessionsView { left_out, others, ..SessionsView::default() };
        between(&content(Language::English, || sessions::page(view)), "Not shown: ", "<").to_owned()
    };
    assert_eq!([1, 2].map(left_out), ["1 more that was used less recently.", "2 more that were used less recently."]);
}

fn body() -> ResourceBody {
    ResourceBody::Json("{}".into())
}
