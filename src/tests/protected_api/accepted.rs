//! Access tokens that the protected API accepts: of users and apps, in both versions, of the listed tenants.

use axum::http::{Method, StatusCode};
use leptos_entra::{
    dev_tenant::{PARTNER_TENANT_ID, TENANT_ID},
    server::{entra::AllowedTenants, oidc::TokenHolder},
};
use serde_json::{Value, json};

use super::{Api, ORDERS, assert_problem};

#[tokio::test]
async fn a_user_lists_and_places_orders_with_both_versions() {
    let api = Api::start().await;
    for is_version_one in [false, true] {
        api.app.control().set_own_api_version_one(is_version_one);
        let token = api.user_token("maya", &["Orders.Read", "Orders.Write"]).await;
        let placed = api.post(&token, &json!({ "item": "Tea", "quantity": 2 })).await;
        assert_eq!(placed.status, StatusCode::CREATED, "{}", placed.body);
        let order: Value = serde_json::from_str(&placed.body).unwrap();
        assert_eq!((&order["item"], &order["quantity"]), (&json!("Tea"), &json!(2)));
        let path = placed.header("location").to_owned();
        assert_eq!(path, format!("{ORDERS}/{}", order["id"].as_str().unwrap()));
        let shown = api.get(&path, &token).await;
        assert_eq!((shown.status, shown.body.as_str()), (StatusCode::OK, placed.body.as_str()));
        let listed = api.get(ORDERS, &token).await;
        assert_eq!((listed.status, listed.header("content-type")), (StatusCode::OK, "application/json"));
        listed.assert_shows(order["id"].as_str().unwrap());
        assert_eq!(listed.header("cache-control"), "no-store");
    }
}

#[tokio::test]
async fn a_user_reads_own_orders_and_an_app_those_of_the_tenant() {
    let api = Api::start().await;
    let of_maya = api.user_token("maya", &["Orders.Read", "Orders.Write"]).await;
    let of_tom = api.user_token("tom", &["Orders.Read"]).await;
    let placed = api.post(&of_maya, &json!({ "item": "Coffee", "quantity": 1 })).await;
    let path = placed.header("location").to_owned();
    let id = path.rsplit('/').next().unwrap();
    assert_problem(&api.get(&path, &of_tom).await, StatusCode::NOT_FOUND, "");
    assert!(!api.get(ORDERS, &of_tom).await.body.contains(id));
    for is_version_one in [false, true] {
        api.app.control().set_own_api_version_one(is_version_one);
        let of_app = api.app_token().await;
        assert_eq!(api.verified(&of_app).await.unwrap().holder, TokenHolder::App);
        api.get(ORDERS, &of_app).await.assert_shows(id);
        assert_eq!(api.get(&path, &of_app).await.status, StatusCode::OK);
    }
}

#[tokio::test]
async fn given_many_orders_of_a_user_then_their_oldest_is_dropped() {
    let api = Api::start().await;
    let of_maya = api.user_token("maya", &["Orders.Read", "Orders.Write"]).await;
    let kept = api.post(&of_maya, &json!({ "item": "Tea", "quantity": 1 })).await.header("location").to_owned();
    let of_tom = api.user_token("tom", &["Orders.Read", "Orders.Write"]).await;
    let mut paths = Vec::new();
    for quantity in 1..=21 {
        let placed = api.post(&of_tom, &json!({ "item": "Tea", "quantity": quantity })).await;
        assert_eq!(placed.status, StatusCode::CREATED, "{}", placed.body);
        paths.push(placed.header("location").to_owned());
    }
    assert_problem(&api.get(&paths[0], &of_tom).await, StatusCode::NOT_FOUND, "");
    for path in &paths[1..] {
        assert_eq!(api.get(path, &of_tom).await.status, StatusCode::OK, "{path}");
    }
    assert_eq!(api.get(&kept, &of_maya).await.status, StatusCode::OK);
}

#[tokio::test]
async fn the_claims_of_both_versions_have_the_same_meaning() {
    let api = Api::start().await;
    let newer = api.verified(&api.user_token("maya", &["Orders.Read"]).await).await.unwrap();
    api.app.control().set_own_api_version_one(true);
    let older = api.verified(&api.user_token("maya", &["Orders.Read"]).await).await.unwrap();
    assert_eq!(older.holder, TokenHolder::User { scopes: vec!["Orders.Read".to_owned()] });
    assert_eq!((&older.holder, &older.client_id), (&newer.holder, &newer.client_id));
    assert_eq!((&older.tenant_id, &older.object_id), (&newer.tenant_id, &newer.object_id));
    assert_eq!(older.tenant_id, TENANT_ID);
}

#[tokio::test]
async fn an_app_token_without_idtyp_is_known_by_its_subject() {
    let api = Api::start().await;
    api.app.control().set_access_token_claim("idtyp", Value::Null);
    assert_eq!(api.verified(&api.app_token().await).await.unwrap().holder, TokenHolder::App);
    api.app.control().set_access_token_claim("sub", json!("another"));
    assert!(api.verified(&api.app_token().await).await.is_err(), "an ID token has neither scopes nor this subject");
}

#[tokio::test]
async fn a_scheme_in_lower_case_is_accepted() {
    let api = Api::start().await;
    let token = api.user_token("maya", &["Orders.Read"]).await;
    for scheme in ["bearer", "BEARER", "Bearer "] {
        let headers = [("authorization", &*format!("{scheme} {token}"))];
        assert_eq!(api.send(Method::GET, ORDERS, &headers, "").await.status, StatusCode::OK, "{scheme}");
    }
}

#[tokio::test]
async fn only_tokens_of_listed_tenants_are_accepted() {
    let both = [TENANT_ID, PARTNER_TENANT_ID].map(str::to_owned).to_vec();
    for (tenants, is_accepted) in [(both, true), (vec![TENANT_ID.to_owned()], false)] {
        let api = Api::of_many_tenants(|config| config.allowed_tenants = AllowedTenants::Listed(tenants)).await;
        for is_version_one in [false, true] {
            api.app.control().set_own_api_version_one(is_version_one);
            let ours = api.user_token("maya", &["Orders.Read"]).await;
            assert_eq!(api.get(ORDERS, &ours).await.status, StatusCode::OK, "version one: {is_version_one}");
            let partner = api.user_token("ines", &["Orders.Read"]).await;
            let page = api.get(ORDERS, &partner).await;
            if is_accepted {
                assert_eq!(page.status, StatusCode::OK, "{}", page.body);
            } else {
                assert_problem(&page, StatusCode::UNAUTHORIZED, "error=\"invalid_token\"");
                assert!(api.verified(&partner).await.unwrap_err().contains("ALLOWED_TENANTS"));
            }
        }
    }
}

#[tokio::test]
async fn an_audience_of_the_list_is_accepted_instead_of_the_default() {
    let api = Api::start_with(|config| {
        config.protected_api.as_mut().unwrap().audiences = vec!["api://orders.example".to_owned()];
    })
    .await;
    let token = api.user_token("maya", &["Orders.Read"]).await;
    assert_problem(&api.get(ORDERS, &token).await, StatusCode::UNAUTHORIZED, "error=\"invalid_token\"");
    api.app.control().set_access_token_claim("aud", json!("api://orders.example"));
    let token = api.user_token("maya", &["Orders.Read"]).await;
    assert_eq!(api.get(ORDERS, &token).await.status, StatusCode::OK);
}

#[tokio::test]
async fn given_a_key_rotation_then_new_tokens_are_accepted_at_once() {
    let api = Api::start().await;
    let before = api.user_token("maya", &["Orders.Read"]).await;
    assert_eq!(api.get(ORDERS, &before).await.status, StatusCode::OK);
    api.app.control().rotate_signing_key().await;
    let after = api.user_token("maya", &["Orders.Read"]).await;
    for token in [before, after] {
        assert_eq!(api.get(ORDERS, &token).await.status, StatusCode::OK);
    }
}
