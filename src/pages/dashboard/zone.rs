//! The time zone of the user, a setting of the mailbox that needs its own permission.

use serde::Deserialize;

use super::{card::Zone, problem::Allow};
use crate::server::{graph::Resource, time_zone::TimeZone};

/// The name of the resource on the page, and of its permission in links.
pub const NAME: &str = "time-zone";
/// The least privileged permission for the time zone.
pub const SCOPE: &str = "MailboxSettings.Read";
/// The permission that the card of the agenda offers.
pub const ALLOW: Allow =
    Allow { card: NAME, title: "dashboard-zone-title", scope: SCOPE, sentence: "dashboard-zone-allow" };

#[derive(Deserialize)]
struct Setting {
    value: String,
}

/// Returns the resource with the time zone.
pub fn resource() -> Resource {
    Resource::at("me/mailboxSettings/timeZone")
}

/// Reads the time zone.
pub fn parse(json: &str) -> Zone {
    let setting = serde_json::from_str::<Setting>(json).ok();
    setting.and_then(|setting| TimeZone::named(&setting.value)).map_or(Zone::Unknown, Zone::Known)
}
