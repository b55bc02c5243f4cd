//! Tests of `POST /v1.0/$batch`: the rules for a batch, and the response of each part.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use leptos_entra::dev_tenant::{GraphFault, GraphResource, Times};
use reqwest::StatusCode;
use serde_json::{Value, json};

use super::user::{ALL, GraphUser, get};
use crate::dev_tenant::cast::{dev_tenant, http};

#[tokio::test]
async fn each_part_has_the_response_of_a_direct_request() {
    let tenant = dev_tenant().await;
    let user = GraphUser::with(&tenant, "maya", ALL).await;
    let paths = ["/me?$select=id,department", "/me/joinedTeams", "/me/presence", "/me/manager", "/nonsense"];
    for (path, part) in paths.iter().zip(user.batch_of(&paths).await) {
        let (status, mut direct) = user.get(path).await;
        let mut body = part["body"].clone();
        assert_eq!(part["status"], status.as_u16(), "{path}");
        assert!(part["headers"]["Content-Type"].as_str().unwrap().starts_with("application/json"));
        assert_eq!(part["headers"]["request-id"].as_str().unwrap().len(), 36);
        for body in [&mut body, &mut direct] {
            body["error"]["innerError"] = Value::Null;
        }
        assert_eq!(body, direct, "{path}");
    }
    let counters = tenant.control().counters();
    assert_eq!(counters.graph_requests[&GraphResource::Batch], 1);
    assert_eq!((counters.graph_requests[&GraphResource::Me], counters.graph_round_trips), (2, 5));
}

#[tokio::test]
async fn a_photo_in_a_batch_is_base64() {
    let tenant = dev_tenant().await;
    let user = GraphUser::with(&tenant, "maya", "openid User.Read").await;
    let part = &user.batch_of(&["/me/photos/48x48/$value"]).await[0];
    assert_eq!((&part["status"], &part["headers"]["Content-Type"]), (&json!(200), &json!("image/png")));
    let photo = STANDARD.decode(part["body"].as_str().unwrap()).unwrap();
    assert_eq!(photo, user.response("/me/photos/48x48/$value", &[]).await.bytes().await.unwrap());

    let tag = part["headers"]["ETag"].clone();
    let known =
        json!({ "id": "a", "method": "GET", "url": "/me/photos/48x48/$value", "headers": { "If-None-Match": tag } });
    let (_, body) = user.batch(&[known]).await;
    let part = &body["responses"][0];
    assert_eq!((&part["status"], part.get("body")), (&json!(304), None));
}

#[tokio::test]
async fn the_order_of_the_responses_is_another_but_stable() {
    let tenant = dev_tenant().await;
    let user = GraphUser::with(&tenant, "maya", "openid User.Read").await;
    for count in [2, 3, 7, 20] {
        let requests: Vec<Value> = (1..=count).map(|id| get(&id.to_string(), "/me")).collect();
        let mut orders = Vec::new();
        for _ in 0..2 {
            let (_, body) = user.batch(&requests).await;
            let ids = body["responses"].as_array().unwrap().iter().map(|part| part["id"].clone());
            orders.push(ids.collect::<Vec<_>>());
        }
        let sent: Vec<Value> = requests.iter().map(|request| request["id"].clone()).collect();
        assert_eq!(orders[0], orders[1]);
        assert_ne!(orders[0], sent);
        orders[0].sort_by_key(|id| id.as_str().unwrap().parse::<u32>().unwrap());
        assert_eq!(orders[0], sent, "no part is lost");
    }
}

#[tokio::test]
async fn an_invalid_batch_is_rejected_as_a_whole() {
    let tenant = dev_tenant().await;
    let user = GraphUser::with(&tenant, "maya", "openid User.Read").await;
    let many: Vec<Value> = (0..21).map(|id| get(&id.to_string(), "/me")).collect();
    let depending = |id: &str, on: &[&str]| json!({ "id": id, "method": "GET", "url": "/me", "dependsOn": on });
    let invalid = [
        vec![],
        many,
        vec![get("a", "/me"), get("A", "/me")],
        vec![get("", "/me")],
        vec![json!({ "id": 1, "method": "GET", "url": "/me" })],
        vec![json!({ "id": "1", "url": "/me" })],
        vec![json!({ "id": "1", "method": "GET", "url": "/me", "depends_on": [] })],
        vec![depending("1", &["1"])],
        vec![depending("1", &["2"]), get("2", "/me")],
        vec![get("1", "/me"), get("2", "/me"), depending("3", &["2"])],
        vec![get("1", "/me"), depending("2", &["1"]), depending("3", &["1"])],
        vec![get("1", "/me"), depending("2", &["unknown"])],
    ];
    for requests in invalid {
        let (status, body) = user.batch(&requests).await;
        assert_eq!((status, &body["error"]["code"]), (StatusCode::BAD_REQUEST, &json!("BadRequest")), "{requests:?}");
    }
    let url = format!("{}/graph/v1.0/$batch", tenant.origin());
    let unauthorized = http().post(url).json(&json!({ "requests": [get("1", "/me")] })).send().await.unwrap();
    assert_eq!(unauthorized.status(), StatusCode::UNAUTHORIZED);
    assert_eq!(user.failure("/$batch").await.0, 405, "a batch must be sent with POST");
}

#[tokio::test]
async fn an_invalid_part_does_not_affect_the_others() {
    let tenant = dev_tenant().await;
    let user = GraphUser::with(&tenant, "maya", "openid User.Read").await;
    let requests = [
        get("valid", "/me"),
        get("absolute", &format!("{}/graph/v1.0/me", tenant.origin())),
        get("without a slash", "me"),
        get("of another host", "//graph.example/me"),
        get("nested", "/$batch"),
        json!({ "id": "token", "method": "GET", "url": "/me", "headers": { "authorization": "Bearer x" } }),
        json!({ "id": "body", "method": "POST", "url": "/me", "body": {} }),
        json!({ "id": "method", "method": "DELETE", "url": "/me" }),
    ];
    let (status, body) = user.batch(&requests).await;
    assert_eq!(status, StatusCode::OK);
    for part in body["responses"].as_array().unwrap() {
        let expected = match part["id"].as_str().unwrap() {
            "valid" => 200,
            "method" => 405,
            _ => 400,
        };
        assert_eq!(part["status"], expected, "{part}");
        assert_eq!(part["body"]["error"]["innerError"]["request-id"].is_string(), expected != 200);
    }
}

#[tokio::test]
async fn a_part_fails_with_424_if_its_predecessor_failed() {
    let tenant = dev_tenant().await;
    let user = GraphUser::with(&tenant, "maya", "openid User.Read").await;
    let after = |id: &str, url: &str, on: &str| json!({ "id": id, "method": "GET", "url": url, "dependsOn": [on] });
    let requests = [get("1", "/me"), after("2", "/me/messages", "1"), after("3", "/me", "2"), after("4", "/me", "3")];
    let (_, body) = user.batch(&requests).await;
    let status = |id: &str| {
        let part = body["responses"].as_array().unwrap().iter().find(|part| part["id"] == id).unwrap();
        part["status"].as_u64().unwrap()
    };
    assert_eq!(["1", "2", "3", "4"].map(status), [200, 403, 424, 424]);
}

#[tokio::test]
async fn faults_strike_single_parts() {
    let tenant = dev_tenant().await;
    let user = GraphUser::with(&tenant, "maya", ALL).await;
    let control = tenant.control();
    control.arm_resource_fault(
        GraphResource::Presence,
        GraphFault::TooManyRequests { retry_after: Some(7) },
        Times::Once,
    );
    control.arm_resource_fault(
        GraphResource::Drive,
        GraphFault::TooManyRequests { retry_after: Some(11) },
        Times::Once,
    );
    control.arm_resource_fault(GraphResource::People, GraphFault::ClaimsChallenge, Times::Once);
    control.arm_resource_fault(GraphResource::Teams, GraphFault::NotJson, Times::Once);
    control.arm_resource_fault(GraphResource::Tasks, GraphFault::Truncated, Times::Once);
    let paths = ["/me", "/me/presence", "/me/drive/root/children", "/me/people", "/me/joinedTeams", "/me/todo/lists"];
    let parts = user.batch_of(&paths).await;
    let statuses: Vec<u64> = parts.iter().map(|part| part["status"].as_u64().unwrap()).collect();
    assert_eq!(statuses, [200, 429, 429, 401, 200, 200]);
    assert_eq!((&parts[1]["headers"]["Retry-After"], &parts[2]["headers"]["Retry-After"]), (&json!("7"), &json!("11")));
    assert_eq!(parts[1]["body"]["error"]["code"], "TooManyRequests");
    assert_eq!(parts[2]["body"]["error"]["code"], "activityLimitReached");
    assert!(parts[3]["headers"]["WWW-Authenticate"].as_str().unwrap().contains("claims=\"eyJ"));
    assert_eq!(parts[4]["headers"]["Content-Type"], "text/html");
    let html = STANDARD.decode(parts[4]["body"].as_str().unwrap()).unwrap();
    assert!(html.starts_with(b"<!doctype html>"));
    assert!(parts[5]["body"].is_string(), "invalid JSON is no JSON in the batch either");
    assert!(user.batch_of(&paths).await.iter().all(|part| part["status"] == 200), "the faults strike once");
}

#[tokio::test]
async fn a_slow_part_delays_the_batch_once() {
    let tenant = dev_tenant().await;
    let user = GraphUser::with(&tenant, "maya", ALL).await;
    tenant.control().arm_graph_fault(GraphFault::Hang { milliseconds: 1000 }, Times::UntilReset);
    let began = std::time::Instant::now();
    user.batch_of(&["/me", "/me/presence", "/me/joinedTeams", "/me/people", "/me/messages"]).await;
    let elapsed = began.elapsed().as_millis();
    assert!((1000..5000).contains(&elapsed), "the parts run at the same time: {elapsed} ms");
}

#[tokio::test]
async fn a_fault_of_the_batch_is_the_only_response() {
    let tenant = dev_tenant().await;
    let user = GraphUser::with(&tenant, "maya", ALL).await;
    let fault = GraphFault::ServiceUnavailable;
    tenant.control().arm_resource_fault(GraphResource::Batch, fault, Times::Once);
    assert_eq!(user.batch(&[get("1", "/me")]).await.0, StatusCode::SERVICE_UNAVAILABLE);
    tenant.control().arm_graph_fault(fault, Times::UntilReset);
    assert_eq!(user.batch_of(&["/me"]).await[0]["status"], 503, "a fault of all resources strikes the parts");
}
