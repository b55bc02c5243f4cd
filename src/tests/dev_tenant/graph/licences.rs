//! Tests of the demo users of the dev tenant's Graph: full data, none, and missing licences.

use leptos_entra::dev_tenant::{Flavour, Options, start};
use reqwest::StatusCode;
use serde_json::{Value, json};

use super::user::{ALL, GraphUser};
use crate::dev_tenant::cast::{dev_tenant, options};

const WINDOW: &str = "/me/calendarView?startDateTime=2026-11-23T00:00:00Z&endDateTime=2026-11-24T00:00:00Z";
/// The resources in the mailbox.
const OF_MAILBOX: [&str; 5] =
    ["/me/messages", "/me/mailFolders/inbox/messages", "/me/mailboxSettings", "/me/todo/lists", WINDOW];

#[tokio::test]
async fn a_new_employee_has_empty_lists() {
    let tenant = dev_tenant().await;
    let user = GraphUser::with(&tenant, "tom", ALL).await;
    for path in [
        "/me/people",
        "/me/messages",
        "/me/mailFolders/inbox/messages",
        "/me/joinedTeams",
        "/me/drive/root/children",
        "/me/directReports",
        WINDOW,
    ] {
        let (status, body) = user.get(path).await;
        assert_eq!((status, &body["value"]), (StatusCode::OK, &json!([])), "{path}");
    }
    let (_, lists) = user.get("/me/todo/lists").await;
    let names: Vec<&Value> = lists["value"].as_array().unwrap().iter().map(|list| &list["wellknownListName"]).collect();
    assert_eq!(names, ["defaultList", "flaggedEmails"]);
    let (_, me) = user.get("/me?$select=department,officeLocation,mobilePhone,businessPhones").await;
    assert_eq!(
        (&me["department"], &me["officeLocation"], &me["businessPhones"]),
        (&Value::Null, &Value::Null, &json!([]))
    );
    let user = GraphUser::with_administrator(&tenant, "tom", "openid User.Read.All").await;
    assert_eq!(user.failure("/me/manager").await, (404, "Request_ResourceNotFound".to_owned()));
}

#[tokio::test]
async fn a_guest_has_no_mailbox_and_no_drive() {
    let tenant = dev_tenant().await;
    let user = GraphUser::with(&tenant, "priya", ALL).await;
    for path in OF_MAILBOX {
        assert_eq!(user.failure(path).await, (404, "MailboxNotEnabledForRESTAPI".to_owned()), "{path}");
    }
    assert_eq!(user.failure("/me/people").await, (404, "ResourceNotFound".to_owned()));
    assert_eq!(user.failure("/me/drive/root/children").await, (404, "ResourceNotFound".to_owned()));
    assert_eq!(user.failure("/me/photo/$value").await, (404, "ImageNotFound".to_owned()));
    assert_eq!(user.get("/me/presence").await.1["availability"], "PresenceUnknown");
    assert_eq!(user.get("/me/joinedTeams").await.1["value"].as_array().unwrap().len(), 1);
}

#[tokio::test]
async fn users_without_a_licence_get_the_services_error() {
    let tenant = dev_tenant().await;
    let olga = GraphUser::with(&tenant, "olga", ALL).await;
    assert_eq!(olga.failure("/me/joinedTeams").await, (403, "Forbidden".to_owned()));
    assert_eq!(olga.get("/me/presence").await.1["availability"], "PresenceUnknown");
    assert_eq!(olga.get("/me/drive/root/children").await.0, StatusCode::OK);
    let gabriel = GraphUser::with(&tenant, "gabriel", ALL).await;
    assert_eq!(gabriel.failure("/me/drive/root/children").await, (404, "ResourceNotFound".to_owned()));
    assert_eq!(gabriel.get("/me/joinedTeams").await.0, StatusCode::OK);
}

#[tokio::test]
async fn a_customer_has_a_profile_only() {
    let tenant = start(Options { flavour: Flavour::External, ..options() }).await.unwrap();
    let user = GraphUser::with(&tenant, "nora", ALL).await;
    assert_eq!(user.get("/me").await.1["displayName"], "Nora Jensen");
    assert_eq!(user.get("/organization").await.1["value"][0]["tenantType"], "CIAM");
    for path in OF_MAILBOX {
        assert_eq!(user.failure(path).await.1, "MailboxNotEnabledForRESTAPI", "{path}");
    }
    assert_eq!(user.failure("/me/joinedTeams").await.0, 403);
    assert_eq!(user.failure("/me/drive/root/children").await, (400, "BadRequest".to_owned()));
}

#[tokio::test]
async fn a_personal_account_has_a_mailbox_but_no_presence() {
    let tenant = start(Options { flavour: Flavour::MultiTenant, ..options() }).await.unwrap();
    let user = GraphUser::with(&tenant, "sam", ALL).await;
    assert_eq!(user.get("/me/messages").await.0, StatusCode::OK);
    assert_eq!(user.get("/me/drive/root/children").await.0, StatusCode::OK);
    assert_eq!(user.failure("/me/presence").await.0, 403);
    assert_eq!(user.failure("/me/joinedTeams").await.0, 403);
    assert_eq!(user.failure("/organization").await.0, 403);
}

#[tokio::test]
async fn the_data_follow_the_clock_of_the_dev_tenant() {
    let tenant = dev_tenant().await;
    let newest =
        async |user: &GraphUser| user.get("/me/messages?$top=1").await.1["value"][0]["receivedDateTime"].clone();
    let user = GraphUser::with(&tenant, "maya", ALL).await;
    let (before, again) = (newest(&user).await, newest(&user).await);
    assert_eq!(before, again);
    tenant.control().advance_clock(10 * 24 * 3600);
    let after = newest(&GraphUser::with(&tenant, "maya", ALL).await).await;
    assert!(after.as_str() > before.as_str(), "{before} {after}");
}

#[tokio::test]
async fn the_mailbox_names_its_time_zone() {
    let tenant = dev_tenant().await;
    let user = GraphUser::with(&tenant, "maya", ALL).await;
    let (_, settings) = user.get("/me/mailboxSettings").await;
    assert_eq!(settings["timeZone"], "W. Europe Standard Time");
    assert_eq!(user.get("/me/mailboxSettings/timeZone").await.1["value"], settings["timeZone"]);
    let (_, selected) = user.get("/me/mailboxSettings?$select=timeZone").await;
    assert_eq!(selected.as_object().unwrap().len(), 2);
}

#[tokio::test]
async fn deprecated_lists_of_files_are_empty() {
    let tenant = dev_tenant().await;
    let user = GraphUser::with(&tenant, "maya", ALL).await;
    for path in ["/me/drive/recent", "/me/drive/sharedWithMe", "/me/insights/used", "/me/insights/shared"] {
        let (status, body) = user.get(path).await;
        assert_eq!((status, &body["value"]), (StatusCode::OK, &json!([])), "{path}");
    }
    let user = GraphUser::with(&tenant, "maya", "openid Files.Read").await;
    assert_eq!(user.failure("/me/insights/used").await, (403, "accessDenied".to_owned()));
}
