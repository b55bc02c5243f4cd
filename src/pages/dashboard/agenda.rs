//! The card of the agenda: the next events by day, in the user's time zone.

use std::time::Duration;

use leptos::prelude::*;

use super::{
    card::{Card, CardContext},
    problem::{Allow, AllowLink},
};
use crate::{
    pages::{
        calendar::{Event, EventRow, in_zone},
        zone::{self, Zone},
    },
    server::{
        clock,
        graph::{List, Resource},
    },
    text, texts,
};

const DAYS: Duration = Duration::from_hours(3 * 24);

/// The permission for the time zone, which the card offers.
const ALLOW_ZONE: Allow =
    Allow { card: zone::NAME, title: "dashboard-zone-title", scope: zone::SCOPE, sentence: "dashboard-zone-allow" };

/// The next events of the user.
pub struct Agenda;

impl Card for Agenda {
    const NAME: &'static str = "agenda";
    const TITLE: &'static str = "dashboard-agenda-title";
    // Microsoft's list of permissions says that Calendars.ReadBasic needs an administrator.
    const SCOPE: &'static str = "Calendars.Read";
    const ALLOW: &'static str = "dashboard-agenda-allow";
    const EMPTY: &'static str = "dashboard-agenda-empty";

    type Data = List<Event>;

    fn resource(now: i64) -> Resource {
        let end = now.saturating_add(i64::try_from(DAYS.as_secs()).unwrap_or_default());
        Resource::at("me/calendarView")
            .query("startDateTime", &clock::rfc3339(now))
            .query("endDateTime", &clock::rfc3339(end))
            .query("$orderby", "start/dateTime")
            .query("$top", "10")
            .query("$select", "subject,start,end,location,isAllDay,isCancelled,onlineMeeting")
    }

    fn view(List { items, .. }: Self::Data, context: &CardContext) -> Option<AnyView> {
        let local = context.zone.shown();
        let events = in_zone(items, &local);
        if events.is_empty() {
            return None;
        }
        let days = events.chunk_by(|one, next| one.day() == next.day()).map(|events| {
            let date = events[0].day();
            let rows = events.iter().cloned().map(|event| view! { <EventRow event /> }).collect_view();
            view! {
                <h3>
                    <time datetime=date.to_string()>{texts::day_heading(date)}</time>
                </h3>
                <dl class="facts">{rows}</dl>
            }
        });
        let shown = view! {
            {days.collect_view()}
            <p class="note">{text!("dashboard-agenda-zone", zone = local.name())}</p>
            {(context.zone == Zone::NotPermitted)
                .then(|| {
                    view! {
                        <details>
                            <summary>{text!("dashboard-zone-own")}</summary>
                            <AllowLink to=ALLOW_ZONE />
                        </details>
                    }
                })}
        };
        Some(shown.into_any())
    }
}
