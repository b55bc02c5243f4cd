//! Tests of the callback with invalid authorization responses, token responses and ID tokens.
//!
//! For each check in the code of the callback, a test here fails if the check is removed.

use axum::http::{Method, StatusCode};
use leptos_entra::dev_tenant::{AuthorizeFault, IdTokenFault, Times, TokenFault};

use crate::cast::{App, Browser, Page, parameter};

/// Signs in while the dev tenant's next ID token has this fault. Returns the browser and the error page.
async fn with_id_token(fault: IdTokenFault) -> (Browser, Page) {
    let app = App::start().await;
    app.control().arm_id_token_fault(fault, Times::Once);
    let mut browser = Browser::new(&app);
    let page = browser.sign_in_to_page("maya").await;
    (browser, page)
}

/// Checks that an ID token with this fault is rejected: status 502, an error page, and no session.
async fn assert_not_trusted(fault: IdTokenFault) {
    let (mut browser, page) = with_id_token(fault).await;
    assert_eq!(page.status, StatusCode::BAD_GATEWAY, "{fault:?}");
    page.assert_shows("Sign-in failed");
    browser.get("/").await.assert_signed_out();
}

macro_rules! refused {
    ($($name:ident: $fault:ident;)*) => {$(
        #[tokio::test]
        async fn $name() {
            assert_not_trusted(IdTokenFault::$fault).await;
        }
    )*};
}

refused! {
    an_id_token_with_another_nonce_is_refused: WrongNonce;
    an_id_token_without_a_nonce_is_refused: NoNonce;
    an_id_token_for_another_client_is_refused: WrongAudience;
    an_id_token_with_one_more_audience_is_refused: ExtraAudienceWithoutAzp;
    an_id_token_of_another_issuer_is_refused: WrongIssuer;
    an_expired_id_token_is_refused: Expired;
    an_id_token_from_the_future_is_refused: IssuedInTheFuture;
    an_id_token_without_a_subject_is_refused: NoSubject;
    an_id_token_without_a_time_of_issue_is_refused: NoIssuedAt;
    an_id_token_that_belongs_to_another_access_token_is_refused: WrongAtHash;
    an_id_token_with_a_forged_signature_is_refused: BadSignature;
    an_unsigned_id_token_is_refused: AlgNone;
    an_id_token_signed_with_the_public_key_as_secret_is_refused: Hs256WithPublicKey;
    an_id_token_signed_with_the_client_secret_is_refused: Hs256WithClientSecret;
    an_id_token_of_an_unknown_key_is_refused: UnknownKid;
}

/// Signs in, but opens the callback with a changed URL. Returns the browser and the error page.
async fn with_callback(change: impl FnOnce(String) -> String) -> (Browser, Page) {
    let app = App::start().await;
    let mut browser = Browser::new(&app);
    let callback = change(browser.reach_callback("/sign-in", "maya").await);
    let landed = browser.get(&callback).await;
    assert_eq!(landed.status, StatusCode::SEE_OTHER);
    let address = landed.location().to_owned();
    assert!(address.starts_with("/sign-in-failed"), "{address}");
    let page = browser.get(&address).await;
    (browser, page)
}

async fn assert_explained(change: impl FnOnce(String) -> String) {
    let (mut browser, page) = with_callback(change).await;
    assert_eq!(page.status, StatusCode::BAD_REQUEST);
    page.assert_shows("Sign-in failed").assert_shows("Try again").assert_shows("Homepage");
    browser.get("/").await.assert_signed_out();
}

#[tokio::test]
async fn a_wrong_state_is_explained() {
    assert_explained(|callback| callback.replace("state=", "state=x")).await;
}

#[tokio::test]
async fn a_missing_state_is_explained() {
    assert_explained(|callback| callback.replace("state=", "estate=")).await;
}

#[tokio::test]
async fn a_callback_without_parameters_is_explained() {
    assert_explained(|callback| callback.split('?').next().unwrap().to_owned()).await;
}

#[tokio::test]
async fn a_code_and_an_error_together_are_explained() {
    assert_explained(|callback| format!("{callback}&error=access_denied")).await;
}

#[tokio::test]
async fn a_repeated_parameter_is_explained() {
    assert_explained(|callback| format!("{callback}&code=another")).await;
}

#[tokio::test]
async fn a_malformed_query_leads_to_the_failure_page() {
    let app = App::start().await;
    for query in ["code[x]=1", "code=%ff&state=%ff", "code=a&state[0]=b", "%", "a=b"] {
        for accept in ["text/html", "*/*"] {
            let headers = [("accept", accept), ("referer", "https://evil.example/"), ("sec-fetch-site", "cross-site")];
            let path = format!("/getAToken?{query}");
            let landed = Browser::new(&app).send(Method::GET, &path, &headers, "").await;
            assert!(landed.location().starts_with("/sign-in-failed?problem="), "{query}: {}", landed.location());
            assert!(!landed.location().contains("__err"));
        }
    }
}

#[tokio::test]
async fn an_oversized_parameter_is_explained() {
    assert_explained(|callback| callback.replace("code=", &format!("code={}", "a".repeat(9000)))).await;
    assert_explained(|callback| format!("{callback}&unknown={}", "a".repeat(16 * 1024))).await;
}

#[tokio::test]
async fn another_browser_cannot_use_the_response() {
    let app = App::start().await;
    let callback = Browser::new(&app).reach_callback("/sign-in", "maya").await;
    let mut stranger = Browser::new(&app);
    let address = stranger.get(&callback).await.location().to_owned();
    stranger.get(&address).await.assert_shows("Sign-in failed");
    stranger.get("/").await.assert_signed_out();
}

#[tokio::test]
async fn given_an_injected_code_then_pkce_rejects_it() {
    let app = App::start().await;
    let mut browser = Browser::new(&app);
    let first = browser.reach_callback("/sign-in", "maya").await;
    let second = browser.reach_callback("/sign-in", "maya").await;
    let injected = second.replace(&parameter(&second, "code").unwrap(), &parameter(&first, "code").unwrap());
    assert_ne!(injected, second);
    let address = browser.get(&injected).await.location().to_owned();
    assert!(address.starts_with("/sign-in-failed"), "{address}");
    browser.get("/").await.assert_signed_out();
}

#[tokio::test]
async fn a_declined_consent_shows_the_error_codes() {
    let app = App::start().await;
    let mut browser = Browser::new(&app);
    let authorize = browser.get("/sign-in?return_to=%2F%3Fa").await.location().to_owned();
    let picker = browser.visit_tenant(&authorize).await;
    let callback = browser.decline(&picker).await;
    let address = browser.get(&callback).await.location().to_owned();
    assert!(!address.contains("declined") && !address.contains("AADSTS"), "{address}");
    let page = browser.get(&address).await;
    assert_eq!(page.status, StatusCode::FORBIDDEN);
    page.assert_shows("AADSTS65004")
        .assert_shows("access_denied")
        .assert_shows("Correlation")
        .assert_shows("return_to=/%3Fa");
}

#[tokio::test]
async fn a_65_an_unregistered_error_is_not_shown() {
    let app = App::start().await;
    let mut browser = Browser::new(&app);
    for (error, is_shown) in [("call_0800_evil", false), ("access_denied", true)] {
        let callback = browser.reach_callback("/sign-in", "maya").await;
        let state = parameter(&callback, "state").unwrap();
        let address = browser.get(&format!("/getAToken?state={state}&error={error}")).await.location().to_owned();
        let shared = Browser::new(&app).get(&address).await;
        assert_eq!(shared.assert_shows("Sign-in failed").body.contains(error), is_shown, "{error}");
    }
}

#[tokio::test]
async fn text_from_the_url_is_never_shown() {
    let app = App::start().await;
    let mut browser = Browser::new(&app);
    let callback = browser.reach_callback("/sign-in", "maya").await;
    let state = parameter(&callback, "state").unwrap();
    let crafted = format!("/getAToken?state={state}&error=call_0800_evil!&error_description=Call+0800-EVIL+now");
    let address = browser.get(&crafted).await.location().to_owned();
    let page = browser.get(&address).await;
    page.assert_shows("Sign-in failed");
    assert!(!page.body.to_lowercase().contains("evil"));
    let page = browser.get("/sign-in-failed?problem=Call+0800-EVIL&__err=RVZJTA&error_description=EVIL").await;
    assert!(!page.body.to_lowercase().contains("evil"));
}

#[tokio::test]
async fn each_provider_error_has_its_own_text_and_status() {
    let app = App::start().await;
    for (error, aadsts, status) in [
        ("access_denied", 65004, 403),
        ("server_error", 90033, 503),
        ("unauthorized_client", 700_016, 502),
        ("access_denied", 50105, 403),
    ] {
        app.control().arm_authorize_fault(AuthorizeFault { error: error.into(), aadsts }, Times::Once);
        let page = Browser::new(&app).sign_in_to_page("maya").await;
        assert_eq!(page.status.as_u16(), status);
        page.assert_shows(&format!("AADSTS{aadsts}"));
    }
}

#[tokio::test]
async fn a_token_endpoint_that_fails_is_explained() {
    let app = App::start().await;
    let secret = TokenFault::Error { error: "invalid_client".into(), aadsts: 7_000_215, suberror: None, claims: None };
    for (fault, status) in [
        (secret, 502),
        (TokenFault::InternalServerError, 503),
        (TokenFault::EmptyAnswer, 502),
        (TokenFault::Hang { milliseconds: 20_000 }, 503),
    ] {
        app.control().arm_token_fault(fault.clone(), Times::Once);
        let page = Browser::new(&app).sign_in_to_page("maya").await;
        assert_eq!(page.status.as_u16(), status, "{fault:?}");
        page.assert_shows("Sign-in failed");
    }
}

#[tokio::test]
async fn expires_in_as_text_does_not_prevent_a_sign_in() {
    let app = App::start().await;
    app.control().arm_token_fault(TokenFault::ExpiresInAsString, Times::Once);
    assert_eq!(Browser::new(&app).sign_in("maya").await.location(), "/");
}

#[tokio::test]
async fn given_query_mode_then_a_post_to_the_callback_is_rejected() {
    let app = App::start().await;
    let mut browser = Browser::new(&app);
    let headers = [("sec-fetch-site", "same-origin"), ("accept", "text/html")];
    assert_eq!(browser.send(Method::POST, "/getAToken", &headers, "").await.status, StatusCode::METHOD_NOT_ALLOWED);
}
