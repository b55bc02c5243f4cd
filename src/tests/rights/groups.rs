//! Rights by group: from the token, from Graph, and unknown.

use leptos_entra::dev_tenant::{GraphFault, Times};
use serde_json::json;

use super::harness::{App, FIRST_GROUP, Guarded};
use crate::cast;

const GROUP: Guarded = Guarded("group");
const NOT_IN_IT: (&str, &str) = ("You are not in the group for this", "GroupMissing");
const UNKNOWN: (&str, &str) = ("Your groups cannot be read", "MembershipUnknown");

#[tokio::test]
async fn a_group_in_the_token_is_compared_in_any_case() {
    let app = App::start().await;
    let mut browser = app.signed_in("olga").await;
    GROUP.assert_admits(&mut browser).await;
    app.claim("groups", json!([FIRST_GROUP.to_ascii_uppercase()]));
    GROUP.assert_admits(&mut app.signed_in("maya").await).await;
    assert_eq!(app.app.control().counters().group_pages, 0, "no request to Graph");
}

#[tokio::test]
async fn a_user_outside_the_group_is_refused() {
    let app = App::start().await;
    app.claim("groups", json!(["11111111-1111-4111-8111-111111111111"]));
    let mut browser = app.signed_in("olga").await;
    GROUP.assert_refuses(&mut browser, NOT_IN_IT.0, NOT_IN_IT.1).await;
    assert_eq!(app.app.control().counters().group_pages, 0, "the list of the token is complete");
}

#[tokio::test]
async fn groups_of_an_overage_are_fetched_from_graph_once() {
    let app = App::start().await;
    let mut browser = app.signed_in("gabriel").await;
    GROUP.assert_admits(&mut browser).await;
    assert_eq!(app.app.control().counters().group_pages, 1);
}

#[tokio::test]
async fn hasgroups_and_group_names_are_looked_up_at_graph() {
    for (claim, value) in [("hasgroups", json!(true)), ("groups", json!(["CONTOSO\\Project 001"]))] {
        let app = App::start().await;
        app.claim(claim, value);
        GROUP.assert_admits(&mut app.signed_in("olga").await).await;
        assert_eq!(app.app.control().counters().group_pages, 1, "{claim}");
    }
}

#[tokio::test]
async fn a_user_without_groups_at_graph_is_refused() {
    let app = App::start().await;
    let mut browser = app.signed_in("maya").await;
    GROUP.assert_refuses(&mut browser, NOT_IN_IT.0, NOT_IN_IT.1).await;
}

#[tokio::test]
async fn failed_lookups_of_groups_hide_the_page_and_pass() {
    let app = App::start().await;
    let mut browser = app.signed_in("gabriel").await;
    for fault in [GraphFault::ServiceUnavailable, GraphFault::Forbidden, GraphFault::NotJson] {
        app.app.control().arm_graph_fault(fault, Times::UntilReset);
        GROUP.assert_refuses(&mut browser, UNKNOWN.0, UNKNOWN.1).await;
    }
    app.app.control().reset();
    GROUP.assert_admits(&mut browser).await;
}

#[tokio::test]
async fn without_graph_the_groups_of_an_overage_are_unknown() {
    let app = App::of(cast::App::start_with(|config| config.endpoint = None).await);
    let mut browser = app.signed_in("gabriel").await;
    GROUP.assert_refuses(&mut browser, UNKNOWN.0, UNKNOWN.1).await;
}
