//! The rights that pages, server functions and Graph calls require: when a caller has them, and the error if a right is missing.

use std::sync::Arc;

use leptos_entra::{
    error::{AppError, ShownError},
    paths::ReturnTo,
    server::{Caller, Needs, NotGranted, NotSignedIn, Right, SignedIn, session::RequestCookies},
};
use tower_sessions::Session;

use crate::cast::{App, Browser, parameter};

pub struct Operator;
struct Confirmed;

impl Right for Operator {
    fn needs() -> Needs {
        Needs::role("Operator")
    }
}

impl Right for Confirmed {
    fn needs() -> Needs {
        Needs::context("c1")
    }
}

/// Returns the caller that a server function gets for a request of this browser.
pub fn caller(app: &App, browser: &Browser) -> Caller {
    let id = browser.cookies.get(&app.services.cookies.session()).map(|cookie| cookie.parse().unwrap());
    let session = Session::new(id, Arc::new(app.services.auth.store.clone()), None);
    Caller::new(Arc::clone(&app.services), session, RequestCookies::default(), None)
}

async fn signed_in(app: &App, persona: &str) -> Browser {
    let mut browser = Browser::new(app);
    browser.sign_in(persona).await;
    browser.get("/").await;
    browser
}

/// Returns the reference of the step-up that a right requires. Panics if it requires none.
pub async fn reference<R: Right>(caller: &Caller) -> String {
    match caller.signed_in_with::<R>().await {
        Err(NotGranted::StepUp(reference)) => reference.into_secret(),
        Err(error) => panic!("{error}"),
        Ok(_) => panic!("no step is needed"),
    }
}

#[tokio::test]
async fn a_signed_out_caller_has_no_right() {
    let app = App::start().await;
    let signed_out = caller(&app, &Browser::new(&app));
    let refused = signed_out.signed_in_with::<Operator>().await;
    assert!(matches!(refused, Err(NotGranted::NotSignedIn(NotSignedIn::SignedOut))));
    assert!(signed_out.signed_in_with::<()>().await.is_err());
}

#[tokio::test]
async fn a_missing_app_role_is_rejected_with_advice() {
    let app = App::start().await;
    let operator = signed_in(&app, "olga").await;
    assert!(caller(&app, &operator).signed_in_with::<Operator>().await.is_ok());
    for persona in ["maya", "another:Operator"] {
        let browser = signed_in(&app, persona).await;
        let Err(refused) = caller(&app, &browser).signed_in_with::<Operator>().await else { panic!("{persona}") };
        let error = AppError::from(refused);
        assert_eq!((error.clone(), error.status()), (AppError::RoleMissing, 403));
        assert!(error.advice().contains("administrator"));
        assert_eq!(ShownError::from(&error).next, None, "a sign-in brings no role, so a link to it would be a loop");
    }
}

#[tokio::test]
async fn an_authentication_context_is_requested_and_met() {
    let app = App::start().await;
    let mut browser = signed_in(&app, "maya").await;
    let page = ReturnTo::parse("/?confirmed");
    let reference = reference::<Confirmed>(&caller(&app, &browser).with_requested_page(&page)).await;
    let link = format!("/sign-in?step_up={reference}");
    let authorize = browser.get(&link).await.location().to_owned();
    let claims = r#""id_token":{"acrs":{"essential":true,"value":"c1"}}"#;
    assert!(parameter(&authorize, "claims").is_some_and(|asked| asked.contains(claims)));
    assert!(parameter(&authorize, "login_hint").is_some_and(|hint| !hint.is_empty()));
    let callback = browser.reach_callback(&link, "maya").await;
    assert_eq!(browser.get(&callback).await.location(), "/?confirmed");
    assert!(caller(&app, &browser).signed_in_with::<Confirmed>().await.is_ok());
    assert!(signed_in_again(&app).await.signed_in_with::<Confirmed>().await.is_err(), "another session has not met it");
}

struct Twice;

impl Right for Twice {
    fn needs() -> Needs {
        Needs::context("c1").and(Needs::context("c2"))
    }
}

struct ConfirmedReader;

impl Right for ConfirmedReader {
    fn needs() -> Needs {
        Needs::scope("Mail.Read").and(Needs::context("c1"))
    }
}

/// Starts the step-up that a right requires. Returns the URL of the authorization request.
async fn step<R: Right>(app: &App, browser: &mut Browser) -> String {
    let reference = reference::<R>(&caller(app, browser)).await;
    browser.get(&format!("/sign-in?step_up={reference}")).await.location().to_owned()
}

#[tokio::test]
async fn two_authentication_contexts_are_met_in_one_step() {
    let app = App::start().await;
    let mut browser = signed_in(&app, "maya").await;
    let reference = reference::<Twice>(&caller(&app, &browser)).await;
    let callback = browser.reach_callback(&format!("/sign-in?step_up={reference}"), "maya").await;
    browser.get(&callback).await;
    assert!(caller(&app, &browser).signed_in_with::<Twice>().await.is_ok());
    assert!(caller(&app, &browser).signed_in_with::<Confirmed>().await.is_ok());
}

#[tokio::test]
async fn a_scope_step_up_also_requests_the_needed_context() {
    let app = App::start().await;
    let mut browser = signed_in(&app, "maya").await;
    let reference = reference::<Confirmed>(&caller(&app, &browser)).await;
    let callback = browser.reach_callback(&format!("/sign-in?step_up={reference}"), "maya").await;
    browser.get(&callback).await;
    let authorize = step::<ConfirmedReader>(&app, &mut browser).await;
    let claims = r#""id_token":{"acrs":{"essential":true,"value":"c1"}}"#;
    assert!(parameter(&authorize, "scope").is_some_and(|asked| asked.contains("Mail.Read")), "{authorize}");
    assert!(parameter(&authorize, "claims").is_some_and(|asked| asked.contains(claims)), "{authorize}");
}

async fn signed_in_again(app: &App) -> Caller {
    caller(app, &signed_in(app, "maya").await)
}

#[tokio::test]
async fn a_proof_of_two_rights_splits_into_one_of_each() {
    fn takes(_: &SignedIn<Operator>, _: &SignedIn<()>) {}

    let app = App::start().await;
    let caller = caller(&app, &signed_in(&app, "olga").await);
    let both = caller.signed_in_with::<(Operator, ())>().await.unwrap_or_else(|error| panic!("{error}"));
    let (operator, anybody) = both.split();
    takes(&operator, &anybody);
    assert!(matches!(caller.signed_in_with::<(Operator, Confirmed)>().await, Err(NotGranted::StepUp(_))));
}
