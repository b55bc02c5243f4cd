//! People in the style guide: avatars, lists of people, accounts, and presences.

use leptos::prelude::*;
use serde_json::json;

use super::{
    data::{account, body, card, context, photo},
    sample::Sample,
};
use crate::{
    pages::{accounts::OtherAccountButtons, dashboard::CardContents},
    server::graph::PartData,
    web::{Avatar, Initials},
};

/// The names of people, one for each colour of an avatar.
const NAMES: [&str; 6] = ["Mia Keller", "Jan Becker", "Nora Quinn", "Max Vogel", "Wei Lin", "Ben Otto"];

#[component]
pub fn Avatars() -> impl IntoView {
    let small = NAMES.map(|name| view! { <Initials name=name.to_owned() /> });
    view! {
        <Sample title="Avatars" id="avatars">
            <p>"Small, as in the header: initials in each colour, and a photo."</p>
            <div class="actions">{small.collect_view()} <Avatar name=NAMES[0].to_owned() photo=Some(photo()) /></div>
            <p>"Large, beside a name: initials, and a photo."</p>
            <div class="person">
                <Initials name=NAMES[0].to_owned() />
                <bdi>{NAMES[0]}</bdi>
            </div>
            <div class="person">
                <Avatar name=NAMES[0].to_owned() photo=Some(photo()) />
                <bdi>{NAMES[0]}</bdi>
            </div>
        </Sample>
    }
}

#[component]
pub fn People() -> impl IntoView {
    let people = NAMES.map(|name| {
        view! {
            <li class="person">
                <Initials name=name.to_owned() />
                <div>
                    <bdi>{name}</bdi>
                    <p class="note">"Designer"</p>
                </div>
            </li>
        }
    });
    view! {
        <Sample title="Entries" id="entries">
            <ul class="entries">{people.collect_view()}</ul>
            <ul class="entries">
                <li>
                    <a href="#entries">"A subject that is a link"</a>
                    <p class="note">"Jan Becker · 23 November 2026"</p>
                </li>
                <li dir="auto">"An entry without details"</li>
            </ul>
        </Sample>
    }
}

#[component]
pub fn Accounts() -> impl IntoView {
    let accounts =
        vec![account("Jan Becker", Some("aaaabbbb-0000-cccc-1111-dddd2222eeee")), account("ليلى حداد", None)];
    view! {
        <Sample title="Accounts" id="accounts">
            <OtherAccountButtons accounts />
        </Sample>
    }
}

/// The presence in each state.
#[component]
pub fn Presences() -> impl IntoView {
    let states = [
        ("Available", "Available"),
        ("Away", "BeRightBack"),
        ("Busy", "InAMeeting"),
        ("DoNotDisturb", "Presenting"),
        ("Offline", "OutOfOffice"),
    ];
    let states = states.map(|(availability, activity)| {
        let data = PartData::Fresh(body(&json!({ "availability": availability, "activity": activity })));
        view! { <CardContents card=card("presence") data context=context() /> }
    });
    view! {
        <Sample title="Presence" id="presence">
            {states.collect_view()}
        </Sample>
    }
}
