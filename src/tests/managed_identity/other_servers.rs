//! Other servers in the place of the identity endpoint, and a proxy in front of it.

use std::sync::Arc;

use axum::http::StatusCode;
use leptos_entra::server::{
    http::LocalUrl,
    oidc::{ClientCredential, IdentityEndpoint, ManagedIdentity},
};

use super::{AUDIENCE, tenant};
use crate::{
    cast::{
        App, Browser, Page,
        broken_server::{BrokenServer, Wrong, unused_origin},
        parameter,
    },
    configuration::program::Program,
    dev_tenant::cast::http,
};

const TOKEN: &str = r#"{"access_token":"a.b.c","expires_in":"86399"}"#;
const PATH: &str = "/msi/token";

/// Signs in with an identity whose endpoint is at this origin. Returns the page.
async fn sign_in_at(origin: &str) -> Page {
    let url = LocalUrl::parse(&format!("{origin}{PATH}")).unwrap();
    let endpoint = IdentityEndpoint::app_service(url, "the-identity-header").unwrap();
    let tenant = tenant().await;
    let identity = ManagedIdentity::new(endpoint, tenant.identity_client_id(), AUDIENCE);
    let credential = ClientCredential::ManagedIdentity(Arc::new(identity));
    let app = App::beside(tenant, |config| config.client_credential = credential).with_short_timeouts();
    Browser::new(&app).sign_in_to_page("maya").await
}

#[tokio::test]
async fn outside_of_azure_the_missing_endpoint_is_named() {
    let page = sign_in_at(&unused_origin().await).await;
    assert_eq!(page.status, StatusCode::BAD_GATEWAY);
    page.assert_shows("exists only in Azure");
}

#[tokio::test]
async fn each_wrong_response_is_named() {
    const REDIRECT: &str = "responded with a redirect";
    const NO_TOKEN: &str = "did not respond with a token";
    let large = b"HTTP/1.1 200 OK\r\nconnection: close\r\n\r\n".to_vec();
    let html = Wrong::answer("400 Bad Request", "text/html", "<h1>Bad request</h1>");
    for (response, status, text) in [
        (Wrong::redirect("302 Found", "/elsewhere"), 502, REDIRECT),
        (Wrong::Large(large, 1024 * 1024), 502, NO_TOKEN),
        (Wrong::json("{}"), 502, NO_TOKEN),
        (html, 502, "responded with status 400"),
        (Wrong::answer("401 Unauthorized", "application/json", "{}"), 502, "responded with status 401"),
        (Wrong::Silence(Vec::new()), 503, "did not respond in time"),
        (Wrong::Reset(Vec::new()), 502, "cannot be reached"),
    ] {
        let server = BrokenServer::start().await;
        server.respond_with(PATH, response);
        let page = sign_in_at(&server.origin()).await;
        assert_eq!(page.status.as_u16(), status, "{text}");
        page.assert_shows(text);
    }
}

#[tokio::test]
async fn a_72_a_redirect_of_the_identity_endpoint_is_not_followed() {
    let (asked, other) = (BrokenServer::start().await, BrokenServer::start().await);
    other.respond_with(PATH, Wrong::json(TOKEN));
    for status in
        ["301 Moved Permanently", "302 Found", "303 See Other", "307 Temporary Redirect", "308 Permanent Redirect"]
    {
        asked.respond_with(PATH, Wrong::redirect(status, other.url(PATH).as_str()));
        let page = sign_in_at(&asked.origin()).await;
        assert_eq!(page.status, StatusCode::BAD_GATEWAY, "{status}");
    }
    assert_eq!((asked.requests().len(), other.connections()), (5, 0));
    assert!(asked.requests().iter().all(|request| request.contains("the-identity-header")));
}

/// Completes a sign-in at the built program with an invented code.
async fn sign_in_to(port: u16) {
    let get = |path: &str| {
        let request = http().get(format!("http://127.0.0.1:{port}{path}")).header("host", "localhost:3000");
        request.header("sec-fetch-site", "same-origin").header("accept", "text/html")
    };
    let begun = get("/sign-in").send().await.unwrap();
    let state = parameter(begun.headers()["location"].to_str().unwrap(), "state").unwrap();
    let cookies = begun.headers().get_all("set-cookie").iter().map(|cookie| cookie.to_str().unwrap());
    let cookies: Vec<_> = cookies.filter_map(|cookie| cookie.split(';').next()).collect();
    let callback = get(&format!("/getAToken?code=a&state={state}")).header("cookie", cookies.join("; "));
    assert!(callback.send().await.unwrap().status().is_redirection());
}

#[tokio::test]
async fn a_72_no_proxy_gets_the_request_for_an_identity_token() {
    let (provider, endpoint, proxy) =
        (BrokenServer::provider().await, BrokenServer::start().await, BrokenServer::start().await);
    endpoint.respond_with(PATH, Wrong::json(TOKEN));
    let at_localhost =
        |server: &BrokenServer, path: &str| format!("http://localhost:{}{path}", server.url("/").port().unwrap());
    let program = Program::new()
        .set("CLIENT_ID", "app")
        .set("OIDC_AUTHORITY", &provider.origin())
        .set("REDIRECT_URI", "http://localhost:3000/getAToken")
        .set("MANAGED_IDENTITY_CLIENT_ID", "99999999-2222-4333-8444-555555555555")
        .set("IDENTITY_ENDPOINT", &at_localhost(&endpoint, PATH))
        .set("IDENTITY_HEADER", "the-identity-header")
        .set("HTTP_PROXY", &proxy.origin())
        .set("NO_PROXY", "127.0.0.1");
    let program = tokio::task::spawn_blocking(|| program.start()).await.unwrap();
    sign_in_to(program.port()).await;
    assert_eq!((endpoint.requests().len(), proxy.connections()), (1, 0));
    let redeemed = provider.requests().into_iter().find(|request| request.starts_with("POST /token")).unwrap();
    assert!(redeemed.contains("client_assertion=a.b.c") && !redeemed.contains("the-identity-header"), "{redeemed}");
}
