//! DT-4: an application-specific signing key is only in the key set for this application (`appid`).

use reqwest::StatusCode;
use serde_json::{Value, json};

use super::cast::{dev_tenant, http};

async fn ask(url: &str) -> (StatusCode, Value) {
    let answer = http().get(url).send().await.unwrap();
    (answer.status(), answer.json().await.unwrap())
}

fn key_ids(keys: &Value) -> Vec<&str> {
    keys["keys"].as_array().unwrap().iter().map(|key| key["kid"].as_str().unwrap()).collect()
}

#[tokio::test]
async fn dt_04_the_application_key_is_only_in_the_appid_key_set() {
    let tenant = dev_tenant().await;
    let document = format!("{}/v2.0/.well-known/openid-configuration", tenant.authority());
    let of_application = format!("{document}?appid={}", tenant.client_id());
    let sets = async || {
        let [plain, own] = [ask(&document).await.1, ask(&of_application).await.1];
        let [plain, own] = [plain, own].map(|document| document["jwks_uri"].as_str().unwrap().to_owned());
        assert_eq!(own, format!("{plain}?appid={}", tenant.client_id()));
        [ask(&plain).await.1, ask(&own).await.1]
    };
    let [of_tenant, same] = sets().await;
    assert_eq!(
        key_ids(&of_tenant),
        key_ids(&same),
        "without an application-specific key, the set has the keys of the tenant"
    );
    tenant.control().give_application_its_own_key().await;
    let [still, own] = sets().await;
    assert_eq!(key_ids(&still), key_ids(&of_tenant));
    assert_eq!((key_ids(&own).len(), key_ids(&own) == key_ids(&of_tenant)), (1, false));
    tenant.control().reset();
    assert_eq!(sets().await[1], same);
}

#[tokio::test]
async fn dt_04_keys_of_another_appid_are_rejected() {
    let tenant = dev_tenant().await;
    for path in ["v2.0/.well-known/openid-configuration", "discovery/v2.0/keys"] {
        for (query, number) in [("appid=another", 700_016), ("appid=a&appid=b", 9_002_313)] {
            let (status, refused) = ask(&format!("{}/{path}?{query}", tenant.authority())).await;
            assert_eq!(
                (status, &refused["error_codes"]),
                (StatusCode::BAD_REQUEST, &json!([number])),
                "{path}?{query}"
            );
        }
    }
}
