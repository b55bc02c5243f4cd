//! The demo calendar: recurring events around the current date.

use std::ops::Range;

use time::macros::time;
use time::{Date, Duration, OffsetDateTime, Time, Weekday};

use crate::dev_tenant::protocol::ids::TENANT_DOMAIN;
use crate::dev_tenant::protocol::random::base64url;
use crate::dev_tenant::state::directory::Persona;

/// The ID of the persona with an empty calendar.
const WITHOUT_EVENTS: &str = "tom";
/// The time from the start of every series to the current date.
const SINCE: Duration = Duration::days(30);
/// The time from the current date to the end of every series.
const UNTIL: Duration = Duration::days(90);

/// One event of the calendar: an occurrence of a series.
pub struct CalendarEvent {
    pub id: String,
    pub subject: &'static str,
    pub start: OffsetDateTime,
    pub end: OffsetDateTime,
    /// The location, which is empty if the event has none.
    pub location: &'static str,
    pub organizer: &'static str,
    pub organizer_address: String,
    pub join_url: Option<String>,
    pub is_all_day: bool,
    pub is_cancelled: bool,
    pub show_as: &'static str,
}

struct Series {
    id: &'static str,
    subject: &'static str,
    days: &'static [Weekday],
    start: Time,
    duration: Duration,
    location: &'static str,
    organizer: (&'static str, &'static str),
    is_online: bool,
    is_cancelled: bool,
    show_as: &'static str,
}

const WORKDAYS: [Weekday; 5] =
    [Weekday::Monday, Weekday::Tuesday, Weekday::Wednesday, Weekday::Thursday, Weekday::Friday];
const EVERY_DAY: [Weekday; 7] = [
    Weekday::Monday,
    Weekday::Tuesday,
    Weekday::Wednesday,
    Weekday::Thursday,
    Weekday::Friday,
    Weekday::Saturday,
    Weekday::Sunday,
];
const WHOLE_DAY: Duration = Duration::days(1);

/// The series: an online meeting, a meeting with markup in its subject, a private, an all-day and a cancelled event.
const SERIES: [Series; 5] = [
    Series {
        id: "stand-up",
        subject: "Daily stand-up",
        days: &WORKDAYS,
        start: time!(8:30),
        duration: Duration::minutes(15),
        location: "",
        organizer: ("Maya Lindqvist", "maya"),
        is_online: true,
        is_cancelled: false,
        show_as: "busy",
    },
    Series {
        id: "review",
        subject: "Review <b>of</b> the new page",
        days: &[Weekday::Tuesday, Weekday::Thursday],
        start: time!(13:00),
        duration: Duration::minutes(90),
        location: "Room 4.2 & kitchen",
        organizer: ("Maya Lindqvist", "maya"),
        is_online: false,
        is_cancelled: false,
        show_as: "tentative",
    },
    Series {
        id: "walk",
        subject: "Walk in the park",
        days: &EVERY_DAY,
        start: time!(17:15),
        duration: Duration::minutes(45),
        location: "North gate",
        organizer: ("Olga Novak", "olga"),
        is_online: false,
        is_cancelled: false,
        show_as: "free",
    },
    Series {
        id: "maintenance",
        subject: "Maintenance day",
        days: &[Weekday::Saturday],
        start: time!(0:00),
        duration: WHOLE_DAY,
        location: "",
        organizer: ("Olga Novak", "olga"),
        is_online: false,
        is_cancelled: false,
        show_as: "oof",
    },
    Series {
        id: "budget",
        subject: "Canceled: Budget meeting",
        days: &[Weekday::Wednesday],
        start: time!(10:00),
        duration: Duration::minutes(60),
        location: "Room 1.1",
        organizer: ("Gabriel Costa", "gabriel"),
        is_online: false,
        is_cancelled: true,
        show_as: "free",
    },
];

/// Returns the events of a persona that overlap the window, ordered by their start.
pub fn events(persona: &Persona, today: Date, window: &Range<OffsetDateTime>) -> Vec<CalendarEvent> {
    if persona.id == WITHOUT_EVENTS {
        return Vec::new();
    }
    // An event can begin on the day before the window.
    let first = window.start.date().saturating_sub(WHOLE_DAY).max(today.saturating_sub(SINCE));
    let last = window.end.date().min(today.saturating_add(UNTIL));
    let days = std::iter::successors(Some(first), |day| day.next_day()).take_while(|day| *day <= last);
    let mut events: Vec<CalendarEvent> = days
        .flat_map(|day| {
            SERIES.iter().filter(move |series| series.days.contains(&day.weekday())).map(move |series| (day, series))
        })
        .map(|(day, series)| series.event_on(persona, day))
        .filter(|event| event.start < window.end && event.end > window.start)
        .collect();
    events.sort_by_key(|event| event.start);
    events
}

impl Series {
    fn event_on(&self, persona: &Persona, day: Date) -> CalendarEvent {
        let start = day.with_time(self.start).assume_utc();
        let (organizer, organizer_id) = self.organizer;
        CalendarEvent {
            id: base64url(format!("{}/{}/{day}", persona.object_id(), self.id).as_bytes()),
            subject: self.subject,
            start,
            end: start.saturating_add(self.duration),
            location: self.location,
            organizer,
            organizer_address: format!("{organizer_id}@{TENANT_DOMAIN}"),
            join_url: self.is_online.then(|| format!("https://meet.{TENANT_DOMAIN}/{}", self.id)),
            is_all_day: self.duration == WHOLE_DAY,
            is_cancelled: self.is_cancelled,
            show_as: self.show_as,
        }
    }
}
