//! Requests with random parameters, sent to the router: an endpoint sends the same response whatever the parameters
//! are.

use std::sync::LazyLock;

use axum::http::{Method, StatusCode};
use leptos_entra::server::oidc::ResponseMode;
use proptest::{collection::vec, prelude::*, sample::select};
use url::form_urlencoded;

use super::{STAGE, some};
use crate::cast::{App, Browser, Page};

const OF_CALLBACK: [&str; 8] =
    ["code", "state", "error", "error_description", "iss", "session_state", "code[0]", "CODE"];
const OF_CONSENT: [&str; 7] = ["admin_consent", "state", "error", "error_description", "tenant", "scope", "STATE"];
const OF_FRONT_CHANNEL: [&str; 4] = ["sid", "iss", "SID", "sid[]"];
const OF_BACK_CHANNEL: [&str; 3] = ["logout_token", "LOGOUT_TOKEN", "state"];

/// Generates queries and form bodies: known and unknown names with values of all kinds, and malformed text.
fn parameters(known: &'static [&'static str]) -> impl Strategy<Value = String> {
    let name = prop_oneof![4 => select(known).prop_map(str::to_owned), 1 => "\\PC{0,6}"];
    let value = "\\PC{0,20}|[A-Za-z0-9_.-]{0,60}|AADSTS[0-9]{0,12}|[Tt]rue|https://[a-z]{1,9}|([A-Za-z0-9_-]{0,20}\\.){2}[A-Za-z0-9_-]{0,20}";
    let pairs = vec((name, value), 0..6);
    prop_oneof![
        4 => pairs.prop_map(|pairs| form_urlencoded::Serializer::new(String::new()).extend_pairs(pairs).finish()),
        1 => "[ -~]{0,60}".prop_map(|text| text.chars().filter(|c| !"\"<>#` {}|\\^".contains(*c)).collect()),
        1 => "(code|state|error|sid|&|=|%[0-9a-fA-F]{0,2}|\\+|;){0,12}",
    ]
}

/// An app beside that of [`STAGE`] that receives authorization responses as forms (`form_post`).
static BY_FORMS: LazyLock<App> = LazyLock::new(|| {
    let (runtime, app) = &*STAGE;
    runtime.block_on(async { app.with(|config| config.response_mode = ResponseMode::FormPost) })
});

fn get(address: &str) -> Page {
    let (runtime, app) = &*STAGE;
    runtime.block_on(Browser::new(app).get(address))
}

fn post(app: &App, path: &str, headers: &[(&str, &str)], form: &str) -> Page {
    STAGE.0.block_on(Browser::new(app).send(Method::POST, path, headers, form))
}

/// Asserts a redirect to the page for failed sign-ins that repeats no text of the request.
fn leads_to_the_failure_view(page: &Page) -> Result<(), TestCaseError> {
    prop_assert_eq!(page.status, StatusCode::SEE_OTHER);
    let (path, reference) = page.location().split_once('?').unwrap();
    prop_assert_eq!(path, "/sign-in-failed");
    let is_ours = |text: &str| text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_=".contains(&byte));
    prop_assert!(is_ours(reference), "{}", reference);
    prop_assert!(page.body.is_empty());
    Ok(())
}

proptest! {
    #![proptest_config(some())]

    #[test]
    fn given_any_callback_query_then_the_failure_page_is_shown(query in parameters(&OF_CALLBACK)) {
        leads_to_the_failure_view(&get(&format!("/getAToken?{query}")))?;
    }

    #[test]
    fn given_any_callback_form_then_the_failure_page_is_shown(form in parameters(&OF_CALLBACK)) {
        let from_provider = [("sec-fetch-site", "cross-site"), ("origin", "null"), ("accept", "text/html")];
        leads_to_the_failure_view(&post(&BY_FORMS, "/getAToken", &from_provider, &form))?;
    }

    #[test]
    fn given_any_query_then_an_unknown_admin_consent_is_rejected(query in parameters(&OF_CONSENT)) {
        let page = get(&format!("/admin-consent/result?{query}"));
        prop_assert_eq!(page.status, StatusCode::BAD_REQUEST);
        prop_assert_eq!(page.body, get("/admin-consent/result").body);
        prop_assert!(page.headers.get("set-cookie").is_none());
    }

    #[test]
    fn given_any_query_then_the_front_channel_page_is_the_same(query in parameters(&OF_FRONT_CHANNEL)) {
        let page = get(&format!("/front-channel-logout?{query}"));
        prop_assert_eq!(page.status, StatusCode::OK);
        prop_assert_eq!(page.body.as_str(), "<!doctype html><html lang=\"en\"><title>Signed out</title></html>\n");
        prop_assert!(page.headers.get("set-cookie").is_none());
    }

    #[test]
    fn given_any_form_then_the_back_channel_rejects_it(form in parameters(&OF_BACK_CHANNEL)) {
        let page = post(&STAGE.1, "/back-channel-logout", &[], &form);
        prop_assert_eq!(page.status, StatusCode::BAD_REQUEST);
        prop_assert_eq!(page.body.as_str(), r#"{"error":"invalid_request"}"#);
        prop_assert!(page.headers.get("set-cookie").is_none());
    }
}
