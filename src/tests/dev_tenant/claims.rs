//! DT-3: the claims of the dev tenant's ID tokens have the format of Entra ID's v2.0 tokens.

use serde_json::{Value, json};

use super::cast::{Browser, dev_tenant, exchange, part_of, tokens_of};

#[tokio::test]
async fn dt_03_an_id_token_has_the_claims_of_entra_id() {
    let tenant = dev_tenant().await;
    let body = tokens_of(&tenant, "maya").await;
    let header = part_of(&body["id_token"], 0);
    assert_eq!((&header["alg"], &header["typ"]), (&json!("RS256"), &json!("JWT")));

    let claims = part_of(&body["id_token"], 1);

    assert_eq!(claims["ver"], "2.0");
    assert_eq!(claims["aud"], tenant.client_id());
    assert_eq!(claims["iss"], format!("{}/v2.0", tenant.authority()));
    assert_eq!(claims["tid"], tenant.tenant_id());
    assert_eq!(claims["iat"], claims["nbf"]);
    assert_eq!(claims["exp"].as_u64().unwrap() - claims["iat"].as_u64().unwrap(), 3600);
    assert_eq!(claims["nonce"], "the-nonce");
    assert_eq!(claims["name"], "Maya Lindqvist");
    assert_eq!(claims["preferred_username"], "maya@devtenant.example");
    for name in ["oid", "sub", "sid", "uti", "login_hint"] {
        assert!(claims[name].as_str().is_some_and(|value| !value.is_empty()), "{name}");
    }
    assert_ne!(claims["sub"], claims["oid"], "the subject is pairwise");
    for name in ["email_verified", "at_hash", "c_hash"] {
        assert_eq!(claims.get(name), None);
    }
}

#[tokio::test]
async fn dt_03_claims_come_with_their_scopes() {
    let tenant = dev_tenant().await;
    let claims = |scope: &'static str| {
        let tenant = tenant.clone();
        async move {
            let response = Browser::new().sign_in(&tenant, &[("scope", scope)], "maya").await;
            let (_, body) = exchange(&tenant, &response["code"], &[]).await;
            part_of(&body["id_token"], 1)
        }
    };
    let bare: Value = claims("openid").await;
    for name in ["oid", "name", "preferred_username", "email"] {
        assert_eq!(bare.get(name), None, "{name}");
    }
    assert_eq!(claims("openid email").await["email"], "maya@devtenant.example");
}

#[tokio::test]
async fn dt_03_each_persona_has_a_stable_and_unique_subject() {
    let tenant = dev_tenant().await;
    let mut seen = Vec::new();
    for persona in ["maya", "tom", "priya", "layla", "mallory", "another:Ada"] {
        let first = part_of(&tokens_of(&tenant, persona).await["id_token"], 1);
        let second = part_of(&tokens_of(&tenant, persona).await["id_token"], 1);
        assert_eq!((&first["sub"], &first["oid"]), (&second["sub"], &second["oid"]));
        assert!(!seen.contains(&first["oid"]));
        seen.push(first["oid"].clone());
    }
    let guest = part_of(&tokens_of(&tenant, "priya").await["id_token"], 1);
    assert!(guest["preferred_username"].as_str().unwrap().contains("#EXT#"));
}

#[tokio::test]
async fn dt_03_access_tokens_have_the_audience_and_scope_of_graph() {
    let tenant = dev_tenant().await;
    let body = tokens_of(&tenant, "maya").await;
    assert!(part_of(&body["access_token"], 0)["nonce"].is_string());
    let claims = part_of(&body["access_token"], 1);
    assert_eq!(claims["aud"], "00000003-0000-0000-c000-000000000000");
    assert_eq!(claims["scp"], "User.Read openid profile");
    assert_eq!(body["scope"], "User.Read openid profile", "offline_access is not listed");
    let lifetime = body["expires_in"].as_u64().unwrap();
    assert!((3599..5400).contains(&lifetime));
}
