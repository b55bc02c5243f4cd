//! "Also sign me out of all other apps": Graph's `revokeSignInSessions`, and its failures.

use std::time::Duration;

use axum::http::StatusCode;
use leptos_entra::{
    dev_tenant::{GraphFault, Times, TokenFault},
    server::{entra::Authority, graph},
};
use openidconnect::Scope;
use url::Url;

use crate::cast::{App, Browser, Page};

const EVERYWHERE: &str = "/account/sessions/sign-out-everywhere";

async fn signed_in(app: &App) -> Browser {
    let mut browser = Browser::new(app);
    browser.sign_in("maya").await;
    browser
}

/// Starts an app with admin consent to `User.RevokeSessions.All`.
async fn with_permission() -> App {
    let app = App::start_with(|config| {
        config.scopes = ["User.Read", "User.RevokeSessions.All"].map(|scope| Scope::new(scope.to_owned())).into();
    })
    .await;
    let mut administrator = Browser::new(&app);
    let address = administrator.get("/admin-consent/begin").await.location().to_owned();
    let page = administrator.visit_tenant(&address).await;
    administrator.press(&page, &[("decision", "accept")]).await;
    app
}

async fn sign_out_everywhere(browser: &mut Browser) -> Page {
    let page = browser.submit_with(EVERYWHERE, "provider", "yes").await;
    assert_eq!(page.status, StatusCode::OK);
    page.assert_shows("Signing you out");
    page
}

async fn assert_signed_out(browser: &mut Browser) {
    browser.get("/").await.assert_signed_out();
}

#[tokio::test]
async fn a_revocation_ends_the_sign_ins_in_all_apps() {
    let app = with_permission().await;
    // Another app at the same provider, with a separate session store.
    let other = app.with(|_| ());
    let (mut here, mut elsewhere) = (signed_in(&app).await, signed_in(&other).await);
    here.get("/account/sessions").await.assert_shows("name=\"provider\"");
    let page = sign_out_everywhere(&mut here).await;
    assert!(page.header("refresh").starts_with("0; url="), "the page redirects at once, because it reports no problem");
    assert_signed_out(&mut here.clone()).await;
    assert_eq!(elsewhere.submit("/api/call_api").await.status, StatusCode::UNAUTHORIZED);
    assert_signed_out(&mut elsewhere).await;
}

#[tokio::test]
async fn without_permission_sessions_end_and_the_page_says_so() {
    let app = App::start().await;
    let (mut here, mut elsewhere) = (signed_in(&app).await, signed_in(&app).await);
    let page = sign_out_everywhere(&mut here).await;
    page.assert_shows("Your sign-in service did not let this app sign you out of other apps")
        .assert_shows("/oauth2/v2.0/logout");
    assert_eq!(page.header("refresh"), "", "the page does not redirect, so that the user can read the problem");
    assert_signed_out(&mut here).await;
    assert_signed_out(&mut elsewhere).await;
}

#[tokio::test]
async fn given_any_graph_error_then_the_sessions_end() {
    let app = with_permission().await;
    for (fault, words) in [
        (GraphFault::Forbidden, "did not let this app sign you out"),
        (GraphFault::InvalidToken, "did not let this app sign you out"),
        (GraphFault::ServiceUnavailable, "The request to your sign-in service failed"),
        (GraphFault::TooManyRequests { retry_after: Some(9) }, "The request to your sign-in service failed"),
    ] {
        let (mut here, mut elsewhere) = (signed_in(&app).await, signed_in(&app).await);
        app.control().arm_graph_fault(fault, Times::Once);
        sign_out_everywhere(&mut here).await.assert_shows(words);
        assert_signed_out(&mut here).await;
        assert_signed_out(&mut elsewhere).await;
    }
}

#[tokio::test]
async fn given_an_ended_microsoft_sign_in_then_the_page_says_so() {
    let app = App::start().await;
    let mut here = signed_in(&app).await;
    let fault = TokenFault::Error { error: "invalid_grant".into(), aadsts: 50173, suberror: None, claims: None };
    app.control().arm_token_fault(fault, Times::Once);
    let page = sign_out_everywhere(&mut here).await;
    page.assert_shows("Your sign-in service had already ended your sign-in").assert_shows("/oauth2/v2.0/logout");
    assert!(!page.body.contains("permission"), "{}", page.body);
    assert_signed_out(&mut here).await;
}

#[tokio::test]
async fn given_a_closed_tab_then_the_revocation_still_completes() {
    let app = with_permission().await;
    let (mut here, mut elsewhere) = (signed_in(&app).await, signed_in(&app).await);
    app.control().arm_graph_fault(GraphFault::Hang { milliseconds: 1500 }, Times::Once);
    let mut tab = here.clone();
    let left = tokio::spawn(async move { tab.submit_with(EVERYWHERE, "provider", "yes").await.status });
    while app.control().counters().graph_calls == 0 {
        tokio::task::yield_now().await;
    }
    assert_signed_out(&mut elsewhere).await;
    let mut begun_meanwhile = signed_in(&app).await;
    begun_meanwhile.get("/").await.assert_shows("Welcome");
    left.abort();
    for browser in [&mut begun_meanwhile, &mut here] {
        let mut tries = 0;
        while !browser.get("/").await.body.contains("/sign-in?return_to=") {
            tries += 1;
            assert!(tries < 200, "the session is still there");
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    }
}

#[tokio::test]
async fn revocation_is_offered_only_with_graph_of_the_same_cloud() {
    let microsoft = "https://login.microsoftonline.com/6d0c9a52-4f3b-4e0d-9a57-2f8b1c7e5d10";
    let us = "https://login.microsoftonline.us/6d0c9a52-4f3b-4e0d-9a57-2f8b1c7e5d10";
    let tenant = App::start().await;
    for (authority, endpoint, offered) in [
        (microsoft, "https://graph.microsoft.com/v1.0/me?$select=id", "https://graph.microsoft.com"),
        (microsoft, "https://graph.microsoft.com/beta/me", "https://graph.microsoft.com"),
        (us, "https://graph.microsoft.us/v1.0/users", "https://graph.microsoft.us"),
        (microsoft, "https://api.example/v1.0/me", "https://graph.microsoft.com"),
        (microsoft, "https://graph.microsoft.us/v1.0/me", ""),
        ("https://sign-in.example/", "https://graph.microsoft.com/v1.0/me", ""),
    ] {
        let app = tenant.with(|config| {
            config.dev_tenant = false;
            let parsed = Authority::parse_authority(authority);
            config.authority = parsed.or_else(|_| Authority::parse_oidc_authority(authority)).unwrap();
            config.endpoint = Some(Url::parse(endpoint).unwrap());
        });
        let address = graph::revocation_address(&app.services);
        let expected = (!offered.is_empty()).then(|| format!("{offered}/v1.0/me/revokeSignInSessions"));
        assert_eq!(address.map(String::from), expected, "{authority} {endpoint}");
    }
    let none = tenant.with(|config| config.endpoint = None);
    assert_eq!(graph::revocation_address(&none.services), None);
}
