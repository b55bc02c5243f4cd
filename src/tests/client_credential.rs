//! Tests of the client authentication at the token endpoint: HTTP Basic or the form, as the provider's metadata says.

use openidconnect::{ClientId, ClientSecret};

use crate::cast::{App, Browser, broken_server::BrokenServer, parameter};
use leptos_entra::server::{entra::Authority, oidc::ClientCredential};

/// A client secret with characters that must be encoded in the token request.
const SECRET: &str = "p@ss:w/rd+ %ü";

/// Returns the head and the body of the app's token request. The provider's metadata has this additional member.
async fn token_request(member: &str) -> (String, String) {
    let server = BrokenServer::provider().await;
    server.describe(member);
    let authority = Authority::parse_oidc_authority(&server.origin()).unwrap();
    let app = App::start_with(|config| {
        config.authority = authority;
        config.client_id = ClientId::new("the app:1".to_owned());
        config.client_credential = ClientCredential::Secret(ClientSecret::new(SECRET.to_owned()));
    })
    .await;
    let mut browser = Browser::new(&app);
    let authorize = browser.get("/sign-in").await.location().to_owned();
    let state = parameter(&authorize, "state").unwrap();
    browser.get(&format!("/getAToken?code=a&state={state}")).await;
    let requests = server.requests();
    let request =
        requests.iter().find(|request| request.starts_with("POST /token")).expect("the app sends a token request");
    let (head, body) = request.split_once("\r\n\r\n").unwrap();
    (head.to_owned(), body.to_owned())
}

/// The expected `Authorization` header (RFC 6749 §2.3.1): `the+app%3A1:p%40ss%3Aw%2Frd%2B+%25%C3%BC`, in Base64.
const BASIC: &str = "authorization: Basic dGhlK2FwcCUzQTE6cCU0MHNzJTNBdyUyRnJkJTJCKyUyNSVDMyVCQw==";

fn assert_by_basic((head, body): (String, String)) {
    assert!(head.lines().any(|line| line == BASIC), "{head}");
    assert!(!body.contains("client_"), "the credential is sent once: {body}");
}

fn assert_in_the_form((head, body): (String, String)) {
    assert!(!head.contains("authorization:"), "the credential is sent once: {head}");
    let form: Vec<_> = url::form_urlencoded::parse(body.as_bytes()).collect();
    for (name, value) in [("client_id", "the app:1"), ("client_secret", SECRET)] {
        assert_eq!(form.iter().filter(|(sent, as_what)| sent == name && as_what == value).count(), 1, "{body}");
    }
}

#[tokio::test]
async fn given_no_listed_method_then_the_credential_is_sent_by_basic() {
    assert_by_basic(token_request("").await);
}

#[tokio::test]
async fn given_basic_only_then_the_credential_is_form_encoded() {
    assert_by_basic(token_request(r#","token_endpoint_auth_methods_supported":["client_secret_basic"]"#).await);
}

#[tokio::test]
async fn given_client_secret_post_then_the_form_has_the_credential() {
    let methods = r#","token_endpoint_auth_methods_supported":["client_secret_post","client_secret_basic"]"#;
    assert_in_the_form(token_request(methods).await);
}
