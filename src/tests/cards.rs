//! The dashboard: its requests to Graph, the states of its cards, the consent, the cache, and what never leaves the server.

mod cache;
mod consent;
mod failures;
mod photo;
mod requests;
mod slow_graph;
mod states;

use leptos_entra::{
    dev_tenant::GraphResource,
    server::session::{SessionKey, session_key},
};

use crate::cast::{App, Browser, Page};

/// Returns a browser with a signed-in user who has seen a page, so that a consent may start.
async fn signed_in(app: &App, persona: &str) -> Browser {
    let mut browser = Browser::new(app);
    browser.sign_in(persona).await;
    browser.get("/").await;
    browser
}

/// Returns a browser whose user has allowed these cards.
async fn with_cards(app: &App, persona: &str, cards: &[&str]) -> Browser {
    let mut browser = signed_in(app, persona).await;
    for card in cards {
        browser.allow(card).await;
    }
    browser
}

/// Follows the link "Allow" of a card to the consent page of the dev tenant.
async fn reach_consent(browser: &mut Browser, card: &str) -> Page {
    let step = browser.get(&format!("/dashboard/allow?card={card}")).await.location().to_owned();
    let authorize = browser.get(&step).await.location().to_owned();
    let page = browser.visit_tenant(&authorize).await;
    page.assert_shows("Allow this application?");
    page
}

/// Returns the HTML of one card, without the markers of Leptos.
fn card(page: &Page, name: &str) -> String {
    let body = page.body.replace("<!>", "");
    let start = body.split_once(&format!("id=\"{name}\"")).unwrap_or_else(|| panic!("no card {name}: {body}")).1;
    start.split("</section>").next().unwrap().to_owned()
}

#[track_caller]
fn assert_card(page: &Page, name: &str, text: &str) {
    let html = card(page, name);
    assert!(html.contains(text), "{name} lacks {text:?}: {html}");
}

/// Returns the number of requests to Graph since the start or the last reset: HTTP requests in all, and those for a resource.
fn requests(app: &App, resource: GraphResource) -> (u64, u64) {
    let counters = app.control().counters();
    (counters.graph_round_trips, counters.graph_requests.get(&resource).copied().unwrap_or_default())
}

fn key_of(app: &App, browser: &Browser) -> SessionKey {
    session_key(browser.cookies[&app.services.cookies.session()].parse().unwrap())
}
