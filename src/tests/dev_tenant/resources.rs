//! Several resources (APIs) at the dev tenant: one consent for all of them, and one resource per access token.

use leptos_entra::dev_tenant::{Flavour, Options, RefreshMode, start};
use reqwest::StatusCode;
use serde_json::{Value, json};

use super::cast::{
    Browser, aadsts, authorization_request, authorization_response, dev_tenant, exchange, graph, http, options,
    part_of, token_request,
};

const NOTES: &str = "api://notes.devtenant.example";
const BOTH: (&str, &str) = ("scope", "openid offline_access User.Read api://notes.devtenant.example/notes.read");

#[tokio::test]
async fn consent_covers_several_resources_and_a_token_one() {
    let tenant = start(Options { refresh: RefreshMode::Strict, ..options() }).await.unwrap();
    let response = Browser::new().sign_in(&tenant, &[BOTH], "maya").await;
    let wanted = [("scope", "openid offline_access api://notes.devtenant.example/Notes.Read")];
    let (status, body) = exchange(&tenant, &response["code"], &wanted).await;
    assert_eq!(status, StatusCode::OK, "{body}");
    let claims = part_of(&body["access_token"], 1);
    assert_eq!((&claims["aud"], &claims["scp"]), (&json!(NOTES), &json!("Notes.Read")));
    assert_eq!(graph(&tenant, "/me", &body["access_token"]).await.status(), StatusCode::UNAUTHORIZED);
    let refresh = |scope: &'static str| {
        let (tenant, token) = (&tenant, body["refresh_token"].as_str().unwrap().to_owned());
        async move {
            token_request(tenant, &[("grant_type", "refresh_token"), ("refresh_token", &token), ("scope", scope)]).await
        }
    };
    let (_, refused) = refresh(BOTH.1).await;
    assert_eq!((&refused["error"], &refused["error_codes"]), (&json!("invalid_scope"), &json!([28000])));
    let (status, of_graph) = refresh("User.Read").await;
    assert_eq!(status, StatusCode::OK, "the rejected request did not use up the refresh token: {of_graph}");
    assert_eq!(part_of(&of_graph["access_token"], 1)["aud"], "00000003-0000-0000-c000-000000000000");
}

#[tokio::test]
async fn given_several_resources_then_an_exchange_must_name_one() {
    let tenant = dev_tenant().await;
    let response = Browser::new().sign_in(&tenant, &[BOTH], "maya").await;
    let (status, refused) = exchange(&tenant, &response["code"], &[]).await;
    assert_eq!((status, &refused["error_codes"]), (StatusCode::BAD_REQUEST, &json!([28000])));
}

#[tokio::test]
async fn a_device_code_is_for_one_resource_and_scopes_must_exist() {
    let tenant = dev_tenant().await;
    let address = format!("{}/oauth2/v2.0/devicecode", tenant.authority());
    let fields = [("client_id", tenant.client_id()), BOTH];
    let refused: Value = http().post(&address).form(&fields).send().await.unwrap().json().await.unwrap();
    assert_eq!(refused["error_codes"], json!([28000]));
    let unknown = [("scope", "openid api://notes.devtenant.example/Notes.Burn")];
    let refused = Browser::new().get(&authorization_request(&tenant, &unknown)).await;
    assert_eq!(aadsts(&authorization_response(&refused)), "AADSTS650053");
}

#[tokio::test]
async fn azure_ad_b2c_refuses_several_resources_at_once() {
    let flavour = Flavour::B2c { policy_in_issuer: false };
    let tenant = start(Options { flavour, ..options() }).await.unwrap();
    let scope = format!("openid {} https://devtenant.onmicrosoft.com/api/read", tenant.client_id());
    let refused = Browser::new().get(&authorization_request(&tenant, &[("scope", &scope)])).await;
    assert_eq!(aadsts(&authorization_response(&refused)), "AADB2C90146");
}
