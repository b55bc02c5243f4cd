//! `Retry-After`: one retry within the time limit of a call, and the memory of throttling by user and API.

use std::time::{Duration, Instant};

use leptos_entra::{error::AppError, server::api::ApiError};
use serde_json::Value;

use super::{World, Wrong, json_with};

fn throttled(status: &str, seconds: &str) -> Wrong {
    json_with(status, &format!("retry-after: {seconds}\r\n"), r#"{"error":{"code":"TooManyRequests"}}"#)
}

fn retry_after(result: Result<Value, ApiError>) -> u32 {
    match result.map_err(AppError::from) {
        Err(AppError::ApiThrottled { retry_after: Some(seconds) }) => seconds,
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn an_idempotent_call_is_retried_once_after_its_wait() {
    for status in ["429 Too Many Requests", "503 Service Unavailable"] {
        let world = World::start().await;
        let stock = world.stock("maya").await;
        world.respond("items", throttled(status, "1"));
        let started = Instant::now();
        let answered = async {
            crate::tokens::until(async || world.api.requests().len() == 1).await;
            world.respond("items", Wrong::json("[5]"));
        };
        let (result, ()) = tokio::join!(stock.at("items").get::<Value>(), answered);
        assert_eq!(result.unwrap(), serde_json::json!([5]), "{status}");
        assert!(started.elapsed() >= Duration::from_secs(1), "{status}");
        assert_eq!(world.api.requests().len(), 2, "{status}");
    }
}

#[tokio::test]
async fn a_second_throttling_is_an_error() {
    let world = World::start().await;
    let stock = world.stock("maya").await;
    world.respond("items", throttled("503 Service Unavailable", "1"));
    let failed = stock.at("items").get::<Value>().await.map_err(AppError::from);
    let code = Some("TooManyRequests".to_owned());
    assert_eq!(failed, Err(AppError::ApiFailed { status: 503, code, retry_after: Some(1) }));
    assert_eq!(world.api.requests().len(), 2);
}

#[tokio::test]
async fn a_wait_without_room_for_a_retry_is_an_error_at_once() {
    let world = World::start().await;
    let stock = world.stock("maya").await;
    // The time limit of these tests is 4 seconds.
    world.respond("items", throttled("429 Too Many Requests", "4"));
    let started = Instant::now();
    assert_eq!(retry_after(stock.at("items").get().await), 4);
    assert!(started.elapsed() < Duration::from_secs(3));
    assert_eq!(world.api.requests().len(), 1);
}

#[tokio::test]
async fn a_call_that_is_not_idempotent_is_not_retried() {
    for method in ["POST", "PATCH"] {
        let world = World::start().await;
        let stock = world.stock("maya").await;
        world.respond("items", throttled("429 Too Many Requests", "1"));
        let result = match method {
            "POST" => stock.at("items").post::<_, Value>(&1).await,
            _ => stock.at("items").patch::<_, Value>(&1).await,
        };
        assert_eq!(retry_after(result.map(|received| received.value)), 1, "{method}");
        assert_eq!(world.api.requests().len(), 1, "{method}");
    }
}

#[tokio::test]
async fn a_throttled_api_is_not_called_again_for_this_user() {
    let world = World::start().await;
    let (maya, again) = (world.stock("maya").await, world.stock("maya").await);
    world.respond("items", throttled("429 Too Many Requests", "60"));
    assert_eq!(retry_after(maya.at("items").get().await), 60);
    world.respond("items", Wrong::json("[]"));
    world.respond("other", Wrong::json("[]"));
    for path in ["items", "other"] {
        assert!((58..=60).contains(&retry_after(again.at(path).get().await)), "another session of the same user");
    }
    assert_eq!(world.api.requests().len(), 1);
    assert!(world.stock("tom").await.at("items").get::<Value>().await.is_ok(), "another user");
    assert_eq!(world.api.requests().len(), 2);
}

#[tokio::test]
async fn a_throttling_without_its_end_is_not_remembered() {
    let world = World::start().await;
    let stock = world.stock("maya").await;
    world.respond("items", json_with("429 Too Many Requests", "", "{}"));
    let failed = stock.at("items").get::<Value>().await.map_err(AppError::from);
    assert_eq!(failed, Err(AppError::ApiThrottled { retry_after: None }));
    world.respond("items", Wrong::json("[]"));
    assert!(stock.at("items").get::<Value>().await.is_ok());
    assert_eq!(world.api.requests().len(), 2);
}
