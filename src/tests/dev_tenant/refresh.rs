//! Refresh tokens of the dev tenant: the modes `Entra` and `Strict`, restarts, and expiry.

use leptos_entra::dev_tenant::{Options, RefreshMode, start};
use reqwest::StatusCode;
use serde_json::json;

use super::cast::{dev_tenant, graph, options, part_of, refresh, token_request, tokens_of};

#[tokio::test]
async fn in_entra_mode_the_old_refresh_token_stays_valid() {
    let tenant = dev_tenant().await;
    let first = tokens_of(&tenant, "maya").await;
    let (status, second) = refresh(&tenant, &first["refresh_token"]).await;
    assert_eq!(status, StatusCode::OK);
    assert_ne!(first["refresh_token"], second["refresh_token"]);
    assert_eq!(part_of(&second["id_token"], 1).get("nonce"), None, "a refreshed ID token has no nonce");
    assert_eq!(part_of(&first["id_token"], 1)["sid"], part_of(&second["id_token"], 1)["sid"]);
    for kept in [&first, &second] {
        assert_eq!(refresh(&tenant, &kept["refresh_token"]).await.0, StatusCode::OK);
    }
    assert_eq!(tenant.control().counters().refreshes, 3);
}

#[tokio::test]
async fn in_strict_mode_using_a_refresh_token_twice_ends_the_sign_in() {
    let tenant = start(Options { refresh: RefreshMode::Strict, ..options() }).await.unwrap();
    let first = tokens_of(&tenant, "maya").await;
    let (_, second) = refresh(&tenant, &first["refresh_token"]).await;
    let (status, refused) = refresh(&tenant, &first["refresh_token"]).await;
    assert_eq!((status, &refused["error"]), (StatusCode::BAD_REQUEST, &json!("invalid_grant")));
    let (_, refused) = refresh(&tenant, &second["refresh_token"]).await;
    assert_eq!(refused["error_codes"], json!([50173]), "the newest refresh token is revoked as well");
    assert_eq!(graph(&tenant, "/me", &second["access_token"]).await.status(), StatusCode::UNAUTHORIZED);
}

#[tokio::test]
async fn a_refresh_token_survives_a_restart_if_there_is_a_state_file() {
    let folder = tempfile::tempdir().unwrap();
    let options = || Options { state_file: Some(folder.path().join("state.json")), ..options() };
    let before = start(options()).await.unwrap();
    let first = tokens_of(&before, "layla").await;

    let after = start(options()).await.unwrap();

    let (status, second) = refresh(&after, &first["refresh_token"]).await;
    assert_eq!(status, StatusCode::OK, "{second}");
    assert_eq!(part_of(&first["id_token"], 1)["oid"], part_of(&second["id_token"], 1)["oid"]);
    assert_eq!(graph(&after, "/me", &first["access_token"]).await.status(), StatusCode::UNAUTHORIZED);
    assert_eq!(graph(&after, "/me", &second["access_token"]).await.status(), StatusCode::OK);
}

#[tokio::test]
async fn an_invalid_state_file_does_not_prevent_the_start() {
    let file = tempfile::NamedTempFile::new().unwrap();
    std::fs::write(file.path(), "{ nonsense").unwrap();
    let tenant = start(Options { state_file: Some(file.path().to_owned()), ..options() }).await.unwrap();
    let body = tokens_of(&tenant, "maya").await;
    assert_eq!(refresh(&tenant, &body["refresh_token"]).await.0, StatusCode::OK);
}

#[tokio::test]
async fn a_refresh_needs_the_secret_and_only_granted_scopes() {
    let tenant = dev_tenant().await;
    let body = tokens_of(&tenant, "maya").await;
    let presented = body["refresh_token"].as_str().unwrap();
    let request = [("grant_type", "refresh_token"), ("refresh_token", presented)];
    let with = |change: (&'static str, &'static str)| {
        let fields = [request[0], request[1], change];
        let tenant = &tenant;
        async move { token_request(tenant, &fields).await }
    };
    assert_eq!(with(("client_secret", "")).await.1["error_codes"], json!([7_000_218]));
    let (_, refused) = with(("scope", "openid Mail.Read")).await;
    assert_eq!((&refused["error"], &refused["suberror"]), (&json!("invalid_grant"), &json!("consent_required")));
    let (_, narrower) = with(("scope", "User.Read")).await;
    assert_eq!((&narrower["scope"], narrower.get("refresh_token")), (&json!("User.Read"), None));
    let (_, unknown) = refresh(&tenant, &json!("made-up")).await;
    assert_eq!(unknown["error"], "invalid_grant");
}

#[tokio::test]
async fn an_unused_refresh_token_expires_after_ninety_days() {
    let tenant = dev_tenant().await;
    let body = tokens_of(&tenant, "maya").await;
    tenant.control().advance_clock(90 * 24 * 3600);
    assert_eq!(refresh(&tenant, &body["refresh_token"]).await.1["error_codes"], json!([700_082]));
}
