//! The cards of the dashboard in the style guide: each card with data, and one card in each other state.

use std::time::Duration;

use leptos::prelude::*;

use super::{
    data::{card, context, data},
    sample::Sample,
};
use crate::{
    error::AppError,
    pages::dashboard::CardContents,
    server::graph::{FailedResponse, PartData, PartFailure, ResourceBody},
};

/// Every card with data. A new card of the dashboard is one more line.
const CARDS: [(&str, &str, &str); 9] = [
    ("profile", "Card: profile", "card-profile"),
    ("presence", "Card: presence", "card-presence"),
    ("agenda", "Card: agenda", "card-agenda"),
    ("mail", "Card: mail", "card-mail"),
    ("tasks", "Card: tasks", "card-tasks"),
    ("files", "Card: files", "card-files"),
    ("people", "Card: people", "card-people"),
    ("teams", "Card: teams", "card-teams"),
    ("groups", "Card: groups", "card-groups"),
];

#[component]
pub fn Cards() -> impl IntoView {
    let cards = CARDS.map(|(name, title, id)| view! { <CardSample title id name data=data(name) /> });
    view! { <div class="cards">{cards.collect_view()}</div> }
}

/// The states of a card without fresh data.
#[component]
pub fn States() -> impl IntoView {
    let failed = |status, retry_after| {
        PartData::None(PartFailure::Failed(FailedResponse { retry_after, ..FailedResponse::of_status(status) }))
    };
    let old = match data("tasks") {
        PartData::Fresh(body) => {
            let failure = PartFailure::Failed(FailedResponse::of_status(503));
            PartData::Stale(body, Duration::from_mins(5), failure)
        }
        other => other,
    };
    let states = [
        ("Card: empty", "empty", "mail", PartData::Fresh(ResourceBody::Missing(None))),
        ("Card: not permitted", "not-permitted", "agenda", PartData::None(PartFailure::NotPermitted)),
        ("Card: forbidden", "forbidden", "teams", failed(403, None)),
        ("Card: no licence", "licence-missing", "files", PartData::None(PartFailure::LicenceMissing)),
        ("Card: throttled", "throttled", "people", failed(429, Some(90))),
        ("Card: error", "error", "groups", PartData::None(PartFailure::Error(AppError::ApiTimeout))),
        ("Card: old data", "old-data", "tasks", old),
    ];
    let states = states.map(|(title, id, name, data)| view! { <CardSample title id name data /> });
    view! { <div class="cards">{states.collect_view()}</div> }
}

#[component]
fn CardSample(title: &'static str, id: &'static str, name: &'static str, data: PartData) -> impl IntoView {
    view! {
        <Sample title id>
            <CardContents card=card(name) data context=context() />
        </Sample>
    }
}
