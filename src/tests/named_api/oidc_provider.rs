//! An API by name, and a sign-in with hints, at a provider that is not a stand-in: npm's certified `oidc-provider`.

use leptos_entra::server::{api::Api, config::ApiSettings, named_apis::NamedApi as _};
use serde_json::{Value, json};

use super::{Stock, header, json_with};
use crate::{
    cast::{Browser, broken_server::BrokenServer, oidc_provider::OidcProvider, parameter},
    guards::caller,
    tokens::scopes,
};

#[tokio::test]
async fn a_call_has_the_access_token_of_oidc_provider() {
    let (provider, api) = (OidcProvider::start().await, BrokenServer::start().await);
    let settings = ApiSettings { endpoint: api.url("/v1/"), scopes: scopes("api") };
    let app =
        provider.app_with(|config| config.apis = std::mem::take(&mut config.apis).with(Stock::NAME, settings)).await;
    let mut browser = provider.browser(&app);
    provider.sign_in(&mut browser).await;
    api.respond_with("/v1/items", json_with("200 OK", "", "{\"a\":1}"));
    let user = caller(&app, &browser).signed_in().await.unwrap();
    let items: Value = Api::<Stock>::of(&user).unwrap().at("items").get().await.unwrap();
    assert_eq!(items, json!({ "a": 1 }));
    let [request] = api.requests().try_into().unwrap();
    let token = header(&request, "authorization").strip_prefix("Bearer ").unwrap();
    assert!(token.len() >= 20 && !token.contains('.'), "the access tokens of this provider are opaque");
}

#[tokio::test]
async fn oidc_provider_obeys_prompt_and_login_hint_of_a_link() {
    let provider = OidcProvider::start().await;
    let app = provider.app_with(|_| ()).await;
    let mut browser: Browser = provider.browser(&app);
    provider.sign_in(&mut browser).await;
    let link = "/sign-in?prompt=login&login_hint=ada%40example.org";
    let authorize = browser.get(link).await.location().to_owned();
    let sent = ["prompt", "login_hint"].map(|name| parameter(&authorize, name).unwrap());
    assert_eq!(sent, ["login", "ada@example.org"]);
    let (callback, account_pages) = provider.follow(&mut browser, &authorize).await;
    assert_eq!(account_pages, 1, "the user must authenticate again");
    browser.land(&callback).await;
    browser.get("/").await.assert_shows("Ada Lovelace");
}
