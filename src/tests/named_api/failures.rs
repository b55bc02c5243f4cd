//! Failures of an API: problem details, wrong content, too much of it, redirects, addresses elsewhere; and the log of them.

use axum::http::StatusCode;
use leptos_entra::{
    error::AppError,
    server::api::{ApiError, FailedResponse},
};
use serde_json::Value;

use super::{BrokenServer, World, Wrong};
use crate::cast::Log;

const PROBLEM: &str = r#"{"type":"https://api.example/out-of-stock","title":"Out of stock","status":409,
    "detail":"Maya Lindqvist has ordered the last lamp.\nmaya@contoso.example"}"#;

async fn error_of(response: Wrong) -> ApiError {
    let world = World::start().await;
    world.respond("items", response);
    world.stock("maya").await.at("items").get::<Value>().await.unwrap_err()
}

#[tokio::test]
async fn problem_details_are_typed_and_not_logged() {
    let (log, guard) = Log::begin();
    let world = World::start().await;
    let stock = world.stock("maya").await;
    let answer = Wrong::answer("409 Conflict", "application/problem+json; charset=utf-8", PROBLEM);
    world.respond("items", answer);
    let failed = stock.at("items").post::<_, Value>(&serde_json::json!({ "secret": "of-the-body" })).await.unwrap_err();
    drop(guard);
    let ApiError::Failed(FailedResponse { status: 409, problem: Some(problem), .. }) = &failed else {
        panic!("{failed:?}")
    };
    assert_eq!(problem.kind.as_deref(), Some("https://api.example/out-of-stock"));
    assert_eq!(problem.title.as_deref(), Some("Out of stock"));
    let detail = "Maya Lindqvist has ordered the last lamp. maya@contoso.example";
    assert_eq!(problem.detail.as_deref(), Some(detail));
    let (plain, debug) = (String::from_utf8(log.bytes()).unwrap(), format!("{failed:?} {failed}"));
    assert!(plain.contains("the request to the downstream API failed") && plain.contains("STOCK"), "{plain}");
    let request = world.api.requests().concat();
    let token = super::header(&request, "authorization").strip_prefix("Bearer ").unwrap();
    for secret in ["Lindqvist", "Out of stock", "of-the-body", token, token.rsplit('.').next().unwrap()] {
        assert!(!plain.contains(secret) && !debug.contains(secret), "{secret}");
    }
    assert_eq!(AppError::from(failed), AppError::ApiRejected { status: 409, code: None });
}

#[tokio::test]
async fn a_response_of_another_type_is_an_error() {
    let html = Wrong::answer("200 OK", "text/html", "<p>Sign in</p>");
    let error = AppError::from(error_of(html).await);
    assert_eq!(error, AppError::ApiNotJson { media_type: Some("text/html".to_owned()), bytes: 14 });
    let world = World::start().await;
    world.respond("items", Wrong::json(r#"{"items":[]}"#));
    let other: Result<Vec<u32>, _> = world.stock("maya").await.at("items").get().await;
    assert_eq!(other.map_err(AppError::from), Err(AppError::ApiUnexpectedJson));
}

#[tokio::test]
async fn a_response_that_is_too_large_is_not_read_whole() {
    let world = World::start().await;
    let head = b"HTTP/1.1 200 OK\r\ncontent-type: application/json\r\nconnection: close\r\n\r\n[".to_vec();
    world.respond("items", Wrong::Large(head, 50 * 1024 * 1024));
    let error = world.stock("maya").await.at("items").get::<Value>().await.unwrap_err();
    assert_eq!(AppError::from(error), AppError::ApiTooLarge);
    assert!(world.api.sent() < 40 * 1024 * 1024, "{}", world.api.sent());
}

#[tokio::test]
async fn a_redirect_of_the_api_is_not_followed() {
    let other = BrokenServer::start().await;
    let error = error_of(Wrong::redirect("307 Temporary Redirect", other.url("/v1/items").as_str())).await;
    assert!(matches!(AppError::from(error), AppError::ApiRedirected { status: 307, .. }));
    assert_eq!(other.connections(), 0);
}

#[tokio::test]
async fn a_path_cannot_leave_the_api() {
    let world = World::start().await;
    let stock = world.stock("maya").await;
    let other = BrokenServer::start().await;
    let elsewhere = other.url("/v1/items").to_string();
    for path in ["../v2/items", "/v2/items", "a/../../v2", "//localhost/v1/items", &elsewhere, "%2e%2e/v2"] {
        let failed = stock.at(path).get::<Value>().await.unwrap_err();
        assert!(matches!(failed, ApiError::ForeignAddress), "{path}: {failed}");
    }
    for segment in ["..", ".", ""] {
        let failed = stock.at("items").segment(segment).get::<Value>().await.map_err(AppError::from);
        assert_eq!(failed, Err(AppError::ApiNotFound { code: None }), "{segment}");
    }
    assert_eq!((world.api.connections(), other.connections()), (0, 0));
    stock.at("items").segment("../5?a").query("b", "c").get::<Value>().await.unwrap_err();
    assert!(
        world.api.requests()[0].starts_with("GET /v1/items/%2E%2E%2F5%3Fa?b=c HTTP/1.1"),
        "{:?}",
        world.api.requests()
    );
}

#[tokio::test]
async fn a_rejected_token_is_replaced_once() {
    let world = World::start().await;
    world.respond("items", Wrong::answer("401 Unauthorized", "application/json", "{}"));
    let error = world.stock("maya").await.at("items").get::<Value>().await.unwrap_err();
    assert_eq!(AppError::from(error).status(), StatusCode::UNAUTHORIZED.as_u16());
    let requests = world.api.requests();
    assert_eq!(requests.len(), 2);
    assert_ne!(super::header(&requests[0], "authorization"), super::header(&requests[1], "authorization"));
}
