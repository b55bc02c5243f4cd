//! Regional hosts of the public cloud: the app sends token requests there if the metadata says so, but never redirects users.

use leptos_entra::{
    dev_tenant::{Flavour, TENANT_ID},
    server::entra::Authority,
};

use super::assert_sign_in_and_sign_out;
use crate::cast::{App, Browser};

const REGIONAL: &str = "https://westeurope.login.microsoft.com";

/// Starts an app whose authority is at this host. The provider's metadata names a regional host for one of the
/// endpoints.
async fn app_at(host: &str, endpoint: &str, path: &str) -> App {
    let origin = format!("https://{host}");
    let authority = Authority::parse_authority(&format!("{origin}/{TENANT_ID}")).unwrap();
    let app = App::abroad(Flavour::Workforce, &origin, authority, |_| ()).await;
    app.control().set_document_member(endpoint, Some(format!("{REGIONAL}/{TENANT_ID}{path}")));
    app
}

/// Checks that the app does not redirect to the provider while the metadata has a regional host for this endpoint.
/// Without the regional host, the redirect works.
async fn assert_redirects_no_user(app: &App, endpoint: &str) {
    let page = Browser::new(app).get("/sign-in").await;
    assert!(page.status.is_server_error(), "{endpoint} {}", page.status);
    app.control().set_document_member(endpoint, None);
    assert!(Browser::new(&app.restarted()).get("/sign-in").await.status.is_redirection(), "{endpoint}");
}

#[tokio::test]
async fn tokens_and_keys_come_from_a_regional_host() {
    let app = app_at("login.microsoftonline.com", "token_endpoint", "/oauth2/v2.0/token").await;
    app.control().set_document_member("jwks_uri", Some(format!("{REGIONAL}/{TENANT_ID}/discovery/v2.0/keys")));
    assert_sign_in_and_sign_out(&app, "maya", "Maya Lindqvist").await;
}

#[tokio::test]
async fn no_user_is_redirected_to_a_regional_host() {
    for (endpoint, path) in
        [("authorization_endpoint", "/oauth2/v2.0/authorize"), ("end_session_endpoint", "/oauth2/v2.0/logout")]
    {
        assert_redirects_no_user(&app_at("login.microsoftonline.com", endpoint, path).await, endpoint).await;
    }
}

#[tokio::test]
async fn a_regional_host_is_rejected_in_another_cloud() {
    for host in ["login.microsoftonline.us", "login-us.microsoftonline.com"] {
        let app = app_at(host, "token_endpoint", "/oauth2/v2.0/token").await;
        assert_redirects_no_user(&app, "token_endpoint").await;
    }
}
