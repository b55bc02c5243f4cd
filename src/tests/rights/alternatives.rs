//! Combined rights: all of several needs in one step, and one of several alternatives.

use axum::http::StatusCode;
use leptos_entra::dev_tenant::{GraphFault, Times};

use super::harness::{App, Guarded};
use crate::cast::parameter;

const ALL: Guarded = Guarded("all");
const ANY: Guarded = Guarded("any");
const ROLE_OR_STEP: Guarded = Guarded("role-or-step");

#[tokio::test]
async fn scope_context_and_age_are_given_in_one_step() {
    let app = App::start().await;
    let mut browser = app.signed_in("olga").await;
    app.age(&browser, 700).await;
    let (_, authorize) = ALL.step(&mut browser).await;
    assert!(parameter(&authorize, "scope").unwrap().contains("Mail.Read"), "{authorize}");
    assert!(parameter(&authorize, "claims").unwrap().contains(r#""value":"c1""#), "{authorize}");
    assert_eq!(parameter(&authorize, "max_age").as_deref(), Some("600"));
    assert_eq!(ALL.complete_step(&mut browser, "olga").await.status, StatusCode::OK);
    ALL.assert_admits(&mut browser).await;
}

#[tokio::test]
async fn a_missing_role_is_an_error_before_any_step() {
    let app = App::start().await;
    let mut browser = app.signed_in("maya").await;
    ALL.assert_refuses(&mut browser, "You need a role for this", "RoleMissing").await;
}

#[tokio::test]
async fn one_alternative_admits_without_a_lookup_of_the_others() {
    let app = App::start().await;
    app.app.control().set_groups("olga", 250);
    app.app.control().arm_graph_fault(GraphFault::ServiceUnavailable, Times::UntilReset);
    ANY.assert_admits(&mut app.signed_in("olga").await).await;
    let mut gabriel = app.signed_in("gabriel").await;
    ANY.assert_refuses(&mut gabriel, "Your groups cannot be read", "MembershipUnknown").await;
    app.app.control().reset();
    ANY.assert_admits(&mut gabriel).await;
}

#[tokio::test]
async fn without_any_alternative_the_first_error_is_shown() {
    let app = App::start().await;
    let mut browser = app.signed_in("maya").await;
    ANY.assert_refuses(&mut browser, "You need a role for this", "RoleMissing").await;
}

#[tokio::test]
async fn the_alternative_that_a_step_can_meet_is_requested() {
    let app = App::start().await;
    ROLE_OR_STEP.assert_admits(&mut app.signed_in("olga").await).await;
    let mut browser = app.signed_in("maya").await;
    assert_eq!(ROLE_OR_STEP.complete_step(&mut browser, "maya").await.status, StatusCode::OK);
    ROLE_OR_STEP.assert_admits(&mut browser).await;
}
