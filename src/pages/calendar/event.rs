//! An event of the calendar, and its row in a list.

use leptos::{either::Either, prelude::*};
use serde::Deserialize;
use time::{Date, OffsetDateTime, format_description::well_known::Rfc3339};
use url::Url;

use crate::{
    server::{clock, graph::lenient, time_zone::TimeZone},
    text, texts,
};

/// An event of Microsoft Graph. Events without a readable start are not shown; other members of an event may be
/// missing.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Event {
    start: Moment,
    #[serde(default, deserialize_with = "lenient")]
    end: Option<Moment>,
    #[serde(default, deserialize_with = "lenient")]
    subject: Option<String>,
    #[serde(default, deserialize_with = "lenient")]
    location: Option<Location>,
    #[serde(default, deserialize_with = "lenient")]
    is_all_day: Option<bool>,
    #[serde(default, deserialize_with = "lenient")]
    is_cancelled: Option<bool>,
    #[serde(default, deserialize_with = "lenient")]
    online_meeting: Option<OnlineMeeting>,
}

/// A time of an event. Graph sends it in UTC.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(try_from = "DateTimeTimeZone")]
struct Moment(OffsetDateTime);

/// A time in the format of Graph: `2026-11-30T08:30:00.0000000` and the time zone `UTC`.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct DateTimeTimeZone {
    date_time: String,
    time_zone: String,
}

impl TryFrom<DateTimeTimeZone> for Moment {
    type Error = &'static str;

    fn try_from(DateTimeTimeZone { date_time, time_zone }: DateTimeTimeZone) -> Result<Self, Self::Error> {
        let time = OffsetDateTime::parse(&format!("{date_time}Z"), &Rfc3339).ok().filter(|_| time_zone == "UTC");
        time.map(Self).ok_or("no time in UTC")
    }
}

#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Location {
    display_name: String,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
struct OnlineMeeting {
    join_url: String,
}

impl Event {
    /// Returns the day on which the event starts.
    pub fn day(&self) -> Date {
        self.start.0.date()
    }

    /// Returns the event with its times in this time zone. An all-day event has dates only, which are the same everywhere.
    #[must_use]
    fn in_zone(self, zone: &TimeZone) -> Self {
        if self.is_all_day == Some(true) {
            return self;
        }
        let local = |Moment(time)| Moment(zone.local(time));
        Self { start: local(self.start), end: self.end.map(local), ..self }
    }
}

/// Returns the events with their times in this time zone, in the order of their days.
///
/// All-day events keep their dates, so the order of the days can differ from the order of the starts in UTC.
pub fn in_zone(events: Vec<Event>, zone: &TimeZone) -> Vec<Event> {
    let mut events: Vec<_> = events.into_iter().map(|event| event.in_zone(zone)).collect();
    events.sort_by_key(Event::day);
    events
}

/// Shows an event as a row of a list: its time, and what it is.
#[component]
pub fn EventRow(event: Event) -> impl IntoView {
    let is_filled = |text: &String| !text.trim().is_empty();
    let is_cancelled = event.is_cancelled == Some(true);
    // Graph puts this prefix before the subject of a cancelled event. The page marks the event itself, so it omits the
    // prefix.
    let subject = event.subject.map(|subject| match subject.strip_prefix("Canceled: ") {
        Some(rest) if is_cancelled => rest.to_owned(),
        _ => subject,
    });
    let subject = subject.filter(is_filled).unwrap_or_else(|| text!("account-no-subject"));
    let place = event.location.map(|location| location.display_name).filter(is_filled);
    let join = event.online_meeting.and_then(|meeting| Url::parse(&meeting.join_url).ok());
    let join = join.filter(|address| address.scheme() == "https").map(String::from);
    let (start, end) = (event.start.0, event.end.map(|end| end.0));
    view! {
        <div>
            <dt>
                {if event.is_all_day == Some(true) {
                    Either::Left(all_day(start, end))
                } else {
                    Either::Right(from_to(start, end))
                }}
            </dt>
            <dd>
                <bdi>{subject}</bdi>
                {is_cancelled.then(|| view! { " " <strong>{text!("account-calendar-cancelled")}</strong> })}
                {place.map(|place| view! { <br /> <bdi>{place}</bdi> })}
                {join
                    .map(|address| {
                        view! {
                            <br />
                            <a href=address rel="external">
                                {text!("account-calendar-join")}
                            </a>
                        }
                    })}
            </dd>
        </div>
    }
}

/// Shows the days of an all-day event. The end of the event is the midnight after its last day.
fn all_day(start: OffsetDateTime, end: Option<OffsetDateTime>) -> impl IntoView {
    let last = end.and_then(|end| end.date().previous_day()).filter(|last| *last > start.date());
    match last {
        Some(last) => {
            let (before, after) = texts::around("account-calendar-all-day-until");
            Either::Left(view! { {before} <time datetime=last.to_string()>{texts::date(last)}</time> {after} })
        }
        None => {
            Either::Right(view! { <time datetime=start.date().to_string()>{text!("account-calendar-all-day")}</time> })
        }
    }
}

fn from_to(start: OffsetDateTime, end: Option<OffsetDateTime>) -> impl IntoView {
    let machine = |time: OffsetDateTime| clock::rfc3339(time.unix_timestamp());
    let end = end.map(|end| {
        let same_day = end.date() == start.date();
        let text = if same_day { texts::time(end.time()) } else { texts::date_time(end) };
        view! { " – " <time datetime=machine(end)>{text}</time> }
    });
    view! { <time datetime=machine(start)>{texts::time(start.time())}</time> {end} }
}
