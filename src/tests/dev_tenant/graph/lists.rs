//! Tests of the lists of the dev tenant's Graph: pages, `$top`, `$select` and unknown options.

use reqwest::StatusCode;
use serde_json::{Value, json};

use super::user::{ALL, GraphUser};
use crate::dev_tenant::cast::dev_tenant;

const EVENTUAL: &[(&str, &str)] = &[("ConsistencyLevel", "eventual")];
/// The lists with pages, the largest `$top` of each, and a property that is not the ID.
const LISTS: [(&str, usize, &str); 7] = [
    ("/me/people", 1000, "displayName"),
    ("/me/messages", 1000, "subject"),
    ("/me/mailFolders/inbox/messages", 1000, "subject"),
    ("/me/drive/root/children", 999, "name"),
    ("/me/todo/lists", 100, "displayName"),
    ("/me/directReports", 999, "displayName"),
    ("/users", 999, "displayName"),
];

fn ids(items: &[Value]) -> Vec<String> {
    items.iter().map(|item| item["id"].as_str().unwrap().to_owned()).collect()
}

#[tokio::test]
async fn the_next_links_lead_through_every_list_without_loss() {
    let tenant = dev_tenant().await;
    let user = GraphUser::with(&tenant, "maya", ALL).await;
    for (path, largest, _) in LISTS {
        let (all, sizes) = user.all_pages(&format!("{path}?$top={largest}"), &[]).await;
        assert_eq!(sizes.len(), 1, "{path}");
        let unique: std::collections::BTreeSet<String> = ids(&all).into_iter().collect();
        assert!(unique.len() == all.len() && all.len() > 2, "{path}: {} items", all.len());
        for top in [1, 2, 7] {
            let (read, sizes) = user.all_pages(&format!("{path}?$top={top}"), &[]).await;
            assert_eq!(read, all, "{path}");
            assert_eq!(sizes.len(), all.len().div_ceil(top));
            assert!(sizes.iter().rev().skip(1).all(|size| *size == top));
        }
    }
}

#[tokio::test]
async fn the_tasks_of_a_list_have_pages_and_a_filter() {
    let tenant = dev_tenant().await;
    let user = GraphUser::with(&tenant, "maya", "openid Tasks.Read").await;
    let (_, lists) = user.get("/me/todo/lists").await;
    let default = lists["value"].as_array().unwrap().iter().find(|list| list["wellknownListName"] == "defaultList");
    let path = format!("/me/todo/lists/{}/tasks", default.unwrap()["id"].as_str().unwrap());
    let (all, sizes) = user.all_pages(&path, &[]).await;
    assert_eq!((all.len(), sizes), (26, vec![10, 10, 6]));
    let (open, _) = user.all_pages(&format!("{path}?$filter=status ne 'completed'"), &[]).await;
    assert!(open.len() == 8 && open.iter().all(|task| task["status"] == "notStarted"));
    assert!(open.iter().any(|task| task.get("dueDateTime").is_none()));
    assert_eq!(user.failure(&format!("{path}?$filter=title eq 'x'")).await.0, 400);
    assert_eq!(user.failure("/me/todo/lists/tasks/tasks").await, (404, "ErrorItemNotFound".to_owned()));
}

#[tokio::test]
async fn only_the_selected_properties_are_returned() {
    let tenant = dev_tenant().await;
    let user = GraphUser::with(&tenant, "maya", ALL).await;
    for (path, _, property) in LISTS {
        let (status, body) = user.get(&format!("{path}?$select={property}&$top=1")).await;
        assert_eq!(status, StatusCode::OK, "{path}: {body}");
        let item = body["value"][0].as_object().unwrap();
        let rest: Vec<_> = item.keys().filter(|name| !name.starts_with('@') && *name != "id").collect();
        assert_eq!(rest, [property], "{path}");
        assert!(body["@odata.context"].as_str().unwrap().ends_with(&format!("({property})")), "{path}");
    }
    let (_, teams) = user.get("/me/joinedTeams?$select=webUrl").await;
    assert_eq!(teams["value"][0].as_object().unwrap().len(), 1);
    let (_, teams) = user.get("/me/joinedTeams").await;
    assert_eq!(teams["value"][0]["webUrl"], Value::Null, "the address must be selected");
}

#[tokio::test]
async fn queries_that_a_list_does_not_support_are_rejected() {
    let tenant = dev_tenant().await;
    let user = GraphUser::with(&tenant, "maya", ALL).await;
    for (path, largest, _) in LISTS {
        let too_many = format!("$top={}", largest + 1);
        for query in [
            too_many.as_str(),
            "$top=0",
            "$top=x",
            "$select=nonsense",
            "$select=",
            "$expand=x",
            "nonsense=1",
            "$top=1&$top=2",
            "$skiptoken=1",
            "$orderby=nonsense",
        ] {
            assert_eq!(user.failure(&format!("{path}?{query}")).await.0, 400, "{path}?{query}");
        }
    }
    for path in [
        "/me?$expand=manager",
        "/me?$top=1",
        "/me?$skiptoken=x",
        "/me/presence?$top=1",
        "/me/joinedTeams?$top=1",
        "/organization?$x=1",
    ] {
        assert_eq!(user.failure(path).await.0, 400, "{path}");
    }
}

#[tokio::test]
async fn a_skip_token_is_valid_for_its_list_and_user_only() {
    let tenant = dev_tenant().await;
    let maya = GraphUser::with(&tenant, "maya", ALL).await;
    let layla = GraphUser::with(&tenant, "layla", ALL).await;
    let (_, body) = maya.get("/me/people?$top=1").await;
    let next = body["@odata.nextLink"].as_str().unwrap();
    assert_eq!(maya.get(next).await.0, StatusCode::OK);
    assert_eq!(layla.failure(next).await.0, 400);
    assert_eq!(maya.failure(&next.replace("/me/people", "/me/messages")).await.0, 400);
}

#[tokio::test]
async fn search_and_count_need_eventual_consistency() {
    let tenant = dev_tenant().await;
    let user = GraphUser::with(&tenant, "maya", ALL).await;
    let search = "/users?$search=\"displayName:ma\"&$count=true&$select=displayName";
    for path in [search, "/users?$count=true", "/me/directReports?$count=true"] {
        assert_eq!(user.failure(path).await, (400, "Request_UnsupportedQuery".to_owned()), "{path}");
    }
    let (status, body) = user.get_with(search, EVENTUAL).await;
    assert_eq!(status, StatusCode::OK, "{body}");
    let names: Vec<&str> =
        body["value"].as_array().unwrap().iter().map(|user| user["displayName"].as_str().unwrap()).collect();
    assert!(names.contains(&"Maya Lindqvist") && names.len() < 5, "{names:?}");
    assert_eq!(body["@odata.count"], json!(names.len()));
    for invalid in
        ["/users?$search=ma", "/users?$search=\"ma\"", "/users?$search=\"jobTitle:x\"", "/users?$count=false"]
    {
        assert_eq!(user.get_with(invalid, EVENTUAL).await.0, StatusCode::BAD_REQUEST, "{invalid}");
    }
}

#[tokio::test]
async fn files_are_sorted_as_requested() {
    let tenant = dev_tenant().await;
    let user = GraphUser::with(&tenant, "maya", "openid Files.Read").await;
    let (newest, _) = user.all_pages("/me/drive/root/children?$orderby=lastModifiedDateTime desc&$top=20", &[]).await;
    let times: Vec<&str> = newest.iter().map(|item| item["lastModifiedDateTime"].as_str().unwrap()).collect();
    assert!(times.is_sorted_by(|one, next| one >= next) && times.len() == 32);
    let (folder, file) = (|item: &&Value| item.get("folder").is_some(), |item: &&Value| item.get("file").is_some());
    assert_eq!((newest.iter().filter(folder).count(), newest.iter().filter(file).count()), (3, 29));
    assert_eq!(user.failure("/me/drive/root/children?$orderby=id").await.0, 400);
}
