//! The page of orders: the app calls its own protected API over HTTP, with a token for it.

use axum::http::{Method, StatusCode};
use leptos_entra::server::{
    config::{ApiSettings, ProtectedApi},
    named_apis::{NamedApi as _, Orders},
};
use tokio::net::TcpListener;
use url::Url;

use crate::{
    cast::{App, Browser, broken_server::unused_origin, parameter},
    tokens::scopes,
};

const ADMITTED: [(&str, &str); 2] = [("sec-fetch-site", "same-origin"), ("accept", "text/html")];

/// Starts an app whose API `ORDERS` is the protected API of an app at the same dev tenant.
async fn app_with_orders() -> App {
    let api = App::start_with(|config| {
        config.protected_api = Some(ProtectedApi { audiences: vec!["default".to_owned()], clients: None });
    });
    let api = api.await;
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let endpoint = format!("http://{}/api/v1/orders", listener.local_addr().unwrap());
    let router = api.router.clone();
    tokio::spawn(async move { axum::serve(listener, router).await });
    at(&api, &endpoint)
}

fn at(app: &App, endpoint: &str) -> App {
    let own = format!("api://{}", app.tenant.client_id());
    let scopes = scopes(&format!("{own}/Orders.Read {own}/Orders.Write"));
    let settings = ApiSettings { endpoint: Url::parse(endpoint).unwrap(), scopes };
    app.with(|config| config.apis = std::mem::take(&mut config.apis).with(Orders::NAME, settings))
}

/// Signs the persona in, and gives the consent that the page of orders requests.
async fn with_consent(app: &App, persona: &str) -> Browser {
    let mut browser = Browser::new(app);
    browser.sign_in(persona).await;
    browser.get("/").await.assert_shows("href=\"/orders\"");
    let step = browser.get("/orders").await.location().to_owned();
    let authorize = browser.get(&step).await.location().to_owned();
    let asked = parameter(&authorize, "scope").unwrap();
    assert!(asked.contains("/Orders.Read ") && asked.contains("/Orders.Write"), "{asked}");
    let page = browser.visit_tenant(&authorize).await;
    page.assert_shows("Allow this application?").assert_shows("Orders.Read");
    let callback = browser.press(&page, &[("decision", "accept")]).await.location().to_owned();
    assert_eq!(browser.land(&callback).await.location(), "/orders", "the consent leads back to the page");
    browser
}

#[tokio::test]
async fn a_missing_consent_leads_to_the_provider_and_back() {
    let app = app_with_orders().await;
    let mut browser = with_consent(&app, "maya").await;
    let page = browser.get("/orders").await;
    assert_eq!(page.status, StatusCode::OK);
    page.assert_shows("My orders").assert_shows("Place an order");
    let asked = app.control().counters().refreshes;
    browser.get("/orders").await;
    assert_eq!(app.control().counters().refreshes, asked, "the token of the API is cached with the session");
}

#[tokio::test]
async fn an_order_is_placed_by_a_form_and_shown() {
    let app = app_with_orders().await;
    let mut browser = with_consent(&app, "maya").await;
    let placed = browser.send(Method::POST, "/orders/place", &ADMITTED, "item=Lamp+%3Cb%3E+12345&quantity=3").await;
    assert_eq!(placed.location(), "/orders", "{placed:?}");
    browser.get("/orders").await.assert_shows("Lamp &lt;b&gt; 12345");
    let mut tom = with_consent(&app, "tom").await;
    assert!(!tom.get("/orders").await.body.contains("12345"), "orders of other users are not shown");
}

#[tokio::test]
async fn a_form_of_another_site_places_no_order() {
    let app = app_with_orders().await;
    let mut browser = with_consent(&app, "maya").await;
    for site in ["cross-site", "same-site", "none"] {
        let headers = [("sec-fetch-site", site), ("accept", "text/html")];
        let page = browser.send(Method::POST, "/orders/place", &headers, "item=Stolen+98765&quantity=1").await;
        assert_eq!(page.status, StatusCode::FORBIDDEN, "{site}");
    }
    assert_eq!(browser.get("/orders/place?item=Stolen+98765&quantity=1").await.location(), "/orders");
    assert!(!browser.get("/orders").await.body.contains("98765"));
}

#[tokio::test]
async fn the_explanation_of_the_api_is_shown() {
    let app = app_with_orders().await;
    let mut browser = with_consent(&app, "maya").await;
    let page = browser.send(Method::POST, "/orders/place", &ADMITTED, "item=Lamp&quantity=0").await;
    page.assert_shows("The order was not placed").assert_shows("An order needs an item of 1 to 100 bytes");
    for form in ["item=Lamp", "item=Lamp&quantity=-1", ""] {
        let page = browser.send(Method::POST, "/orders/place", &ADMITTED, form).await;
        assert_eq!(page.status, StatusCode::BAD_REQUEST, "{form}");
    }
}

#[tokio::test]
async fn a_signed_out_form_places_no_order() {
    let app = app_with_orders().await;
    let page = Browser::new(&app).send(Method::POST, "/orders/place", &ADMITTED, "item=Lamp&quantity=1").await;
    page.assert_signed_out();
}

#[tokio::test]
async fn an_unreachable_api_has_its_own_text() {
    let app = at(&App::start().await, &format!("{}/api/v1/orders", unused_origin().await));
    let page = with_consent(&app, "maya").await.get("/orders").await;
    assert_eq!(page.status, StatusCode::BAD_GATEWAY);
    page.assert_shows("The API cannot be reached");
}

#[tokio::test]
async fn without_settings_the_page_does_not_exist() {
    let app = App::start().await;
    let mut browser = Browser::new(&app);
    browser.sign_in("maya").await;
    assert_eq!(browser.get("/orders").await.status, StatusCode::NOT_FOUND);
    assert!(!browser.get("/").await.body.contains("/orders"));
}
