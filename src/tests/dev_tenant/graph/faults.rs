//! Tests of the faults that a test arms for one resource of the dev tenant's Graph.

use leptos_entra::dev_tenant::{GraphFault, GraphResource, Times};
use reqwest::StatusCode;
use serde_json::json;

use super::user::{ALL, GraphUser};
use crate::dev_tenant::cast::{dev_tenant, http};

const RESOURCES: [(GraphResource, &str); 9] = [
    (GraphResource::Me, "/me"),
    (GraphResource::Photo, "/me/photos/48x48/$value"),
    (GraphResource::People, "/me/people"),
    (GraphResource::Messages, "/me/mailFolders/inbox/messages"),
    (GraphResource::MailboxSettings, "/me/mailboxSettings"),
    (GraphResource::Presence, "/me/presence"),
    (GraphResource::Teams, "/me/joinedTeams"),
    (GraphResource::Drive, "/me/drive/root/children"),
    (GraphResource::Tasks, "/me/todo/lists"),
];

#[tokio::test]
async fn a_fault_of_one_resource_does_not_affect_the_others() {
    let tenant = dev_tenant().await;
    let user = GraphUser::with(&tenant, "maya", ALL).await;
    for (faulty, _) in RESOURCES {
        tenant.control().arm_resource_fault(faulty, GraphFault::ServiceUnavailable, Times::UntilReset);
        for (resource, path) in RESOURCES {
            let status = user.response(path, &[]).await.status();
            let expected = if resource == faulty { StatusCode::SERVICE_UNAVAILABLE } else { StatusCode::OK };
            assert_eq!(status, expected, "{path} with a fault of {faulty:?}");
        }
        tenant.control().reset();
    }
}

#[tokio::test]
async fn each_service_has_its_own_code_for_throttling() {
    let tenant = dev_tenant().await;
    let user = GraphUser::with(&tenant, "maya", ALL).await;
    tenant.control().arm_graph_fault(GraphFault::TooManyRequests { retry_after: Some(10) }, Times::UntilReset);
    for (path, code) in [
        ("/me", "TooManyRequests"),
        ("/me/messages", "ApplicationThrottled"),
        ("/me/presence", "TooManyRequests"),
        ("/me/drive/root/children", "activityLimitReached"),
    ] {
        assert_eq!(user.failure(path).await, (429, code.to_owned()), "{path}");
        assert_eq!(user.response(path, &[]).await.headers()["retry-after"], "10");
    }
    assert_eq!(user.response("/me/photos/48x48/$value", &[]).await.status(), StatusCode::OK);
}

#[tokio::test]
async fn a_fault_can_be_armed_over_http() {
    let tenant = dev_tenant().await;
    let user = GraphUser::with(&tenant, "maya", ALL).await;
    let fault = json!({ "too_many_requests": { "retry_after": 3 } });
    let command =
        json!({ "arm_resource_fault": { "resource": "calendar_view", "fault": fault, "times": "until_reset" } });
    let url = format!("{}/dev/control", tenant.origin());
    assert_eq!(http().post(&url).json(&command).send().await.unwrap().status(), StatusCode::OK);
    assert_eq!(user.failure("/me/calendarView").await.0, 429);
    assert_eq!(user.get("/me").await.0, StatusCode::OK);
    let counters = http().post(&url).json(&json!("counters")).send().await.unwrap();
    let counters: serde_json::Value = counters.json().await.unwrap();
    assert_eq!((&counters["graph_requests"]["calendar_view"], &counters["graph_round_trips"]), (&json!(1), &json!(2)));
}
