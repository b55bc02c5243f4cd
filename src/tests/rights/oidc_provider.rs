//! Age and class of the authentication at a provider that is not a stand-in: npm's certified `oidc-provider`.

use axum::http::StatusCode;

use super::harness::{App, Guarded};
use crate::cast::{Browser, oidc_provider::OidcProvider, parameter};

const RECENT: Guarded = Guarded("recent");
const STRONG: Guarded = Guarded("strong");

/// Returns an app of this provider, and the browser of its signed-in user.
async fn signed_in(provider: &OidcProvider) -> (App, Browser) {
    let app = App::of_provider(provider.app_with(|_| ()).await, provider.issuer());
    let mut browser = app.browser();
    provider.sign_in(&mut browser).await;
    (app, browser)
}

/// Opens a page, and completes its step. Returns the authorization request and the number of account pages.
async fn step(provider: &OidcProvider, browser: &mut Browser, guarded: Guarded) -> (String, usize) {
    let step = guarded.page(browser).await.location().to_owned();
    let authorize = browser.get(&step).await.location().to_owned();
    let (callback, account_pages) = provider.follow(browser, &authorize).await;
    assert_eq!(browser.land(&callback).await.location(), guarded.path());
    (authorize, account_pages)
}

#[tokio::test]
async fn oidc_provider_authenticates_again_and_reports_auth_time() {
    let provider = OidcProvider::start().await;
    let (app, mut browser) = signed_in(&provider).await;
    let (authorize, account_pages) = step(&provider, &mut browser, RECENT).await;
    assert_eq!((parameter(&authorize, "max_age").as_deref(), account_pages), (Some("600"), 1));
    RECENT.assert_admits(&mut browser).await;
    app.age(&browser, 700).await;
    assert_eq!(step(&provider, &mut browser, RECENT).await.1, 1);
    RECENT.assert_admits(&mut browser).await;
}

#[tokio::test]
async fn oidc_provider_gives_the_requested_acr() {
    let provider = OidcProvider::start().await;
    let (_app, mut browser) = signed_in(&provider).await;
    let (authorize, account_pages) = step(&provider, &mut browser, STRONG).await;
    assert_eq!((parameter(&authorize, "acr_values").as_deref(), account_pages), (Some("phr phrh"), 1));
    STRONG.assert_admits(&mut browser).await;
    assert_eq!(Guarded("operator").page(&mut browser).await.status, StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn at_oidc_provider_a_silent_sign_in_has_no_auth_time() {
    let provider = OidcProvider::start().await;
    let (_app, mut browser) = signed_in(&provider).await;
    let step = RECENT.page(&mut browser).await.location().to_owned();
    let authorize = browser.get(&step).await.location().to_owned();
    let silent = authorize.replace("&prompt=login", "").replace("&max_age=600", "");
    let (callback, account_pages) = provider.follow(&mut browser, &silent).await;
    assert_eq!(account_pages, 0);
    browser.land(&callback).await;
    let heading = "The sign-in service did not confirm your identity";
    RECENT.assert_refuses(&mut browser, heading, "ProofMissing").await;
}
