//! Client assertions at OpenID providers that are not Microsoft's.

use std::{collections::BTreeMap, time::Duration};

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use leptos_entra::server::{config::Config, entra::Authority};
use serde_json::{Value, json};

use super::CredentialFile;
use crate::cast::{
    App, Browser,
    broken_server::{BrokenServer, Wrong},
    certificates::{TestKey, VALID},
    parameter,
};

/// Starts an app with a certificate at this provider.
async fn app_at(server: &BrokenServer, change: impl FnOnce(&mut Config)) -> App {
    let key = TestKey::rsa();
    let file = CredentialFile::new(&format!("{}{}", key.certificate(VALID), key.pem()));
    let authority = Authority::parse_oidc_authority(&server.origin()).unwrap();
    App::start_with(|config| {
        config.authority = authority;
        config.client_credential = file.certificate();
        change(config);
    })
    .await
}

/// Returns the forms of the requests for this path.
fn forms(server: &BrokenServer, path: &str) -> Vec<BTreeMap<String, String>> {
    let requests = server.requests();
    let to_path = requests.iter().filter(|request| request.starts_with(&format!("POST {path} ")));
    let form = |request: &String| {
        let (head, body) = request.split_once("\r\n\r\n").unwrap();
        assert!(!head.to_ascii_lowercase().contains("authorization:"), "{head}");
        url::form_urlencoded::parse(body.as_bytes()).into_owned().collect()
    };
    to_path.map(form).collect()
}

/// Returns the forms of two token requests at a provider whose metadata also has these members, and the provider's issuer.
async fn token_requests(members: &str) -> ([BTreeMap<String, String>; 2], String) {
    let server = BrokenServer::provider().await;
    server.describe(members);
    let app = app_at(&server, |_| ()).await;
    for _ in 0..2 {
        let mut browser = Browser::new(&app);
        let authorize = browser.get("/sign-in").await.location().to_owned();
        let state = parameter(&authorize, "state").unwrap();
        browser.get(&format!("/getAToken?code=a&state={state}")).await;
    }
    (forms(&server, "/token").try_into().unwrap(), server.origin())
}

fn part(form: &BTreeMap<String, String>, index: usize) -> Value {
    let part = form["client_assertion"].split('.').nth(index).unwrap();
    serde_json::from_slice(&URL_SAFE_NO_PAD.decode(part).unwrap()).unwrap()
}

#[tokio::test]
async fn the_assertion_is_for_the_issuer_and_new_in_each_request() {
    let ([first, second], issuer) = token_requests("").await;
    assert_eq!(first["client_assertion_type"], "urn:ietf:params:oauth:client-assertion-type:jwt-bearer");
    assert!(first.contains_key("client_id") && !first.contains_key("client_secret"));
    let claims = part(&first, 1);
    assert_eq!((&claims["aud"], &claims["sub"]), (&json!(issuer), &json!(first["client_id"])));
    assert_ne!(claims["jti"], part(&second, 1)["jti"]);
}

#[tokio::test]
async fn ps256_is_used_if_the_provider_lists_it_else_rs256() {
    for (listed, algorithm) in [("", "RS256"), (r#"["RS256","ES256"]"#, "RS256"), (r#"["RS256","PS256"]"#, "PS256")] {
        let name = r#","token_endpoint_auth_signing_alg_values_supported":"#;
        let member = if listed.is_empty() { String::new() } else { format!("{name}{listed}") };
        let ([form, _], _) = token_requests(&member).await;
        assert_eq!(part(&form, 0)["alg"], algorithm, "{listed}");
    }
}

#[tokio::test]
async fn both_device_code_requests_authenticate_the_client() {
    let server = BrokenServer::provider().await;
    let code = r#"{"device_code":"d","user_code":"BCDF-GHJK","verification_uri":"https://op.example/","expires_in":900,"interval":1}"#;
    server.respond_with("/devicecode", Wrong::json(code));
    let app = app_at(&server, |config| config.redirect_uri = None).await;
    let mut browser = Browser::new(&app);
    assert_eq!(browser.submit("/device-code/begin").await.location(), "/device-code");
    tokio::time::sleep(Duration::from_millis(1_500)).await;
    browser.call("/api/poll_device_code").await;
    for path in ["/devicecode", "/token"] {
        let [form] = &forms(&server, path)[..] else { panic!("not one request of {path}") };
        assert_eq!(part(form, 0)["typ"], "JWT", "{path}");
        assert!(form.contains_key("client_id"), "{path}");
    }
}
