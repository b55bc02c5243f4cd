//! The card of the presence: whether other users see the user as available.

use std::time::Duration;

use leptos::prelude::*;
use serde::Deserialize;

use super::card::{Card, CardContext};
use crate::server::graph::{Resource, lenient};

/// The presence of the user in Microsoft Teams.
#[derive(Deserialize)]
pub struct Presence {
    availability: String,
    #[serde(default, deserialize_with = "lenient")]
    activity: Option<String>,
}

impl Card for Presence {
    const NAME: &'static str = "presence";
    const TITLE: &'static str = "Presence";
    const SCOPE: &'static str = "Presence.Read";
    const ALLOWS: &'static str = "read your presence in Microsoft Teams";
    const EMPTY: &'static str = "Your presence is unknown.";
    /// The presence changes more often than other data.
    const FRESH_FOR: Duration = Duration::from_secs(15);

    type Data = Self;

    fn resource(_: i64) -> Resource {
        Resource::at("me/presence").query("$select", "availability,activity")
    }

    fn view(Presence { availability, activity }: Self, _: &CardContext) -> Option<AnyView> {
        let (class, text) = shown(&availability)?;
        let activity = activity.as_deref().and_then(activity_text).filter(|activity| *activity != text);
        let content = view! {
            <p class="presence">
                <span class=["dot ", class].concat() aria-hidden="true"></span>
                {text}
                {activity.map(|activity| [" (", activity, ")"].concat())}
            </p>
        };
        Some(content.into_any())
    }
}

/// Returns the class of the dot and the text of an availability. `None` if Graph does not know it.
fn shown(availability: &str) -> Option<(&'static str, &'static str)> {
    match availability {
        "Available" | "AvailableIdle" => Some(("free", "Available")),
        "Away" | "BeRightBack" => Some(("away", "Away")),
        "Busy" | "BusyIdle" => Some(("busy", "Busy")),
        "DoNotDisturb" => Some(("busy", "Do not disturb")),
        "Offline" => Some(("off", "Offline")),
        _ => None,
    }
}

/// Returns the text of the activities that tell more than the availability.
fn activity_text(activity: &str) -> Option<&'static str> {
    match activity {
        "InACall" | "InAConferenceCall" => Some("in a call"),
        "InAMeeting" => Some("in a meeting"),
        "Presenting" => Some("presenting"),
        "BeRightBack" => Some("back soon"),
        "OutOfOffice" => Some("out of office"),
        "UrgentInterruptionsOnly" => Some("urgent calls only"),
        _ => None,
    }
}
