//! DT-4: multi-tenant applications at the dev tenant, external tenants, and the host names of a public origin.

use leptos_entra::dev_tenant::{
    Flavour, IdTokenFault, Options, PARTNER_TENANT_ID, PERSONAL_ACCOUNTS, Running, StartError, TENANT_ID, Times, start,
};
use reqwest::StatusCode;
use serde_json::{Value, json};

use super::cast::{
    Browser, authorization_request, authorization_response, exchange, form_value, graph, http, options, part_of,
};

async fn dev_tenant(flavour: Flavour) -> Running {
    start(Options { flavour, ..options() }).await.unwrap()
}

async fn json_at(tenant: &Running, path: &str) -> Value {
    http().get(format!("{}{path}", tenant.origin())).send().await.unwrap().json().await.unwrap()
}

#[tokio::test]
async fn dt_04_common_names_a_template_and_each_key_its_own_issuer() {
    let tenant = dev_tenant(Flavour::MultiTenant).await;
    let (origin, template) = (tenant.origin(), format!("{}/{{tenantid}}/v2.0", tenant.origin()));
    let personal = format!("{origin}/{PERSONAL_ACCOUNTS}/v2.0");
    let cases = [
        ("common", &template, vec![&template, &personal]),
        ("organizations", &template, vec![&template]),
        ("consumers", &personal, vec![&personal]),
    ];
    for (alias, issuer, issuers) in cases {
        let document = json_at(&tenant, &format!("/{alias}/v2.0/.well-known/openid-configuration")).await;
        assert_eq!(document["issuer"], *issuer);
        assert_eq!(document["authorization_endpoint"], format!("{origin}/{alias}/oauth2/v2.0/authorize"));
        let keys = json_at(&tenant, &format!("/{alias}/discovery/v2.0/keys")).await;
        let named: Vec<_> = keys["keys"].as_array().unwrap().iter().map(|key| &key["issuer"]).collect();
        assert_eq!(named, issuers, "{alias}");
    }
}

#[tokio::test]
async fn dt_04_each_id_token_names_the_tenant_of_its_user() {
    let tenant = dev_tenant(Flavour::MultiTenant).await;
    for (persona, home) in [("maya", TENANT_ID), ("ines", PARTNER_TENANT_ID), ("sam", PERSONAL_ACCOUNTS)] {
        let response = Browser::new().sign_in(&tenant, &[], persona).await;
        let (_, body) = exchange(&tenant, &response["code"], &[]).await;
        let claims = part_of(&body["id_token"], 1);
        assert_eq!(
            (&claims["tid"], &claims["iss"]),
            (&json!(home), &json!(format!("{}/{home}/v2.0", tenant.origin())))
        );
        let me: Value = graph(&tenant, "/me", &body["access_token"]).await.json().await.unwrap();
        let object_id = claims["oid"].as_str().unwrap();
        assert!(object_id.replace('-', "").ends_with(&me["id"].as_str().unwrap().replace('-', "")), "{object_id} {me}");
        assert_eq!(persona == "sam", object_id.starts_with("00000000-0000-0000-"));
    }
}

#[tokio::test]
async fn dt_04_an_authority_rejects_users_of_other_tenants() {
    let tenant = dev_tenant(Flavour::MultiTenant).await;
    for (place, stranger) in
        [("organizations", "sam"), ("consumers", "maya"), (TENANT_ID, "ines"), (PARTNER_TENANT_ID, "maya")]
    {
        let browser = Browser::new();
        let address = authorization_request(&tenant, &[]).replace("/common/", &format!("/{place}/"));
        let page = browser.get(&address).await.text().await.unwrap();
        let fields = [("form", form_value(&page)), ("persona", stranger.to_owned())];
        let fields: Vec<_> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
        let refused = browser.post(&format!("{}/dev/account", tenant.origin()), &fields).await;
        assert_eq!(refused.status(), StatusCode::BAD_REQUEST);
        assert!(refused.text().await.unwrap().contains("AADSTS50020"), "{stranger} at {place}");
    }
}

#[tokio::test]
async fn dt_04_a_code_is_bound_to_its_authority() {
    let tenant = dev_tenant(Flavour::MultiTenant).await;
    let response = Browser::new().sign_in(&tenant, &[], "maya").await;
    let url = format!("{}/{TENANT_ID}/oauth2/v2.0/token", tenant.origin());
    let fields = [
        ("grant_type", "authorization_code"),
        ("code", &response["code"]),
        ("client_id", tenant.client_id()),
        ("client_secret", tenant.client_secret()),
    ];
    let refused: Value = http().post(url).form(&fields).send().await.unwrap().json().await.unwrap();
    assert_eq!(refused["error_codes"], json!([700_005]));
}

#[tokio::test]
async fn dt_04_an_external_tenant_uses_email_addresses_and_no_consent() {
    let tenant = dev_tenant(Flavour::External).await;
    let browser = Browser::new();
    let page = browser.get(&authorization_request(&tenant, &[])).await.text().await.unwrap();
    assert!(page.contains("nora@mail.example") && page.contains("Nora Jensen"));
    assert!(!page.contains("Maya") && !page.contains("and allow: sign you in, read"), "{page}");
    let response = browser.sign_in(&tenant, &[], "nora").await;
    let (_, body) = exchange(&tenant, &response["code"], &[]).await;
    assert_eq!(part_of(&body["id_token"], 1)["preferred_username"], "nora@mail.example");
    assert_eq!(browser.get(&authorization_request(&tenant, &[("prompt", "create")])).await.status(), StatusCode::OK);
    let hinted = browser.get(&authorization_request(&tenant, &[("login_hint", "nora@mail.example")])).await;
    assert!(authorization_response(&hinted).contains_key("code"));
}

#[tokio::test]
async fn dt_04_only_loopback_and_the_public_origin_are_served() {
    let public_origin = Some("https://login.microsoftonline.us".to_owned());
    let tenant = start(Options { public_origin, ..options() }).await.unwrap();
    let on_loopback = format!("http://{}/{TENANT_ID}/v2.0/.well-known/openid-configuration", tenant.listens_on());
    let cases = [
        ("login.microsoftonline.us", 200),
        ("login.microsoftonline.com", 421),
        ("graph.microsoft.us", 404),
        ("evil.example", 421),
    ];
    for (host, expected) in cases {
        let response = http().get(&on_loopback).header("host", host).send().await.unwrap();
        assert_eq!(response.status().as_u16(), expected, "{host}");
    }
    let document: Value = http().get(&on_loopback).send().await.unwrap().json().await.unwrap();
    assert_eq!(document["issuer"], format!("https://login.microsoftonline.us/{TENANT_ID}/v2.0"));
    assert_eq!(document["msgraph_host"], "graph.microsoft.us");
    let me = format!("http://{}/v1.0/me", tenant.listens_on());
    for (host, expected) in [("graph.microsoft.us", 401), ("login.microsoftonline.us", 404)] {
        assert_eq!(http().get(&me).header("host", host).send().await.unwrap().status().as_u16(), expected, "{host}");
    }

    for origin in ["http://login.example", "https://login.example/", "https://login.example/path", "login.example"] {
        let error = start(Options { public_origin: Some(origin.to_owned()), ..options() }).await.err().unwrap();
        assert!(matches!(error, StartError::PublicOrigin(_)), "{origin}");
    }
}

#[tokio::test]
async fn a_token_of_another_tenant_has_matching_tid_and_iss() {
    let tenant = dev_tenant(Flavour::Workforce).await;
    tenant.control().arm_id_token_fault(IdTokenFault::OtherTenant, Times::Once);
    let claims = part_of(&super::cast::tokens_of(&tenant, "maya").await["id_token"], 1);
    let other = claims["tid"].as_str().unwrap();
    assert_ne!(other, TENANT_ID);
    assert_eq!(claims["iss"], format!("{}/{other}/v2.0", tenant.origin()));
}
