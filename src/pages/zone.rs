//! The time zone of the user, a setting of the mailbox that needs its own permission, and times in that zone.

use std::time::Duration;

use leptos::{either::Either, prelude::*};
use serde::Deserialize;
use time::OffsetDateTime;

use super::times::UtcTime;
use crate::{
    server::{
        SignedIn, clock,
        graph::{self, PagePart, PartData, PartFailure, Resource, ResourceBody},
        time_zone::TimeZone,
    },
    texts,
};

/// The name of the resource in the cache, and of its permission in links.
pub const NAME: &str = "time-zone";
/// The least privileged permission for the time zone.
pub const SCOPE: &str = "MailboxSettings.Read";
/// Settings change rarely.
const FRESH_FOR: Duration = Duration::from_mins(10);

/// The time zone of the user.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Zone {
    Known(TimeZone),
    /// The user has not allowed the app to read the time zone.
    NotPermitted,
    /// The time zone could not be read.
    Unknown,
}

impl Zone {
    /// Returns the time zone in which a page shows its times: UTC if the zone of the user is unknown.
    pub fn shown(&self) -> TimeZone {
        if let Self::Known(zone) = self { zone.clone() } else { TimeZone::utc() }
    }
}

#[derive(Deserialize)]
struct Setting {
    value: String,
}

/// Returns the request for the time zone.
pub fn part() -> PagePart {
    PagePart { name: NAME, scope: SCOPE, resource: Resource::at("me/mailboxSettings/timeZone"), fresh_for: FRESH_FOR }
}

/// Reads the time zone from the data of its part.
pub fn of_data(data: Option<&PartData>) -> Zone {
    match data {
        Some(PartData::Fresh(ResourceBody::Json(json)) | PartData::Stale(ResourceBody::Json(json), ..)) => parse(json),
        Some(PartData::None(PartFailure::NotPermitted)) => Zone::NotPermitted,
        _ => Zone::Unknown,
    }
}

/// Returns the time zone of the user, from the cache that the dashboard uses too, or from Graph. It requests no further permission.
///
/// A failure does not replace the page, because the page can show its times in UTC.
pub async fn of_user<R>(user: &SignedIn<R>) -> Zone {
    graph::page_data(user, vec![part()]).await.map_or(Zone::Unknown, |data| of_data(data.get(NAME)))
}

fn parse(json: &str) -> Zone {
    let setting = serde_json::from_str::<Setting>(json).ok();
    setting.and_then(|setting| TimeZone::named(&setting.value)).map_or(Zone::Unknown, Zone::Known)
}

/// Shows a time in the user's time zone.
#[component]
pub fn LocalTime(time: OffsetDateTime, zone: Zone) -> impl IntoView {
    let unix = time.unix_timestamp();
    match zone {
        Zone::Known(zone) if !zone.is_utc() => {
            let text = texts::date_time(zone.local(time));
            Either::Left(view! { <time datetime=clock::rfc3339(unix)>{text}</time> })
        }
        _ => Either::Right(view! { <UtcTime unix /> }),
    }
}
