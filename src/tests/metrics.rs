//! The metrics at `MANAGEMENT_ADDR`: each event moves its series, and no series has personal data or an unbounded label.

mod files;
mod outcomes;
mod scrape;

use std::{net::SocketAddr, num::NonZeroU32};

use axum::{
    body::Body,
    http::{Method, Request, StatusCode},
};
use leptos_entra::{
    dev_tenant::{GraphFault, Times},
    routes,
    server::config::{Config, Traffic},
};
use openidconnect::RedirectUrl;
use tower::ServiceExt as _;

use self::scrape::Scrape;
use crate::{
    cast::{App, Browser, CALLBACK_BELOW, ORIGIN, Watched, parameter},
    tokens,
};

const HTTP: &str = "http_server_request_duration_seconds_count";

/// Sets `MANAGEMENT_ADDR`. The tests call the router of this address directly.
fn measured(config: &mut Config) {
    config.site.management = Some(SocketAddr::from(([127, 0, 0, 1], 0)));
}

async fn measured_app() -> App {
    App::start_with(measured).await
}

async fn at_management(app: &App, method: Method) -> StatusCode {
    let request = Request::builder().method(method).uri("/metrics").body(Body::empty()).unwrap();
    routes::management(&app.services).oneshot(request).await.unwrap().status()
}

#[tokio::test]
async fn a_request_is_counted_by_its_route() {
    let app = measured_app().await;
    let mut browser = Browser::new(&app);
    assert_eq!(browser.get("/?a=b").await.status, StatusCode::OK);
    assert_eq!(browser.get("/sign-in?return_to=/mail").await.status, StatusCode::SEE_OTHER);
    assert_eq!(browser.send(Method::HEAD, "/sign-in", &[], "").await.status, StatusCode::NO_CONTENT);
    let scrape = Scrape::of(&app).await;
    for (method, route, status) in [("GET", "/", "200"), ("GET", "/sign-in", "303"), ("HEAD", "/sign-in", "204")] {
        let labels = [("http_request_method", method), ("http_route", route), ("http_response_status_code", status)];
        assert_eq!(scrape.sum(HTTP, &labels), 1, "{method} {route}\n{}", scrape.0);
    }
    let bucket = "http_server_request_duration_seconds_bucket";
    for (bound, number) in [("0.005", None), ("7.5", None), ("10", Some(3)), ("+Inf", Some(3))] {
        let sum = scrape.sum(bucket, &[("le", bound)]);
        assert!(scrape.has(bucket, &[("le", bound)]) && number.is_none_or(|number| sum == number), "{bound}: {sum}");
    }
}

#[tokio::test]
async fn unknown_paths_and_methods_create_no_series_each() {
    let app = measured_app().await;
    let mut browser = Browser::new(&app);
    browser.get("/nowhere-at-all").await;
    browser.send(Method::from_bytes(b"BREW").unwrap(), "/pot", &[], "").await;
    let before = Scrape::of(&app).await.series();
    for number in 0..20 {
        assert_eq!(browser.get(&format!("/nowhere-{number}?q={number}")).await.status, StatusCode::NOT_FOUND);
        let method = Method::from_bytes(format!("BREW{number}").as_bytes()).unwrap();
        assert_eq!(browser.send(method, "/pot", &[], "").await.status, StatusCode::METHOD_NOT_ALLOWED);
    }
    let after = Scrape::of(&app).await;
    assert_eq!(after.series(), before);
    assert!(!after.0.contains("nowhere") && !after.0.contains("BREW") && !after.0.contains("/pot"), "{}", after.0);
    assert_eq!(after.sum(HTTP, &[("http_response_status_code", "404")]), 21);
    assert_eq!(after.sum(HTTP, &[("http_request_method", "_OTHER")]), 21);
}

#[tokio::test]
async fn below_a_base_path_the_route_is_known() {
    let app = App::start_with(|config| {
        measured(config);
        config.public_url = format!("{ORIGIN}/app/").parse().unwrap();
        config.redirect_uri = Some(RedirectUrl::new(CALLBACK_BELOW.to_owned()).unwrap());
        config.site.traffic = Traffic { sign_in: NonZeroU32::new(1), ..Traffic::unlimited() };
    })
    .await;
    let mut browser = Browser::new(&app);
    for status in [StatusCode::SEE_OTHER, StatusCode::TOO_MANY_REQUESTS] {
        assert_eq!(browser.get("/app/sign-in").await.status, status);
    }
    browser.get("/outside").await;
    let scrape = Scrape::of(&app).await;
    assert_eq!(scrape.sum(HTTP, &[("http_route", "/sign-in")]), 2);
    assert_eq!(scrape.sum("leptos_entra_rate_limited_requests_total", &[("http_route", "/sign-in")]), 1);
    assert!(!scrape.0.contains("outside"), "{}", scrape.0);
}

#[tokio::test]
async fn a_rate_limited_request_is_counted() {
    let app = App::start_with(|config| {
        measured(config);
        config.site.traffic = Traffic { sign_in: NonZeroU32::new(2), ..Traffic::unlimited() };
    })
    .await;
    let mut browser = Browser::new(&app);
    for _ in 0..5 {
        browser.get("/sign-in").await;
    }
    let scrape = Scrape::of(&app).await;
    assert_eq!(scrape.sum("leptos_entra_rate_limited_requests_total", &[("http_route", "/sign-in")]), 3);
    assert_eq!(scrape.sum("leptos_entra_rate_limited_requests_total", &[]), 3);
}

#[tokio::test]
async fn a_429_of_graph_is_no_rate_limited_request() {
    let app = measured_app().await;
    let mut browser = Browser::new(&app);
    browser.sign_in("maya").await;
    let fault = GraphFault::TooManyRequests { retry_after: Some(1) };
    app.control().arm_graph_fault(fault, Times::UntilReset);
    assert_eq!(browser.call("/api/call_api").await.status, StatusCode::TOO_MANY_REQUESTS);
    let scrape = Scrape::of(&app).await;
    assert_eq!(scrape.sum("leptos_entra_rate_limited_requests_total", &[]), 0);
    assert_eq!(scrape.sum("leptos_entra_graph_requests_total", &[("status", "429")]), 1);
}

#[tokio::test]
async fn the_metrics_are_not_at_the_port_of_the_app() {
    let app = measured_app().await;
    let mut browser = Browser::new(&app);
    let page = browser.get("/metrics").await;
    assert_eq!(page.status, StatusCode::NOT_FOUND);
    assert!(!page.body.contains("leptos_entra_build_info"), "{}", page.body);
    for (method, status) in [(Method::GET, 200), (Method::HEAD, 200), (Method::POST, 405), (Method::DELETE, 405)] {
        assert_eq!(at_management(&app, method.clone()).await.as_u16(), status, "{method}");
    }
}

#[tokio::test]
async fn without_a_management_address_nothing_is_recorded() {
    let app = App::start().await;
    Browser::new(&app).sign_in("maya").await;
    assert!(!app.services.metrics.is_on());
    assert_eq!(app.services.scrape().await, None);
    assert_eq!(at_management(&app, Method::GET).await, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn no_personal_data_and_no_secret_is_in_the_metrics() {
    let app = measured_app().await;
    let mut browser = Browser::new(&app);
    let callback = browser.reach_callback("/sign-in?return_to=/mail", "maya").await;
    browser.land(&callback).await;
    browser.call("/api/call_api").await;
    browser.get("/account/sessions").await;
    let tokens = tokens::tokens_of(&app, &browser).await;
    let token = &tokens.access_tokens[0].access_token;
    let claims = tokens::claims_of(token);
    let mut private: Vec<String> =
        ["oid", "tid", "sub", "name"].iter().filter_map(|name| claims[name].as_str().map(str::to_owned)).collect();
    assert!(private.len() >= 3, "{claims}");
    private.extend([token.secret().clone(), tokens.refresh_token.unwrap().secret().clone()]);
    private.extend(["code", "state"].map(|name| parameter(&callback, name).unwrap()));
    private.extend(browser.cookies.values().cloned());
    private.extend([app.tenant.client_id(), app.tenant.client_secret(), "maya", "Maya"].map(str::to_owned));
    let scrape = Scrape::of(&app).await;
    assert_eq!(scrape.sum("leptos_entra_sign_ins_total", &[("outcome", "success")]), 1);
    for text in private {
        assert!(!scrape.0.contains(&text), "{text}\n{}", scrape.0);
    }
}

#[tokio::test]
async fn concurrent_scrapes_share_one_count_of_sessions() {
    let watched = Watched::new();
    let app = App::start_on(&watched, measured).await;
    let mut browser = Browser::new(&app);
    browser.sign_in("maya").await;
    Browser::new(&app).sign_in("tom").await;
    watched.calls();
    let scrapes: Vec<_> = (0..10)
        .map(|_| {
            tokio::spawn({
                let app = app.clone();
                async move { Scrape::of(&app).await }
            })
        })
        .collect();
    for scrape in scrapes {
        assert_eq!(scrape.await.unwrap().sum("leptos_entra_sessions", &[]), 2);
    }
    assert_eq!(watched.calls(), ["count_sessions"]);
    browser.submit("/api/sign_out").await;
    assert_eq!(Scrape::of(&app).await.sum("leptos_entra_sessions", &[]), 2, "the number is cached");
    scrape::a_minute_later().await;
    assert_eq!(Scrape::of(&app).await.sum("leptos_entra_sessions", &[]), 1);
}
