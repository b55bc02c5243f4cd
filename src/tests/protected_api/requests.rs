//! Requests to the protected API and its responses: where the token may be, methods, bodies, limits, and what is not read.

use std::num::NonZeroU32;

use axum::http::{Method, StatusCode};
use leptos_entra::{
    routes,
    server::{config::Traffic, entra::Authority},
};
use serde_json::json;

use super::{Api, ORDERS, assert_problem, protected_api};
use crate::cast::{App, Browser, CALLBACK_BELOW, Watched};

#[tokio::test]
async fn every_route_of_the_api_rejects_a_request_without_a_token() {
    let api = Api::start().await;
    let signed_in = {
        let mut browser = Browser::new(&api.app);
        browser.sign_in("maya").await;
        browser
    };
    let routes = routes::protected_api();
    assert!(!routes.is_empty());
    for (path, _) in routes {
        for method in [Method::GET, Method::HEAD, Method::POST] {
            let page = signed_in.clone().send(method.clone(), path, &[("sec-fetch-site", "same-origin")], "").await;
            if page.status == StatusCode::METHOD_NOT_ALLOWED {
                continue;
            }
            assert_eq!(page.status, StatusCode::UNAUTHORIZED, "{method} {path}: a cookie is no access token");
            // RFC 6750 §3.1: no error code without a token.
            assert_eq!(page.header("www-authenticate"), "Bearer realm=\"http://localhost:3000/\"", "{path}");
        }
        assert_problem(&api.send(Method::GET, path, &[], "").await, StatusCode::UNAUTHORIZED, "Bearer realm=");
    }
}

#[tokio::test]
async fn a_81_a_token_outside_the_header_is_rejected() {
    let api = Api::start().await;
    let token = api.user_token("maya", &["Orders.Read", "Orders.Write"]).await;
    let bearer = format!("Bearer {token}");
    let in_query = format!("{ORDERS}?access_token={token}");
    for headers in [&[][..], &[("authorization", bearer.as_str())]] {
        let page = api.send(Method::GET, &in_query, headers, "").await;
        assert_problem(&page, StatusCode::BAD_REQUEST, "error=\"invalid_request\"");
        assert!(!page.body.contains(&token), "{}", page.body);
    }
    let form = format!("access_token={token}");
    assert_problem(&api.send(Method::POST, ORDERS, &[], &form).await, StatusCode::UNAUTHORIZED, "Bearer realm=");
    let twice = [("authorization", bearer.as_str()), ("authorization", bearer.as_str())];
    let page = api.send(Method::GET, ORDERS, &twice, "").await;
    assert_problem(&page, StatusCode::BAD_REQUEST, "error=\"invalid_request\"");
    for (header, status) in [
        ("Bearer".to_owned(), StatusCode::BAD_REQUEST),
        ("Bearer a b".to_owned(), StatusCode::BAD_REQUEST),
        (format!("Bearer {token}, Bearer {token}"), StatusCode::BAD_REQUEST),
        (format!("Basic {token}"), StatusCode::UNAUTHORIZED),
        (token.clone(), StatusCode::UNAUTHORIZED),
    ] {
        let page = api.send(Method::GET, ORDERS, &[("authorization", &header)], "").await;
        assert_problem(&page, status, "Bearer realm=");
    }
}

#[tokio::test]
async fn a_82_an_access_token_signs_nobody_in_to_pages() {
    let api = Api::start().await;
    let bearer = format!("Bearer {}", api.user_token("maya", &["Orders.Read"]).await);
    let headers = [("authorization", bearer.as_str()), ("accept", "text/html"), ("sec-fetch-site", "same-origin")];
    for path in ["/", "/account/sessions", "/calendar"] {
        let page = api.send(Method::GET, path, &headers, "").await;
        page.assert_signed_out();
        assert!(!page.body.contains("Maya"), "{path}");
    }
    let headers = [("authorization", bearer.as_str()), ("sec-fetch-site", "same-origin")];
    let page = api.send(Method::POST, "/api/call_api", &headers, "").await;
    assert_eq!(page.status, StatusCode::UNAUTHORIZED, "{}", page.body);
}

#[tokio::test]
async fn without_the_setting_the_api_does_not_exist() {
    let api = Api { app: App::start().await };
    let token = api.user_token("maya", &["Orders.Read"]).await;
    for path in [ORDERS, "/api/v1/orders/1", "/api/v1/other"] {
        let page = api.get(path, &token).await;
        assert_eq!((page.status, page.header("www-authenticate")), (StatusCode::NOT_FOUND, ""), "{path}");
    }
}

#[tokio::test]
async fn a_request_to_the_api_reads_nothing_from_the_store() {
    let watched = Watched::new();
    let app = App::start_on(&watched, |config| config.protected_api = Some(protected_api())).await;
    let api = Api { app };
    let token = api.user_token("maya", &["Orders.Read", "Orders.Write"]).await;
    let mut browser = Browser::new(&api.app);
    browser.sign_in("maya").await;
    watched.calls();
    for _ in 0..2 {
        assert_eq!(api.get(ORDERS, &token).await.status, StatusCode::OK);
    }
    let bearer = format!("Bearer {token}");
    let page = browser.send(Method::GET, ORDERS, &[("authorization", &bearer)], "").await;
    assert_eq!(page.status, StatusCode::OK);
    assert!(page.headers.get("set-cookie").is_none(), "{:?}", page.headers);
    assert_eq!(api.post(&token, &json!({ "item": "Tea", "quantity": 1 })).await.status, StatusCode::CREATED);
    assert_eq!(watched.calls(), [""; 0]);
}

#[tokio::test]
async fn invalid_bodies_are_rejected_with_problem_details() {
    let api = Api::start().await;
    let token = api.user_token("maya", &["Orders.Write"]).await;
    let bearer = format!("Bearer {token}");
    let long = json!({ "item": "a".repeat(20_000), "quantity": 1 }).to_string();
    for (content_type, body, status) in [
        ("application/x-www-form-urlencoded", "item=Tea&quantity=1", StatusCode::UNSUPPORTED_MEDIA_TYPE),
        ("text/plain", r#"{"item":"Tea","quantity":1}"#, StatusCode::UNSUPPORTED_MEDIA_TYPE),
        ("application/json", "", StatusCode::BAD_REQUEST),
        ("application/json", r#"{"item":"Tea"}"#, StatusCode::BAD_REQUEST),
        ("application/json", r#"{"item":"Tea","quantity":-1}"#, StatusCode::BAD_REQUEST),
        ("application/json", r#"{"item":"Tea","quantity":1,"placed_by":"tom"}"#, StatusCode::BAD_REQUEST),
        ("application/json", r#"{"item":"","quantity":1}"#, StatusCode::UNPROCESSABLE_ENTITY),
        ("application/json", r#"{"item":"Tea","quantity":0}"#, StatusCode::UNPROCESSABLE_ENTITY),
        ("application/json", &long, StatusCode::PAYLOAD_TOO_LARGE),
    ] {
        let headers = [("authorization", bearer.as_str()), ("content-type", content_type)];
        let page = api.send(Method::POST, ORDERS, &headers, body).await;
        assert_problem(&page, status, "");
        assert!(!page.body.contains("placed_by"), "the body is not repeated: {}", page.body);
    }
    let headers = [("authorization", bearer.as_str()), ("content-type", "application/json; charset=utf-8")];
    let page = api.send(Method::POST, ORDERS, &headers, r#"{"item":"Tea","quantity":1}"#).await;
    assert_eq!(page.status, StatusCode::CREATED, "{}", page.body);
}

#[tokio::test]
async fn unknown_paths_methods_and_floods_get_problem_details() {
    let traffic = Traffic { api: NonZeroU32::new(2), ..Traffic::unlimited() };
    let api = Api::start_with(|config| config.site.traffic = traffic).await;
    assert_problem(&api.send(Method::GET, "/api/v1/other", &[], "").await, StatusCode::NOT_FOUND, "");
    let page = api.send(Method::POST, "/api/v1/orders/1", &[], "").await;
    assert_problem(&page, StatusCode::METHOD_NOT_ALLOWED, "");
    assert_eq!(page.header("allow"), "GET,HEAD");
    let token = api.user_token("maya", &["Orders.Read"]).await;
    let statuses = [api.get(ORDERS, &token).await.status, api.get(ORDERS, &token).await.status];
    assert_eq!(statuses, [StatusCode::OK; 2]);
    let page = api.get(ORDERS, &token).await;
    assert_problem(&page, StatusCode::TOO_MANY_REQUESTS, "");
    assert!(page.header("retry-after").parse::<u32>().unwrap() > 0);
}

#[tokio::test]
async fn requests_to_change_or_delete_reach_the_api() {
    let api = Api::start().await;
    for method in [Method::PUT, Method::PATCH, Method::DELETE] {
        let page = api.send(method.clone(), "/api/v1/other", &[], "").await;
        assert_problem(&page, StatusCode::NOT_FOUND, "");
        let page = api.send(method.clone(), ORDERS, &[], "").await;
        assert_problem(&page, StatusCode::METHOD_NOT_ALLOWED, "");
        assert!(!page.header("allow").contains(method.as_str()), "{:?}", page.headers);
        for path in ["/", "/api/sign_out", "/api/v1", "/api/v1/"] {
            let page = api.send(method.clone(), path, &[], "").await;
            assert_eq!(page.status, StatusCode::METHOD_NOT_ALLOWED, "{method} {path}");
            assert_eq!(page.header("allow"), "GET, HEAD, POST");
        }
    }
    for method in [Method::OPTIONS, Method::TRACE] {
        let page = api.send(method, ORDERS, &[], "").await;
        assert_problem(&page, StatusCode::METHOD_NOT_ALLOWED, "");
    }
    let off = Api { app: App::start().await };
    let page = off.send(Method::PUT, ORDERS, &[], "").await;
    assert_eq!((page.status, page.header("allow")), (StatusCode::METHOD_NOT_ALLOWED, "GET, HEAD, POST"));
}

#[tokio::test]
async fn oversized_requests_to_the_api_get_problem_details() {
    let api = Api::start().await;
    let path = format!("{ORDERS}?a={}", "a".repeat(33 * 1024));
    assert_problem(&api.send(Method::GET, &path, &[], "").await, StatusCode::URI_TOO_LONG, "");
    let value = "a".repeat(33 * 1024);
    let page = api.send(Method::GET, ORDERS, &[("x-large", &value)], "").await;
    assert_problem(&page, StatusCode::REQUEST_HEADER_FIELDS_TOO_LARGE, "");
}

#[tokio::test]
async fn a_page_of_another_site_gets_no_cors_headers() {
    let api = Api::start().await;
    let bearer = format!("Bearer {}", api.user_token("maya", &["Orders.Read"]).await);
    let origin = ("origin", "https://app.example");
    let headers = [("authorization", bearer.as_str()), origin, ("sec-fetch-site", "cross-site")];
    let page = api.send(Method::GET, ORDERS, &headers, "").await;
    assert_eq!(page.status, StatusCode::OK);
    let preflight = [origin, ("access-control-request-method", "GET")];
    let preflight = api.send(Method::OPTIONS, ORDERS, &preflight, "").await;
    for response in [&page, &preflight] {
        assert!(!format!("{:?}", response.headers).contains("access-control"), "{:?}", response.headers);
    }
    assert_eq!(page.header("cross-origin-resource-policy"), "same-origin");
}

#[tokio::test]
async fn without_the_keys_of_the_provider_the_api_is_unavailable() {
    let api = Api::start().await;
    let token = api.user_token("maya", &["Orders.Read"]).await;
    let closed = Authority::parse_authority("http://127.0.0.1:1/6d0c9a52-4f3b-4e0d-9a57-2f8b1c7e5d10").unwrap();
    let api = Api { app: api.app.with(|config| config.authority = closed) };
    let page = api.get(ORDERS, &token).await;
    assert_problem(&page, StatusCode::SERVICE_UNAVAILABLE, "");
    assert_eq!(page.header("retry-after"), "5");
}

#[tokio::test]
async fn tokens_of_another_provider_are_rejected() {
    let api = Api::start().await;
    let token = api.user_token("maya", &["Orders.Read"]).await;
    let server = crate::cast::broken_server::BrokenServer::provider().await;
    let authority = Authority::parse_oidc_authority(&server.origin()).unwrap();
    let other = Api { app: api.app.with(|config| config.authority = authority) };
    assert_problem(&other.get(ORDERS, &token).await, StatusCode::UNAUTHORIZED, "error=\"invalid_token\"");
    assert!(other.verified(&token).await.unwrap_err().contains("Entra ID only"));
}

#[tokio::test]
async fn below_a_base_path_the_location_has_the_base_path() {
    let api = Api::start_with(|config| {
        config.public_url = "http://localhost:3000/app".parse().unwrap();
        config.redirect_uri = Some(openidconnect::RedirectUrl::new(CALLBACK_BELOW.to_owned()).unwrap());
    })
    .await;
    let bearer = format!("Bearer {}", api.user_token("maya", &["Orders.Read", "Orders.Write"]).await);
    let headers = [("authorization", bearer.as_str()), ("content-type", "application/json")];
    let placed = api.send(Method::POST, "/app/api/v1/orders", &headers, r#"{"item":"Tea","quantity":1}"#).await;
    assert_eq!(placed.status, StatusCode::CREATED, "{}", placed.body);
    let path = placed.header("location").to_owned();
    assert!(path.starts_with("/app/api/v1/orders/"), "{path}");
    assert_eq!(api.get(&path, &bearer["Bearer ".len()..]).await.status, StatusCode::OK);
}
