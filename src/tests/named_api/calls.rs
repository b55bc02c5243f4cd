//! Methods, bodies, tokens, entity tags and files.

use std::fmt::Debug;

use leptos_entra::{
    error::AppError,
    server::{
        api::{Api, ApiError, ApiFile, Conditional, EntityTag, FailedResponse, FileRules, Received},
        named_apis::Orders,
    },
};
use serde::Deserialize;
use serde_json::{Value, json};

use super::{NOTES, Stock, World, Wrong, caller, header, json_with, token_in};
use crate::{cast::Browser, tokens};

const IMAGES: FileRules = FileRules { media_types: &["image/png", "image/jpeg"], most_bytes: 1000 };

#[derive(Debug, PartialEq, Eq, Deserialize)]
struct Item {
    id: u32,
}

#[tokio::test]
async fn a_call_sends_the_token_of_the_api_and_reads_its_type() {
    let world = World::start().await;
    world.respond("items/5", Wrong::json(r#"{"id":5,"name":"lamp"}"#));
    let stock = world.stock("maya").await;
    let item: Item = stock.at("items/5").query("$select", "id&x=1").get().await.unwrap();
    assert_eq!(item, Item { id: 5 });
    let request = world.api.requests().concat();
    assert!(request.starts_with("GET /v1/items/5?%24select=id%26x%3D1 HTTP/1.1"), "{request}");
    let claims = token_in(&request);
    assert_eq!((&claims["aud"], &claims["scp"]), (&NOTES.into(), &"Notes.Read".into()));
    assert_eq!(header(&request, "accept"), "application/json");
}

#[tokio::test]
async fn each_write_sends_its_method_and_json() {
    let world = World::start().await;
    let stock = world.stock("maya").await;
    let (body, sent) = (json!({ "name": "lamp" }), r#"{"name":"lamp"}"#);
    let created = json_with("201 Created", "etag: \"1\"\r\n", r#"{"id":7}"#);
    world.respond("items", created.clone());
    world.respond("items/7", created);
    let one = Received { value: Item { id: 7 }, tag: EntityTag::parse("\"1\"") };
    assert_eq!(stock.at("items").post(&body).await.unwrap(), one);
    assert_eq!(stock.at("items/7").put(&body).await.unwrap(), one);
    assert_eq!(stock.at("items/7").patch(&body).await.unwrap(), one);
    world.respond("items/7", Wrong::head("204 No Content", "", ""));
    let nothing: Received<()> = stock.at("items/7").put(&body).await.unwrap();
    assert_eq!(nothing, Received { value: (), tag: None });
    stock.at("items/7").delete().await.unwrap();
    let requests = world.api.requests();
    let lines: Vec<_> = requests.iter().map(|request| request.lines().next().unwrap()).collect();
    let expected = ["POST /v1/items", "PUT /v1/items/7", "PATCH /v1/items/7", "PUT /v1/items/7", "DELETE /v1/items/7"];
    assert_eq!(lines, expected.map(|line| format!("{line} HTTP/1.1")));
    for request in &requests[..4] {
        assert_eq!(header(request, "content-type"), "application/json");
        assert!(request.ends_with(&format!("\r\n\r\n{sent}")), "{request}");
    }
    assert!(requests[4].ends_with("\r\n\r\n"), "{}", requests[4]);
}

#[tokio::test]
async fn a_write_outside_an_admitted_post_request_is_not_sent() {
    let world = World::start().await;
    let mut browser = Browser::new(&world.app);
    browser.sign_in("maya").await;
    let user = caller(&world.app, &browser).signed_in().await.unwrap();
    let stock = Api::<Stock>::of(&user).unwrap();
    let failures = [
        stock.at("items").post::<_, Value>(&1).await.map(drop),
        stock.at("items").put::<_, Value>(&1).await.map(drop),
        stock.at("items").patch::<_, Value>(&1).await.map(drop),
        stock.at("items").delete().await,
    ];
    for failure in failures {
        assert!(matches!(failure, Err(ApiError::NotIntended)), "{failure:?}");
    }
    assert_eq!(world.api.connections(), 0);
}

#[tokio::test]
async fn an_unchanged_resource_is_not_sent_again() {
    let world = World::start().await;
    let stock = world.stock("maya").await;
    world.respond("items", json_with("200 OK", "etag: W/\"a1\"\r\n", "[1]"));
    let first: Received<Vec<u32>> = stock.at("items").get_with_tag().await.unwrap();
    let tag = first.tag.clone().unwrap();
    assert_eq!((first.value.as_slice(), tag.as_str()), (&[1][..], "W/\"a1\""));
    world.respond("items", Wrong::head("304 Not Modified", "etag: W/\"a1\"\r\n", ""));
    let same: Conditional<Vec<u32>> = stock.at("items").get_unless(&tag).await.unwrap();
    assert_eq!(same, Conditional::NotModified);
    assert_eq!(header(&world.api.requests()[1], "if-none-match"), "W/\"a1\"");
    world.respond("items", json_with("200 OK", "etag: \"a2\"\r\n", "[2]"));
    let changed: Conditional<Vec<u32>> = stock.at("items").get_unless(&tag).await.unwrap();
    assert_eq!(changed, Conditional::Changed(Received { value: vec![2], tag: EntityTag::parse("\"a2\"") }));
    world.respond("items", Wrong::head("304 Not Modified", "", ""));
    let unasked: Result<Value, _> = stock.at("items").get().await;
    assert!(matches!(unasked, Err(ApiError::Failed(FailedResponse { status: 304, .. }))), "{unasked:?}");
}

#[tokio::test]
async fn a_write_to_a_changed_resource_is_rejected() {
    let world = World::start().await;
    let stock = world.stock("maya").await;
    world.respond("items/5", json_with("412 Precondition Failed", "", "{}"));
    let tag = EntityTag::parse("\"old\"").unwrap();
    let failed = stock.at("items/5").if_match(&tag).put::<_, Value>(&json!({ "id": 5 })).await.unwrap_err();
    assert_eq!(header(&world.api.requests()[0], "if-match"), "\"old\"");
    let error = AppError::from(failed);
    assert_eq!(error, AppError::ApiRejected { status: 412, code: None });
    assert_eq!(error.title(), "The data has changed");
}

#[tokio::test]
async fn a_file_has_an_accepted_type_and_size() {
    let world = World::start().await;
    let stock = world.stock("maya").await;
    let of = |media_type: &str, body: &str| Wrong::answer("200 OK", media_type, body);
    world.respond("photo", of("image/PNG; x=y", "\u{89}PNG"));
    let file = stock.at("photo").file(IMAGES).await.unwrap();
    assert_eq!(file, ApiFile { media_type: "image/png", bytes: "\u{89}PNG".into() });
    assert_eq!(header(&world.api.requests()[0], "accept"), "image/png, image/jpeg");
    for media_type in ["image/svg+xml", "text/html", "image", ""] {
        world.respond("photo", of(media_type, "<svg onload=alert(1)>"));
        let failed = stock.at("photo").file(IMAGES).await;
        assert!(matches!(failed, Err(ApiError::UnexpectedType { .. })), "{media_type}: {failed:?}");
    }
    world.respond("photo", of("image/png", &"a".repeat(1001)));
    assert_eq!(stock.at("photo").file(IMAGES).await.map_err(AppError::from), Err(AppError::ApiTooLarge));
    world.respond("photo", of("image/png", &"a".repeat(1000)));
    assert!(stock.at("photo").file(IMAGES).await.is_ok());
}

#[tokio::test]
async fn concurrent_calls_make_one_token_request() {
    let world = World::start().await;
    world.respond("items", Wrong::json("[]"));
    let user = world.user("maya").await;
    let calls = (0..20).map(|_| {
        let stock = Api::<Stock>::of(&user).unwrap();
        tokio::spawn(async move { stock.at("items").get::<Value>().await.is_ok() })
    });
    for call in calls.collect::<Vec<_>>() {
        assert!(call.await.unwrap());
    }
    assert_eq!(tokens::refresh_requests(&world.app), 1, "the sign-in has brought a token for Graph only");
}

#[tokio::test]
async fn an_api_without_settings_is_an_error() {
    let world = World::start().await;
    let user = world.user("maya").await;
    let expected = AppError::ApiNotConfigured { setting: "API_ORDERS_ENDPOINT".to_owned() };
    let error = Api::<Orders>::of(&user).map(drop).unwrap_err();
    assert_eq!(AppError::from(error), expected);
    let setting = "ENDPOINT".to_owned();
    assert_eq!(AppError::from(ApiError::no_endpoint()), AppError::ApiNotConfigured { setting });
    assert_eq!(expected.advice(), "Ask the administrators of this app to set API_ORDERS_ENDPOINT.");
    let needs = leptos_entra::server::Needs::api::<Orders>();
    let mut browser = Browser::new(&world.app);
    browser.sign_in("maya").await;
    let refused = caller(&world.app, &browser).signed_in_and_meets(&needs).await.map(drop).unwrap_err();
    assert_eq!(expected.status(), 404);
    assert_eq!(AppError::from(refused), expected);
}
