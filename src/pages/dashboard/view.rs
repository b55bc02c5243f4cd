//! The view of the dashboard: each card in its state.

use std::time::Duration;

use leptos::{
    either::{Either, EitherOf3},
    prelude::*,
};

use super::{
    card::{CardContext, CardEntry},
    problem::CardProblem,
};
use crate::{
    error::AppError,
    server::graph::{PartData, PartFailure, ResourceBody},
    text, texts,
    web::{Failure, HomepageLink, Page},
};

/// The cards with their data.
pub struct Dashboard {
    pub cards: Vec<(&'static CardEntry, PartData)>,
    pub context: CardContext,
}

/// Returns the page of the cards.
pub fn page(dashboard: Dashboard) -> Page {
    Page::new(text!("dashboard-title")).hydrated_when_touched().view(move || {
        view! {
            <h1>{text!("dashboard-title")}</h1>
            {all(dashboard)}
        }
    })
}

/// Returns the page of the cards whose data arrives later. The empty cards disappear by the style sheet when the others follow them.
pub fn page_before(
    cards: &[&'static CardEntry],
    dashboard: impl Future<Output = Result<Dashboard, AppError>> + Send + 'static,
) -> Page {
    let cards = cards.to_vec();
    let page = Page::new(text!("dashboard-title")).hydrated_when_touched().view(move || {
        let empty: Vec<_> = cards.into_iter().map(waiting).collect();
        view! {
            <h1>{text!("dashboard-title")}</h1>
            <div class="cards waiting" aria-busy="true">
                <p role="status">{text!("dashboard-loading")}</p>
                {empty}
            </div>
        }
    });
    page.followed_by(async move {
        let dashboard = dashboard.await;
        move || match dashboard {
            Ok(dashboard) => Either::Left(all(dashboard)),
            Err(error) => Either::Right(view! { <Failure error /> }),
        }
    })
}

fn all(dashboard: Dashboard) -> impl IntoView {
    let Dashboard { cards, context } = dashboard;
    let cards: Vec<_> = cards.into_iter().map(|(card, data)| one(card, data, context.clone())).collect();
    view! {
        <div class="cards">{cards}</div>
        <p class="actions">
            <HomepageLink />
        </p>
    }
}

/// Returns a card in the place of the one whose data has not arrived.
fn waiting(card: &CardEntry) -> impl IntoView + use<> {
    view! {
        <section class="card">
            <h2>{texts::format(card.title, [])}</h2>
            <span class="loading"></span>
            <span class="loading"></span>
        </section>
    }
}

fn one(card: &'static CardEntry, data: PartData, context: CardContext) -> impl IntoView {
    let heading = [card.name, "-heading"].concat();
    let heading_id = heading.clone();
    view! {
        <section class="card" id=card.name aria-labelledby=heading>
            <h2 id=heading_id>{texts::format(card.title, [])}</h2>
            <CardContents card data context />
        </section>
    }
}

/// Shows the data of a card, or why there is none.
#[component]
pub fn CardContents(card: &'static CardEntry, data: PartData, context: CardContext) -> impl IntoView {
    match data {
        PartData::Fresh(body) => EitherOf3::A(content(card, &body, &context)),
        PartData::Stale(body, age, failure) => EitherOf3::B(view! {
            <p class="stale">{stale(age)}</p>
            {content(card, &body, &context)}
            <CardProblem card failure context />
        }),
        PartData::None(failure) => EitherOf3::C(view! { <CardProblem card failure context /> }),
    }
}

fn content(card: &'static CardEntry, body: &ResourceBody, context: &CardContext) -> AnyView {
    let found = match body {
        ResourceBody::Json(text) => (card.view)(text, context),
        // The user does not have the item.
        ResourceBody::Missing(_) => return empty(card.missing),
        ResourceBody::Binary(_) => {
            let failure = PartFailure::Error(AppError::ApiUnexpectedJson);
            return view! { <CardProblem card failure context=context.clone() /> }.into_any();
        }
    };
    match found {
        Ok(Some(shown)) => shown,
        Ok(None) => empty(card.empty),
        Err(error) => {
            let (line, column) = (error.line(), error.column());
            tracing::warn!(
                card = card.name,
                line,
                column,
                "a response of Microsoft Graph lacks data that a card needs"
            );
            let failure = PartFailure::Error(AppError::ApiUnexpectedJson);
            view! { <CardProblem card failure context=context.clone() /> }.into_any()
        }
    }
}

/// Shows that a card has no data, by the ID of a message.
fn empty(message: &'static str) -> AnyView {
    view! { <div class="empty"><p>{texts::format(message, [])}</p></div> }.into_any()
}

/// Returns the sentence about the age of data, which is at most some minutes.
fn stale(age: Duration) -> String {
    match age.as_secs() {
        seconds @ 0..120 => text!("dashboard-stale-seconds", count = seconds.max(1)),
        seconds => text!("dashboard-stale-minutes", count = seconds.div_ceil(60)),
    }
}
