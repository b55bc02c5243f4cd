//! Journeys of rights: each need is met, missing, or given by one step at the provider, in a page, an extractor, a server function
//! and a component.

mod alternatives;
mod authentication;
mod components;
mod device_code;
mod groups;
mod harness;
mod oidc_provider;
mod tenants;

use axum::http::StatusCode;

use self::harness::{App, Guarded};

/// The right of a role, as the three kinds of guards check it.
const OPERATOR: Guarded = Guarded("operator");

#[tokio::test]
async fn a_met_right_admits_to_page_extractor_and_function() {
    let app = App::start().await;
    let mut browser = app.signed_in("olga").await;
    OPERATOR.assert_admits(&mut browser).await;
}

#[tokio::test]
async fn a_missing_right_is_refused_by_all_three_guards() {
    let app = App::start().await;
    let mut browser = app.signed_in("maya").await;
    OPERATOR.assert_refuses(&mut browser, "You need a role for this", "RoleMissing").await;
}

#[tokio::test]
async fn a_signed_out_visitor_gets_the_sign_in() {
    let app = App::start().await;
    let mut browser = app.browser();
    let page = OPERATOR.page(&mut browser).await;
    assert_eq!(page.status, StatusCode::OK);
    page.assert_shows("/sign-in?return_to=/rights/operator/page");
    let answer = OPERATOR.function(&mut browser).await;
    assert_eq!(answer.status, StatusCode::UNAUTHORIZED);
    answer.assert_shows("SignedOut");
}
