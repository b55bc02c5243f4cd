//! A claims challenge of an API by name leads to a step-up with its claims and its scopes.

use axum::http::StatusCode;
use base64::{Engine as _, engine::general_purpose::STANDARD};
use leptos_entra::server::{
    api::{Api, ApiError},
    config::ApiSettings,
    named_apis::{NamedApi as _, Orders},
};

use super::{BrokenServer, NOTES, World, Wrong, json_with};
use crate::{
    cast::{App, Browser, parameter},
    guards::caller,
    tokens::scopes,
};

const CLAIMS: &str = r#"{"access_token":{"acrs":{"essential":true,"value":"c1"}}}"#;

fn challenge() -> Wrong {
    let header = format!(
        "www-authenticate: Bearer realm=\"\", error=\"insufficient_claims\", claims=\"{}\"\r\n",
        STANDARD.encode(CLAIMS)
    );
    json_with("401 Unauthorized", &header, "{}")
}

#[tokio::test]
async fn an_unmet_claims_challenge_is_a_step_up() {
    let world = World::start().await;
    world.respond("items", challenge());
    let failed = world.stock("maya").await.at("items").get::<serde_json::Value>().await.unwrap_err();
    assert!(matches!(failed, ApiError::StepUp(_)), "{failed}");
}

#[tokio::test]
async fn a_page_with_a_claims_challenge_leads_through_the_step_up() {
    let server = BrokenServer::start().await;
    let settings = ApiSettings { endpoint: server.url("/orders"), scopes: scopes(&format!("{NOTES}/Notes.Read")) };
    let app = App::start_with(|config| {
        config.scopes = scopes(&format!("User.Read {NOTES}/Notes.Read"));
        config.apis = std::mem::take(&mut config.apis).with(Orders::NAME, settings);
    });
    let app = app.await;
    let mut browser = Browser::new(&app);
    browser.sign_in("maya").await;
    server.respond_with("/orders", challenge());
    let page = browser.get("/orders").await;
    assert_eq!(page.status, StatusCode::UNAUTHORIZED);
    page.assert_shows("One more step is needed");
    let mut links = page.body.split("href=\"").filter_map(|rest| rest.split('"').next());
    let step = links.find(|link| link.contains("step_up=")).unwrap().replace("&amp;", "&");
    let authorize = browser.get(&step).await.location().to_owned();
    let claims: serde_json::Value = serde_json::from_str(&parameter(&authorize, "claims").unwrap()).unwrap();
    assert_eq!(claims["access_token"]["acrs"]["value"], "c1");
    assert!(parameter(&authorize, "scope").unwrap().contains(&format!("{NOTES}/Notes.Read")));
    let callback = browser.reach_callback(&step, "maya").await;
    assert_eq!(browser.land(&callback).await.location(), "/orders", "the step-up leads back to the page");
    server.respond_with("/orders", Wrong::json(r#"{"orders":[{"item":"lamp","quantity":3}]}"#));
    browser.get("/orders").await.assert_shows("lamp");
    let user = caller(&app, &browser).signed_in().await.unwrap();
    assert!(Api::<Orders>::of(&user).unwrap().at("").get::<serde_json::Value>().await.is_ok());
}
