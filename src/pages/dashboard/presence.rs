//! The card of the presence: whether other users see the user as available.

use std::time::Duration;

use leptos::prelude::*;
use serde::Deserialize;

use super::card::{Card, CardContext};
use crate::{
    server::graph::{Resource, lenient},
    text, texts,
};

/// The presence of the user in Microsoft Teams.
#[derive(Deserialize)]
pub struct Presence {
    availability: String,
    #[serde(default, deserialize_with = "lenient")]
    activity: Option<String>,
}

impl Card for Presence {
    const NAME: &'static str = "presence";
    const TITLE: &'static str = "dashboard-presence-title";
    const SCOPE: &'static str = "Presence.Read";
    const ALLOW: &'static str = "dashboard-presence-allow";
    const EMPTY: &'static str = "dashboard-presence-empty";
    /// The presence changes more often than other data.
    const FRESH_FOR: Duration = Duration::from_secs(15);

    type Data = Self;

    fn resource(_: i64) -> Resource {
        Resource::at("me/presence").query("$select", "availability,activity")
    }

    fn view(Presence { availability, activity }: Self, _: &CardContext) -> Option<AnyView> {
        let (class, availability) = shown(&availability)?;
        let availability = texts::format(availability, []);
        let text = match activity.as_deref().and_then(activity_text).map(|activity| texts::format(activity, [])) {
            Some(activity) => {
                text!("dashboard-presence-with-activity", availability = availability, activity = activity)
            }
            None => availability,
        };
        let content = view! {
            <p class="presence">
                <span class=["dot ", class].concat() aria-hidden="true"></span>
                {text}
            </p>
        };
        Some(content.into_any())
    }
}

/// Returns the class of the dot and the message of an availability. `None` if Graph does not know it.
fn shown(availability: &str) -> Option<(&'static str, &'static str)> {
    match availability {
        "Available" | "AvailableIdle" => Some(("free", "dashboard-presence-available")),
        "Away" | "BeRightBack" => Some(("away", "dashboard-presence-away")),
        "Busy" | "BusyIdle" => Some(("busy", "dashboard-presence-busy")),
        "DoNotDisturb" => Some(("busy", "dashboard-presence-do-not-disturb")),
        "Offline" => Some(("off", "dashboard-presence-offline")),
        _ => None,
    }
}

/// Returns the message of the activities that tell more than the availability.
fn activity_text(activity: &str) -> Option<&'static str> {
    match activity {
        "InACall" | "InAConferenceCall" => Some("dashboard-presence-in-a-call"),
        "InAMeeting" => Some("dashboard-presence-in-a-meeting"),
        "Presenting" => Some("dashboard-presence-presenting"),
        "BeRightBack" => Some("dashboard-presence-back-soon"),
        "OutOfOffice" => Some("dashboard-presence-out-of-office"),
        "UrgentInterruptionsOnly" => Some("dashboard-presence-urgent-only"),
        _ => None,
    }
}
