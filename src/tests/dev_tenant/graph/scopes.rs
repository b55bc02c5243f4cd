//! Tests of the scopes that the resources of the dev tenant's Graph need.

use reqwest::StatusCode;
use serde_json::Value;

use super::user::{ALL, GraphUser};
use crate::dev_tenant::cast::{Browser, aadsts, authorization_request, authorization_response, dev_tenant};

const WINDOW: &str = "/me/calendarView?startDateTime=2026-11-23T00:00:00Z&endDateTime=2026-11-24T00:00:00Z";
/// The resources, the least scope of each, and the code of the error without it.
const RESOURCES: [(&str, &str, &str); 14] = [
    ("/me", "User.Read", "Authorization_RequestDenied"),
    ("/me/photos/96x96/$value", "User.Read", "Authorization_RequestDenied"),
    ("/me/directReports", "User.Read", "Authorization_RequestDenied"),
    ("/organization", "User.Read", "Authorization_RequestDenied"),
    ("/users", "User.ReadBasic.All", "Authorization_RequestDenied"),
    ("/me/people", "People.Read", "ErrorAccessDenied"),
    (WINDOW, "Calendars.Read", "ErrorAccessDenied"),
    ("/me/mailFolders/inbox/messages", "Mail.ReadBasic", "ErrorAccessDenied"),
    ("/me/mailboxSettings", "MailboxSettings.Read", "ErrorAccessDenied"),
    ("/me/mailboxSettings/timeZone", "MailboxSettings.Read", "ErrorAccessDenied"),
    ("/me/todo/lists", "Tasks.Read", "ErrorAccessDenied"),
    ("/me/presence", "Presence.Read", "Forbidden"),
    ("/me/joinedTeams", "Team.ReadBasic.All", "Forbidden"),
    ("/me/drive/root/children", "Files.Read", "accessDenied"),
];

#[tokio::test]
async fn each_resource_needs_its_scope_and_no_other() {
    let tenant = dev_tenant().await;
    for (path, scope, code) in RESOURCES {
        let others: Vec<&str> = ALL.split(' ').filter(|other| *other != scope).collect();
        let others = others.join(" ").replace("Mail.Read ", "");
        let without = GraphUser::with(&tenant, "maya", &others).await;
        assert_eq!(without.failure(path).await, (403, code.to_owned()), "{path}");
        let with = GraphUser::with(&tenant, "maya", &format!("openid {scope}")).await;
        assert_eq!(with.response(path, &[]).await.status(), StatusCode::OK, "{path}");
    }
}

#[tokio::test]
async fn a_missing_scope_of_teams_is_named() {
    let tenant = dev_tenant().await;
    let (_, body) = GraphUser::with(&tenant, "maya", "openid User.Read").await.get("/me/joinedTeams").await;
    let message = body["error"]["message"].as_str().unwrap();
    assert!(message.contains("'Team.ReadBasic.All'") && message.contains("'User.Read, openid'"), "{message}");
}

#[tokio::test]
async fn the_bodies_of_messages_need_mail_read() {
    let tenant = dev_tenant().await;
    let inbox = "/me/mailFolders/inbox/messages?$top=5";
    let basic = GraphUser::with(&tenant, "maya", "openid Mail.ReadBasic").await;
    let (_, body) = basic.get(inbox).await;
    assert_eq!((body["value"][0].get("body"), body["value"][0].get("bodyPreview")), (None, None));
    for property in ["body", "bodyPreview"] {
        let path = format!("{inbox}&$select=subject,{property}");
        assert_eq!(basic.failure(&path).await, (403, "ErrorAccessDenied".to_owned()));
    }
    let full = GraphUser::with(&tenant, "maya", "openid Mail.Read").await;
    let (_, body) = full.get(&format!("{inbox}&$select=subject,body")).await;
    assert!(body["value"][2]["body"]["content"].as_str().unwrap().contains("<i>attachment</i>"));
}

#[tokio::test]
async fn scopes_for_administrators_need_admin_consent() {
    let tenant = dev_tenant().await;
    for scope in ["User.Read.All", "GroupMember.Read.All", "Directory.Read.All"] {
        let browser = Browser::new();
        browser.sign_in(&tenant, &[], "maya").await;
        let request = authorization_request(&tenant, &[("scope", &format!("openid {scope}"))]);
        let refused = authorization_response(&browser.get(&request).await);
        assert_eq!(aadsts(&refused), "AADSTS90094", "{scope}");
    }
    let user = GraphUser::with(&tenant, "maya", "openid User.Read").await;
    assert_eq!(user.failure("/me/manager").await, (403, "Authorization_RequestDenied".to_owned()));
    let user = GraphUser::with_administrator(&tenant, "maya", "openid User.Read.All").await;
    assert_eq!(user.get("/me/manager").await.1["displayName"], "Gabriel Costa");
}

#[tokio::test]
async fn names_of_groups_need_an_administrators_scope() {
    let tenant = dev_tenant().await;
    let path = "/me/transitiveMemberOf/microsoft.graph.group?$count=true&$select=id,displayName&$top=2";
    let eventual = [("ConsistencyLevel", "eventual")];
    let user = GraphUser::with(&tenant, "olga", "openid User.Read").await;
    let (status, body) = user.get_with(path, &eventual).await;
    assert_eq!((status, &body["value"][0]["displayName"]), (StatusCode::OK, &Value::Null), "Graph sends the ID only");
    assert!(body["value"][0]["id"].is_string(), "{body}");
    let user = GraphUser::with_administrator(&tenant, "olga", "openid GroupMember.Read.All").await;
    let (groups, sizes) = user.all_pages(path, &eventual).await;
    assert_eq!((sizes, &groups[0]["displayName"]), (vec![2, 1], &Value::from("All employees")));
}

#[tokio::test]
async fn the_consent_page_describes_the_new_scopes() {
    let tenant = dev_tenant().await;
    let scopes = format!("{ALL} Mail.ReadBasic");
    let request = authorization_request(&tenant, &[("scope", &scopes), ("prompt", "consent")]);
    let page = Browser::new().get(&request).await.text().await.unwrap();
    for scope in scopes.split(' ').filter(|scope| *scope != "openid") {
        assert!(page.contains(&format!("({scope})")), "{scope}");
    }
}
