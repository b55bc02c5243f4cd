//! DT-12, DT-13 and DT-14: the dev tenant serves only this machine, does not start in production, and never stores its key.

use std::net::SocketAddr;

use leptos_entra::dev_tenant::{Options, StartError, start};
use reqwest::StatusCode;
use serde_json::Value;

use super::cast::{Browser, dev_tenant, form_value, http, options, tokens_of};

async fn refusal(options: Options) -> StartError {
    start(options).await.err().expect("the dev tenant must refuse to start")
}

#[tokio::test]
async fn dt_12_the_dev_tenant_listens_on_loopback_only() {
    for listen in ["0.0.0.0:0", "10.0.0.1:0", "[::]:0"] {
        let listen: SocketAddr = listen.parse().unwrap();
        let error = refusal(Options { listen, ..options() }).await;
        assert!(error.to_string().contains("loopback"), "{error}");
    }
}

#[tokio::test]
async fn dt_12_only_redirect_uris_of_this_machine_are_registered() {
    for uri in ["https://app.example/getAToken", "http://192.168.1.2/getAToken", "http://[::1]/getAToken", "nonsense"] {
        let uris = vec![uri.to_owned()];
        let error = refusal(Options { redirect_uris: uris.clone(), ..options() }).await;
        assert!(error.to_string().contains(uri), "{error}");
        let error = refusal(Options { post_logout_redirect_uris: uris, ..options() }).await;
        assert!(matches!(error, StartError::RedirectUri { .. }));
    }
}

#[tokio::test]
async fn dt_12_a_request_with_another_host_is_rejected() {
    let tenant = dev_tenant().await;
    let port = tenant.origin().rsplit(':').next().unwrap();
    let url = format!("{}/v2.0/.well-known/openid-configuration", tenant.authority());
    let cases = [
        (format!("127.0.0.1:{port}"), 200),
        (format!("LOCALHOST:{port}"), 200),
        (format!("rebound.example:{port}"), 421),
        (format!("localhost.rebound.example:{port}"), 421),
        ("127.0.0.1:1".to_owned(), 421),
        ("127.0.0.1".to_owned(), 421),
    ];
    for (host, expected) in cases {
        let response = http().get(&url).header("host", &host).send().await.unwrap();
        assert_eq!(response.status().as_u16(), expected, "{host}");
    }
}

#[tokio::test]
async fn dt_12_one_more_host_can_be_allowed() {
    let allow_host = Some("box-3000.example".to_owned());
    let redirect_uris = vec!["https://box-3000.example/getAToken".to_owned()];
    let tenant = start(Options { allow_host, redirect_uris, ..options() }).await.unwrap();
    for (host, expected) in [("box-3000.example", 200), ("box-3001.example", 421)] {
        let request = http().get(format!("{}/devicelogin", tenant.origin())).header("host", host);
        assert_eq!(request.send().await.unwrap().status().as_u16(), expected);
    }
}

#[tokio::test]
async fn dt_12_a_form_of_another_site_is_rejected() {
    let tenant = dev_tenant().await;
    for (name, value) in [("origin", "https://evil.example"), ("origin", "null"), ("sec-fetch-site", "cross-site")] {
        let page = Browser::new().get(&super::cast::authorization_request(&tenant, &[])).await;
        let form = form_value(&page.text().await.unwrap());
        let url = format!("{}/dev/account", tenant.origin());
        let request = http().post(url).form(&[("form", form.as_str()), ("persona", "maya")]).header(name, value);
        let response = request.send().await.unwrap();
        assert_eq!(response.status(), StatusCode::BAD_REQUEST, "{name}: {value}");
        assert!(response.headers().get("set-cookie").is_none());
    }
}

#[tokio::test]
async fn dt_13_a_production_marker_prevents_the_start() {
    let markers = ["KUBERNETES_SERVICE_HOST", "WEBSITE_INSTANCE_ID"].map(str::to_owned).to_vec();
    let error = refusal(Options { production_markers: markers, ..options() }).await;
    assert!(error.to_string().contains("KUBERNETES_SERVICE_HOST, WEBSITE_INSTANCE_ID"), "{error}");
}

#[tokio::test]
async fn dt_14_the_signing_key_is_new_per_process_and_never_stored() {
    let folder = tempfile::tempdir().unwrap();
    let state_file = folder.path().join("state/dev-tenant.json");
    let mut key_ids = Vec::new();
    let mut issued = Vec::new();
    for _ in 0..2 {
        let tenant = start(Options { state_file: Some(state_file.clone()), ..options() }).await.unwrap();
        assert!(tenant.origin().starts_with("http://127.0.0.1:"));
        issued.push(tokens_of(&tenant, "maya").await);
        let url = format!("{}/discovery/v2.0/keys", tenant.authority());
        let keys: Value = http().get(url).send().await.unwrap().json().await.unwrap();
        assert_eq!(keys["keys"][0]["issuer"], format!("{}/v2.0", tenant.authority()));
        key_ids.push(keys["keys"][0]["kid"].clone());
    }
    assert_ne!(key_ids[0], key_ids[1]);

    let files: Vec<_> = std::fs::read_dir(folder.path().join("state")).unwrap().collect();
    assert_eq!(files.len(), 1, "there is the state file and nothing else");
    let written = std::fs::read_to_string(state_file).unwrap();
    assert!(written.contains("maya"), "the file contains the sign-in");
    for secret in issued.iter().flat_map(|body| [&body["refresh_token"], &body["access_token"], &body["id_token"]]) {
        assert!(!written.contains(secret.as_str().unwrap()), "the file does not contain the tokens");
    }
    assert!(!written.contains("PRIVATE KEY") && !written.contains("\"d\":"));
}

#[tokio::test]
async fn dt_14_the_client_secret_differs_per_start() {
    let (first, second) = (dev_tenant().await, dev_tenant().await);
    assert_ne!(first.client_secret(), second.client_secret());
    assert!(first.client_secret().len() >= 43);
}
