//! The components of pages: they show their children by the facts of the session, and never replace a guard.

use std::sync::Arc;

use axum::Router;
use leptos::prelude::*;
use leptos_entra::{
    pages::{
        audience::{MaybeSignedIn, page},
        can::{Can, SignedIn, SignedOut},
        request::Anyone,
    },
    server::Services,
    web::Page as AppPage,
};

use super::harness::{App, Confirmed, InGroup, Operator};
use crate::cast::Browser;

fn parts() -> AppPage {
    AppPage::new("Parts").view(|| {
        view! {
            <SignedIn>"[signed in]"</SignedIn>
            <SignedOut>"[signed out]"</SignedOut>
            <Can right=Operator fallback=|| "[no operator]">"[operator]"</Can>
            <Can right=(Operator, InGroup)>"[operator in the group]"</Can>
            <Can right=InGroup>"[in the group]"</Can>
            <Can right=Confirmed>"[confirmed]"</Can>
            <Can right=Confirmed or_step=true>"[may confirm]"</Can>
        }
    })
}

/// Adds the pages of these tests.
pub fn routes(routes: Router<Arc<Services>>) -> Router<Arc<Services>> {
    routes
        .route("/rights/parts", page(async |_: MaybeSignedIn| Ok(parts())))
        .route("/rights/anyone", page(async |_: Anyone| Ok(parts())))
}

/// Returns the parts that a page shows, which are in brackets.
async fn shown(browser: &mut Browser, path: &str) -> String {
    let page = browser.get(path).await;
    let (_, main) = page.body.split_once("<main").unwrap();
    main.split('[').skip(1).filter_map(|part| part.split(']').next()).collect::<Vec<_>>().join(", ")
}

#[tokio::test]
async fn a_visitor_sees_the_parts_of_signed_out_visitors() {
    let app = App::start().await;
    for path in ["/rights/parts", "/rights/anyone"] {
        assert_eq!(shown(&mut app.browser(), path).await, "signed out, no operator", "{path}");
    }
}

#[tokio::test]
async fn a_user_sees_the_parts_of_the_rights_of_the_session() {
    let app = App::start().await;
    let mut maya = app.signed_in("maya").await;
    assert_eq!(shown(&mut maya, "/rights/parts").await, "signed in, no operator, may confirm");
    let mut olga = app.signed_in("olga").await;
    let all = "signed in, operator, operator in the group, in the group, may confirm";
    assert_eq!(shown(&mut olga, "/rights/parts").await, all);
    super::Guarded("confirmed").complete_step(&mut maya, "maya").await;
    assert_eq!(shown(&mut maya, "/rights/parts").await, "signed in, no operator, confirmed, may confirm");
    app.age(&maya, 700).await;
    assert_eq!(shown(&mut maya, "/rights/parts").await, "signed in, no operator, may confirm");
}

#[tokio::test]
async fn a_component_sends_no_request_for_groups() {
    let app = App::start().await;
    let mut gabriel = app.signed_in("gabriel").await;
    assert_eq!(shown(&mut gabriel, "/rights/parts").await, "signed in, no operator, may confirm");
    assert_eq!(app.app.control().counters().group_pages, 0);
    super::Guarded("group").assert_admits(&mut gabriel).await;
    assert_eq!(shown(&mut gabriel, "/rights/parts").await, "signed in, no operator, in the group, may confirm");
}

#[tokio::test]
async fn a_page_that_does_not_read_the_session_shows_no_part() {
    let app = App::start().await;
    let mut olga = app.signed_in("olga").await;
    assert_eq!(shown(&mut olga, "/rights/anyone").await, "no operator");
}

#[tokio::test]
async fn an_ended_session_sees_the_parts_of_signed_out_visitors() {
    let app = App::start().await;
    let mut olga = app.signed_in("olga").await;
    let stale = olga.cookies.clone();
    olga.submit("/api/sign_out").await;
    olga.cookies = stale;
    assert_eq!(shown(&mut olga, "/rights/parts").await, "signed out, no operator");
}
