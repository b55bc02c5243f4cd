//! Tests of users, photos and the organization at the dev tenant's Graph.

use reqwest::StatusCode;
use serde_json::{Value, json};

use super::user::{ALL, GraphUser};
use crate::dev_tenant::cast::dev_tenant;

const PROFILE: &str = "/me?$select=id,displayName,givenName,surname,mail,userPrincipalName,jobTitle,department,officeLocation,mobilePhone,businessPhones,preferredLanguage";

/// Returns the width and height of a PNG.
fn dimensions(png: &[u8]) -> [u32; 2] {
    assert!(png.starts_with(b"\x89PNG\r\n\x1a\n"));
    [16, 20].map(|at| u32::from_be_bytes(png[at..at + 4].try_into().unwrap()))
}

#[tokio::test]
async fn every_property_of_a_profile_can_be_null() {
    let tenant = dev_tenant().await;
    let maya = GraphUser::with(&tenant, "maya", "openid User.Read").await.get(PROFILE).await.1;
    assert!(maya.as_object().unwrap().values().all(|value| !value.is_null()), "{maya}");
    assert_eq!((maya.as_object().unwrap().len(), &maya["department"]), (13, &json!("Design")));
    let priya = GraphUser::with(&tenant, "priya", "openid User.Read").await.get(PROFILE).await.1;
    let nulls = priya.as_object().unwrap().iter().filter(|(_, value)| value.is_null()).count();
    assert_eq!((nulls, &priya["businessPhones"]), (7, &json!([])), "{priya}");
}

#[tokio::test]
async fn a_photo_exists_in_the_sizes_of_graph() {
    let tenant = dev_tenant().await;
    let maya = GraphUser::with(&tenant, "maya", "openid User.Read").await;
    for size in [48, 64, 96, 120, 240, 360, 432, 504, 648] {
        let response = maya.response(&format!("/me/photos/{size}x{size}/$value"), &[]).await;
        assert_eq!(response.headers()["content-type"], "image/png");
        assert_eq!(dimensions(&response.bytes().await.unwrap()), [size; 2]);
    }
    let largest = maya.response("/me/photo/$value", &[]).await.bytes().await.unwrap();
    assert_eq!(dimensions(&largest), [648; 2]);
    for size in ["49x49", "96x48", "096x096", "x"] {
        assert_eq!(maya.failure(&format!("/me/photos/{size}/$value")).await, (404, "ImageNotFound".to_owned()));
    }
    let mallory = GraphUser::with(&tenant, "mallory", "openid User.Read").await;
    assert_eq!(mallory.failure("/me/photos/360x360/$value").await.0, 404, "the photo was uploaded in a small size");
    let largest = mallory.response("/me/photo/$value", &[]).await.bytes().await.unwrap();
    assert_eq!(dimensions(&largest), [240; 2]);
    assert_ne!(largest, maya.response("/me/photos/240x240/$value", &[]).await.bytes().await.unwrap());
}

#[tokio::test]
async fn a_known_photo_is_not_sent_again() {
    let tenant = dev_tenant().await;
    let user = GraphUser::with(&tenant, "maya", "openid User.Read").await;
    let tag = user.response("/me/photos/48x48/$value", &[]).await.headers()["etag"].to_str().unwrap().to_owned();
    let known = [("If-None-Match", tag.as_str())];
    let again = user.response("/me/photos/48x48/$value", &known).await;
    assert_eq!((again.status(), again.headers()["etag"].to_str().unwrap()), (StatusCode::NOT_MODIFIED, tag.as_str()));
    assert!(again.bytes().await.unwrap().is_empty());
    assert_eq!(user.response("/me/photos/64x64/$value", &known).await.status(), StatusCode::OK);
}

#[tokio::test]
async fn basic_profiles_of_other_users_have_few_properties() {
    let tenant = dev_tenant().await;
    let user = GraphUser::with(&tenant, "tom", "openid User.ReadBasic.All").await;
    let path = "/users/maya@devtenant.example";
    let (_, basic) = user.get(&format!("{path}?$select=displayName,jobTitle,department")).await;
    assert_eq!(
        (&basic["displayName"], &basic["jobTitle"], &basic["department"]),
        (&json!("Maya Lindqvist"), &Value::Null, &Value::Null)
    );
    let photo = user.response(&format!("{path}/photos/48x48/$value"), &[]).await;
    assert_eq!(dimensions(&photo.bytes().await.unwrap()), [48; 2]);
    assert_eq!(user.failure("/users/nobody@devtenant.example").await, (404, "Request_ResourceNotFound".to_owned()));
    let user = GraphUser::with_administrator(&tenant, "tom", "openid User.Read.All").await;
    assert_eq!(user.get(&format!("{path}?$select=department")).await.1["department"], "Design");
}

#[tokio::test]
async fn the_reports_of_a_manager_are_listed() {
    let tenant = dev_tenant().await;
    let user = GraphUser::with(&tenant, "maya", ALL).await;
    let (_, reports) = user.get("/me/directReports").await;
    let reports = reports["value"].as_array().unwrap();
    assert!(reports.len() == 4 && reports.iter().all(|report| report["@odata.type"] == "#microsoft.graph.user"));
    assert!(reports.iter().any(|report| report["displayName"] == "ليلى الحسن"));
}

#[tokio::test]
async fn the_organization_has_the_shape_of_graph() {
    let tenant = dev_tenant().await;
    let user = GraphUser::with(&tenant, "maya", ALL).await;
    let (_, body) = user.get("/organization?$select=id,displayName,verifiedDomains").await;
    let organization = &body["value"][0];
    assert_eq!((&organization["id"], &organization["displayName"]), (&json!(tenant.tenant_id()), &json!("Dev tenant")));
    assert_eq!(organization["verifiedDomains"][0]["name"], "devtenant.example");
}
