//! Calls of Microsoft Graph on behalf of the callers of the protected API: results, the cache, and each refusal.

mod challenges;
mod dev_tenant;
mod msal;
mod refused;

use std::{sync::Arc, time::Duration};

use axum::{
    Json, Router,
    body::{Body, to_bytes},
    extract::State,
    http::{Request, StatusCode},
    routing::get,
};
use leptos_entra::{
    dev_tenant::{GraphFault, GraphResource, Times, TokenFault},
    server::{ApiNeeds, ApiRight, Bearer, Delegation, OnBehalfOfError, Services},
    web::{ProblemDetails, problem_of_call},
};
use serde_json::Value;
use tokio::{task::JoinSet, time::sleep};
use tower::ServiceExt as _;

use crate::{
    cast::{Log, Page},
    credential_files::kinds::{Kind, registered},
    protected_api::Api,
};

const ME: &str = "/api/v1/me";
const GRANT: &str = "urn:ietf:params:oauth:grant-type:jwt-bearer";

/// The number of on-behalf-of requests to the dev tenant.
fn requests(api: &Api) -> u64 {
    api.app.control().counters().token_requests.get(GRANT).copied().unwrap_or_default()
}

/// Returns an access token of a persona who has consented to `User.Read` of Microsoft Graph.
async fn token_with_consent(api: &Api, persona: &str) -> String {
    api.tokens(persona, "openid User.Read").await;
    api.user_token(persona, &["Orders.Read"]).await
}

fn profile(page: &Page) -> Value {
    assert_eq!(page.status, StatusCode::OK, "{}", page.body);
    serde_json::from_str(&page.body).unwrap()
}

/// A right of users and apps, and the scopes with which its routes call Microsoft Graph.
struct Both;

impl ApiRight for Both {
    fn needs() -> ApiNeeds {
        ApiNeeds::scope("Orders.Read").or_app_role("Orders.Read.All")
    }
}

impl Delegation for Both {
    const SCOPES: &'static [&'static str] = &["User.Read"];
}

/// Requests a route that calls Microsoft Graph for callers with the right `R`, who may be apps.
async fn request<R: ApiRight>(api: &Api, token: &str) -> Page {
    async fn show<R: ApiRight>(
        State(services): State<Arc<Services>>,
        caller: Bearer<R>,
    ) -> Result<Json<Value>, ProblemDetails> {
        let result = async { caller.on_behalf_of::<Both>(&services)?.get("me").await };
        match result.await {
            Ok(found) => Ok(Json(found)),
            Err(error) => Err(problem_of_call(&error, &caller, &services).await),
        }
    }
    let router = Router::new().route("/show", get(show::<R>)).with_state(Arc::clone(&api.app.services));
    let request = Request::get("/show").header("authorization", format!("Bearer {token}")).body(Body::empty()).unwrap();
    let (parts, body) = router.oneshot(request).await.unwrap().into_parts();
    let body = to_bytes(body, usize::MAX).await.unwrap();
    Page { status: parts.status, headers: parts.headers, body: String::from_utf8(body.to_vec()).unwrap() }
}

#[tokio::test]
async fn a_caller_reads_their_profile_of_graph() {
    let api = Api::start().await;
    for is_version_one in [false, true] {
        api.app.control().set_own_api_version_one(is_version_one);
        let token = token_with_consent(&api, "maya").await;
        let before = requests(&api);
        for _ in 0..3 {
            let profile = profile(&api.get(ME, &token).await);
            assert_eq!(profile["display_name"], "Maya Lindqvist", "{profile}");
            assert_eq!(profile["job_title"], "Product designer", "{profile}");
        }
        assert_eq!(requests(&api), before + 1, "the token is cached");
    }
}

#[tokio::test]
async fn a_90_two_users_never_share_a_token() {
    let api = Api::start().await;
    let (of_maya, of_tom) = (token_with_consent(&api, "maya").await, token_with_consent(&api, "tom").await);
    for _ in 0..2 {
        for (token, name) in [(&of_maya, "Maya Lindqvist"), (&of_tom, "Tom Becker")] {
            assert_eq!(profile(&api.get(ME, token).await)["display_name"], name);
        }
    }
    assert_eq!(requests(&api), 2);
    let again = api.user_token("maya", &["Orders.Read"]).await;
    assert_eq!(profile(&api.get(ME, &again).await)["display_name"], "Maya Lindqvist");
    assert_eq!(requests(&api), 3, "another sign-in gets another token");
}

#[tokio::test]
async fn concurrent_calls_of_a_user_send_one_token_request() {
    let api = Arc::new(Api::start().await);
    let token = token_with_consent(&api, "maya").await;
    let other = token_with_consent(&api, "tom").await;
    api.app.control().arm_token_fault(TokenFault::Hang { milliseconds: 300 }, Times::UntilReset);
    let mut calls = JoinSet::new();
    for number in 0..20 {
        let (api, token) = (Arc::clone(&api), if number == 7 { other.clone() } else { token.clone() });
        calls.spawn(async move { profile(&api.get(ME, &token).await)["display_name"].to_string() });
    }
    let names = calls.join_all().await;
    assert_eq!(names.iter().filter(|name| name.contains("Maya")).count(), 19, "{names:?}");
    assert_eq!(requests(&api), 2, "one for each user");
}

#[tokio::test]
async fn a_cached_token_ends_before_either_token_expires() {
    // A token is cached until 30 seconds before the expiry.
    const LIFETIME: u64 = 33;
    for is_short_of_user in [false, true] {
        let api = Api::start().await;
        let control = api.app.control();
        api.tokens("maya", "openid User.Read").await;
        if is_short_of_user {
            control.set_access_token_lifetime(LIFETIME);
        }
        let token = api.user_token("maya", &["Orders.Read"]).await;
        control.set_access_token_lifetime(if is_short_of_user { 3600 } else { LIFETIME });
        profile(&api.get(ME, &token).await);
        profile(&api.get(ME, &token).await);
        assert_eq!(requests(&api), 1, "{is_short_of_user}");
        sleep(Duration::from_millis(3_200)).await;
        profile(&api.get(ME, &token).await);
        assert_eq!(requests(&api), 2, "{is_short_of_user}");
    }
}

#[tokio::test]
async fn a_token_that_graph_rejects_is_replaced_once() {
    let api = Api::start().await;
    let token = token_with_consent(&api, "maya").await;
    profile(&api.get(ME, &token).await);
    api.app.control().arm_resource_fault(GraphResource::Me, GraphFault::InvalidToken, Times::Once);
    profile(&api.get(ME, &token).await);
    assert_eq!(requests(&api), 2);
    api.app.control().arm_resource_fault(GraphResource::Me, GraphFault::InvalidToken, Times::UntilReset);
    let page = api.get(ME, &token).await;
    assert_eq!(page.status, StatusCode::BAD_GATEWAY, "{}", page.body);
    assert_eq!(requests(&api), 3);
}

#[tokio::test]
async fn each_kind_of_credential_works_and_rotates() {
    for kind in [Kind::Secret, Kind::SecretFile, Kind::Certificate, Kind::AssertionFile, Kind::Imds] {
        let api = Api::start().await;
        let registered = registered(kind, &api.app.tenant);
        let app = api.app.with(|config| config.client_credential = registered.value.clone());
        let api = Api { app };
        let of_maya = token_with_consent(&api, "maya").await;
        let of_tom = token_with_consent(&api, "tom").await;
        assert_eq!(profile(&api.get(ME, &of_maya).await)["display_name"], "Maya Lindqvist", "{kind:?}");
        if kind == Kind::SecretFile {
            let (file, _) = registered.file.as_ref().unwrap();
            std::fs::write(file, "the-new-secret-of-the-application").unwrap();
            api.app.control().add_secret("the-new-secret-of-the-application");
            api.app.control().remove_secret(api.app.tenant.client_secret());
        }
        assert_eq!(profile(&api.get(ME, &of_tom).await)["display_name"], "Tom Becker", "{kind:?}");
        profile(&api.get(ME, &of_maya).await);
        // The old secret of a file may be sent once more before the file is reread.
        let most = if kind == Kind::SecretFile { 3 } else { 2 };
        assert!((2..=most).contains(&requests(&api)), "{kind:?}: {}", requests(&api));
    }
}

#[tokio::test]
async fn users_of_several_tenants_get_tokens_of_their_tenant() {
    let api = Api::of_many_tenants(|_| ()).await;
    for (persona, name) in [("maya", "Maya Lindqvist"), ("ines", "Ines")] {
        let token = token_with_consent(&api, persona).await;
        let profile = profile(&api.get(ME, &token).await);
        assert!(profile["display_name"].as_str().unwrap().starts_with(name), "{profile}");
    }
}

#[tokio::test]
async fn no_token_of_a_call_is_logged_or_shown() {
    let api = Api::start().await;
    let token = token_with_consent(&api, "maya").await;
    let (log, _guard) = Log::begin();
    let page = api.get(ME, &token).await;
    profile(&page);
    let claims = token.split('.').nth(1).unwrap();
    for text in [String::from_utf8(log.bytes()).unwrap(), page.body.clone(), format!("{:?}", page.headers)] {
        assert!(!text.contains(claims) && !text.contains("eyJ"), "{text}");
    }
    assert_eq!(page.header("cache-control"), "no-store");
}

#[tokio::test]
async fn the_proof_is_refused_to_an_app_without_a_request() {
    let api = Api::start().await;
    let token = api.app_token().await;
    let caller = Bearer::<Both>::admit(&api.app.services, &token).await.unwrap();
    assert!(matches!(caller.on_behalf_of::<Both>(&api.app.services), Err(OnBehalfOfError::NoUser)));
}
