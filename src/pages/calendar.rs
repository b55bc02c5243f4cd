//! `GET /calendar`: the next events of the signed-in user by day, with a permission that is requested on the first visit.

mod event;

use std::time::Duration;

use leptos::{either::Either, prelude::*};
use time::Date;

pub use self::event::{Event, EventRow, in_zone};
use super::{
    licence_missing,
    zone::{self, Zone},
};
use crate::{
    server::{
        Needs, Right, SignedIn, clock,
        graph::{self, List, Resource},
    },
    text, texts,
    web::{HomepageLink, Page, PageResult},
};

/// The path of the calendar page.
pub const PATH: &str = "/calendar";

const WEEK: Duration = Duration::from_hours(7 * 24);

const SCOPE: &str = "Calendars.Read";

/// The right to read the user's calendar.
pub struct ReadCalendar;

impl Right for ReadCalendar {
    fn needs() -> Needs {
        Needs::scope(SCOPE)
    }
}

/// Shows the user's events of the next seven days, in the time zone of the dashboard. A user without a mailbox sees that the licence is
/// missing, with status 200: the page works, and has nothing to show.
pub async fn calendar(user: SignedIn<ReadCalendar>) -> PageResult {
    let week = Resource::at("me/calendarView")
        .query("startDateTime", &clock::rfc3339(clock::unix_now()))
        .query("endDateTime", &clock::rfc3339(clock::unix_after(WEEK)))
        .query("$orderby", "start/dateTime")
        .query("$top", "50")
        .query("$select", "subject,start,end,location,isAllDay,isCancelled,onlineMeeting");
    let List { items, skipped } = match graph::get::<List<Event>, _>(&user, week).await {
        Err(error) if graph::is_mailbox_missing(&error) => {
            return Ok(licence_missing::page(text!("account-calendar-title")));
        }
        found => found?,
    };
    if skipped > 0 {
        tracing::warn!(skipped, "some events of Microsoft Graph could not be read");
    }
    Ok(page(items, &zone::of_user(&user).await))
}

/// Returns the page of these events, with their times in this time zone.
pub fn page(events: Vec<Event>, zone: &Zone) -> Page {
    let zone = zone.shown();
    let events = in_zone(events, &zone);
    Page::new(text!("account-calendar-title")).view(move || {
        let days = events.chunk_by(|one, next| one.day() == next.day());
        view! {
            <section class="card">
                <h1>{text!("account-calendar-title")}</h1>
                {if events.is_empty() {
                    Either::Left(view! { <p>{text!("account-calendar-empty")}</p> })
                } else {
                    Either::Right(
                        view! {
                            <p>{text!("account-calendar-lead", zone = zone.name())}</p>
                            {days.map(|events| day(events[0].day(), events.to_vec())).collect_view()}
                        },
                    )
                }}
                <p class="note">{text!("account-calendar-permission", scope = SCOPE)}</p>
                <p class="actions">
                    <HomepageLink />
                </p>
            </section>
        }
    })
}

fn day(date: Date, events: Vec<Event>) -> impl IntoView {
    view! {
        <h2>
            <time datetime=date.to_string()>{texts::day_heading(date)}</time>
        </h2>
        <dl class="facts">{events.into_iter().map(|event| view! { <EventRow event /> }).collect_view()}</dl>
    }
}

#[cfg(test)]
mod tests;
