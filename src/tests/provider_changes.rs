//! Tests of a provider whose metadata document changes while the app runs.

use std::time::Duration;

use axum::http::StatusCode;
use serde_json::json;
use tokio::time;

use crate::{
    back_channel::provider::Provider,
    cast::{
        Browser,
        broken_server::{BrokenServer, DISCOVERY, Wrong},
    },
};

/// Publishes metadata of a provider whose token endpoint is on another server.
fn name_tokens_at(server: &BrokenServer, tokens: &BrokenServer) {
    let origin = server.origin();
    let metadata = json!({
        "issuer": origin, "authorization_endpoint": format!("{origin}/authorize"), "jwks_uri": format!("{origin}/keys"),
        "token_endpoint": format!("{}/token", tokens.origin()),
        "token_endpoint_auth_methods_supported": ["client_secret_post"],
    });
    server.respond_with(DISCOVERY, Wrong::json(&metadata.to_string()));
}

/// Makes the cached metadata stale, and waits until the app fetches the keys again.
async fn grow_old(provider: &Provider) {
    let asked = |path: &str| provider.server.requests().iter().filter(|request| request.starts_with(path)).count();
    let before = asked("GET /keys");
    time::pause();
    time::advance(Duration::from_hours(2)).await;
    time::resume();
    Browser::new(&provider.app).get("/sign-in").await;
    time::timeout(Duration::from_secs(20), async {
        while asked("GET /keys") == before {
            time::sleep(Duration::from_millis(10)).await;
        }
    })
    .await
    .unwrap();
}

/// Completes a sign-in with an invalid code. Returns how many requests the token endpoint on each server received.
async fn come_back(provider: &Provider, servers: [&BrokenServer; 2]) -> [usize; 2] {
    let asked = || servers.map(|server| server.requests().iter().filter(|request| request.starts_with("POST")).count());
    let before = asked();
    let mut browser = Browser::new(&provider.app);
    let authorize = browser.get("/sign-in").await;
    assert_eq!(authorize.status, StatusCode::SEE_OTHER);
    let state = crate::cast::parameter(authorize.location(), "state").unwrap();
    browser.get(&format!("/getAToken?code=a&state={state}")).await;
    let after = asked();
    [after[0] - before[0], after[1] - before[1]]
}

#[tokio::test]
async fn metadata_without_reachable_keys_is_not_used() {
    let [server, first, second] =
        [BrokenServer::start().await, BrokenServer::start().await, BrokenServer::start().await];
    name_tokens_at(&server, &first);
    let provider = Provider::start_at(server, |_| ()).await;
    assert_eq!(come_back(&provider, [&first, &second]).await, [1, 0]);
    name_tokens_at(&provider.server, &second);
    provider.server.respond_with("/keys", Wrong::answer("500 Internal Server Error", "text/plain", ""));
    grow_old(&provider).await;
    assert_eq!(come_back(&provider, [&first, &second]).await, [1, 0], "the cached metadata is still used");
    provider.publish_key();
    grow_old(&provider).await;
    time::timeout(Duration::from_secs(20), async { while come_back(&provider, [&first, &second]).await != [0, 1] {} })
        .await
        .unwrap();
}
