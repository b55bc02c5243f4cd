//! App roles and groups at the dev tenant, as in Entra ID: in the ID token up to a limit, and in pages from Graph.

use leptos_entra::dev_tenant::{Running, TENANT_ID};
use reqwest::{Response, StatusCode};
use serde_json::{Value, json};

use super::cast::{dev_tenant, http, part_of, tokens_of};

const GROUPS: &str = "/graph/v1.0/me/transitiveMemberOf/microsoft.graph.group";
const QUERY: &str = "$count=true&$select=id";

async fn claims(tenant: &Running, persona: &str) -> Value {
    part_of(&tokens_of(tenant, persona).await["id_token"], 1)
}

async fn ask(address: &str, access_token: &Value) -> Response {
    let request = http().get(address).bearer_auth(access_token.as_str().unwrap());
    request.header("consistencylevel", "eventual").send().await.unwrap()
}

#[tokio::test]
async fn only_users_with_app_roles_have_a_roles_claim() {
    let tenant = dev_tenant().await;
    assert_eq!(claims(&tenant, "olga").await["roles"], json!(["Operator"]));
    assert_eq!(claims(&tenant, "maya").await.get("roles"), None);
}

#[tokio::test]
async fn more_than_200_groups_are_reported_as_overage() {
    let tenant = dev_tenant().await;
    for count in [1, 199, 200] {
        tenant.control().set_groups("tom", count);
        let claims = claims(&tenant, "tom").await;
        assert_eq!(claims["groups"].as_array().unwrap().len(), count);
        assert_eq!(claims.get("_claim_names"), None);
    }
    for count in [201, 1500] {
        tenant.control().set_groups("tom", count);
        let claims = claims(&tenant, "tom").await;
        let (tid, oid) = (TENANT_ID, claims["oid"].as_str().unwrap());
        let endpoint = format!("https://graph.windows.net/{tid}/users/{oid}/getMemberObjects");
        assert_eq!(claims.get("groups"), None);
        assert_eq!(claims["_claim_names"], json!({ "groups": "src1" }));
        assert_eq!(claims["_claim_sources"], json!({ "src1": { "endpoint": endpoint } }));
    }
    assert_eq!(claims(&tenant, "maya").await.get("groups"), None);
}

#[tokio::test]
async fn graph_lists_the_groups_page_by_page() {
    let tenant = dev_tenant().await;
    tenant.control().set_groups("tom", 250);
    let token = tokens_of(&tenant, "tom").await["access_token"].clone();
    let mut address = format!("{}{GROUPS}?{QUERY}&$top=100", tenant.origin());
    let mut sizes = Vec::new();
    loop {
        let page: Value = ask(&address, &token).await.json().await.unwrap();
        assert_eq!(page["@odata.count"], 250);
        sizes.push(page["value"].as_array().unwrap().len());
        let Some(next) = page["@odata.nextLink"].as_str() else { break };
        assert!(next.starts_with(&format!("{}{GROUPS}?", tenant.origin())));
        next.clone_into(&mut address);
    }
    assert_eq!(sizes, [100, 100, 50]);
    let of_somebody_else = tokens_of(&tenant, "maya").await["access_token"].clone();
    assert_eq!(
        ask(&address, &of_somebody_else).await.status(),
        StatusCode::BAD_REQUEST,
        "a page marker is valid for one user only"
    );
}

#[tokio::test]
async fn queries_that_graph_rejects_are_rejected() {
    let tenant = dev_tenant().await;
    let token = tokens_of(&tenant, "olga").await["access_token"].clone();
    let at = |query: &str| format!("{}{GROUPS}?{query}", tenant.origin());
    assert_eq!(ask(&at(QUERY), &token).await.status(), StatusCode::OK);
    for query in [
        "",
        "$select=id",
        "$count=true&$select=id&$top=1000",
        "$count=true&$select=id&$top=0",
        "$count=true&$select=id&$skiptoken=1",
        "$count=true&$select=id&$expand=a",
    ] {
        assert_eq!(ask(&at(query), &token).await.status(), StatusCode::BAD_REQUEST, "{query}");
    }
    let plain = http().get(at(QUERY)).bearer_auth(token.as_str().unwrap()).send().await.unwrap();
    assert_eq!(plain.status(), StatusCode::BAD_REQUEST, "the query needs the header ConsistencyLevel");
    let nobody = http().get(at(QUERY)).header("consistencylevel", "eventual").send().await.unwrap();
    assert_eq!(nobody.status(), StatusCode::UNAUTHORIZED);
}
