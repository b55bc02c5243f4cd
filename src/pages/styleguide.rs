//! `GET /styleguide`: every component of the style sheet in every state. The page exists in an app with the dev tenant only.

mod blocks;
mod cards;
mod controls;
mod data;
mod frame;
mod people;
mod response;
mod sample;
mod tables;

use leptos::prelude::*;

use self::{
    blocks::{Badges, Facts, Findings, Loading, Notices, Problems, Table},
    cards::{Cards, States},
    controls::{Buttons, Fields, Statuses},
    frame::{DeviceCode, Languages, Picture, Ribbon},
    people::{Accounts, Avatars, People, Presences},
    response::Response,
    sample::Sample,
    tables::{Administration, Claims, Sessions},
};
use super::request::Anyone;
use crate::web::{Page, PageResult};

/// `GET`: the style guide.
pub const PATH: &str = "/styleguide";

/// The custom properties that hold colours, each with its use.
const COLOURS: [(&str, &str); 8] = [
    ("--accent", "Ground of the main button; APP_ACCENT"),
    ("--link", "Links, focus, current page"),
    ("--text", "Text"),
    ("--text-soft", "Labels and notes"),
    ("--line", "Borders"),
    ("--success", "Something has worked"),
    ("--warning", "Something needs attention"),
    ("--problem", "Something has failed"),
];

/// Shows the style guide to every visitor.
pub async fn styleguide(_: Anyone) -> PageResult {
    Ok(page())
}

/// Returns the style guide.
pub fn page() -> Page {
    Page::new("Style guide").view(|| {
        view! {
            <section class="card">
                <h1>"Style guide"</h1>
                <p class="lead">"Every component in every state. Build pages of these, and add new components here."</p>
                <p class="note">"This page exists in development only."</p>
            </section>
            <Colours />
            <Texts />
            <Buttons />
            <Fields />
            <Statuses />
            <Notices />
            <Problems />
            <Badges />
            <Facts />
            <Findings />
            <Table />
            <Claims />
            <Sessions />
            <Administration />
            <Response />
            <Avatars />
            <People />
            <Accounts />
            <Presences />
            <DeviceCode />
            <Picture />
            <Ribbon />
            <Languages />
            <Loading />
            <States />
            <Cards />
        }
    })
}

#[component]
fn Colours() -> impl IntoView {
    let rows = COLOURS.map(|(name, purpose)| {
        // A presentation attribute, because the content security policy forbids `style`.
        let fill = ["var(", name, ")"].concat();
        view! {
            <div>
                <dt>
                    <svg width="18" height="18" aria-hidden="true">
                        <rect width="18" height="18" rx="4" fill=fill />
                    </svg>
                    " "
                    <code>{name}</code>
                </dt>
                <dd>{purpose}</dd>
            </div>
        }
    });
    view! {
        <Sample title="Colours" id="colours">
            <dl class="facts">{rows.collect_view()}</dl>
        </Sample>
    }
}

#[component]
fn Texts() -> impl IntoView {
    view! {
        <Sample title="Texts" id="texts">
            <p class="lead">"A lead says in one sentence what the page is about."</p>
            <p>
                "A paragraph with a "<a href="#texts">"link"</a> ", some " <code>"code"</code> ", and a very long name: "
                <code>"a-very-long-name-of-an-external-tenant.onmicrosoft.com"</code> "."
            </p>
            <h3>"A heading of the third level"</h3>
            <p class="note">"A note has less contrast than the text, and still enough."</p>
            <details class="more">
                <summary>"Details"</summary>
                <p>"A part that most readers do not need."</p>
            </details>
        </Sample>
    }
}
