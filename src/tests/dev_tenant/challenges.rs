//! Tests of the dev tenant: claims challenges, admin consent, `form_post`, the `iss` parameter, and replaced keys.

use leptos_entra::dev_tenant::{GraphFault, Running, Times};
use reqwest::StatusCode;
use serde_json::{Value, json};

use super::cast::{
    Browser, CALLBACK, Parameters, aadsts, authorization_request, authorization_response, dev_tenant, exchange,
    form_value, graph, http, part_of, token_request, tokens_of,
};

const STEP_UP: (&str, &str) = ("claims", r#"{"access_token":{"acrs":{"essential":true,"value":"c1"}}}"#);

/// Submits this decision on the dev tenant's page at this URL. Returns the authorization response.
async fn press(browser: &Browser, tenant: &Running, address: &str, path: &str, decision: &str) -> Parameters {
    let page = browser.get(address).await.text().await.unwrap();
    let url = format!("{}{path}", tenant.origin());
    authorization_response(&browser.post(&url, &[("form", &form_value(&page)), ("decision", decision)]).await)
}

#[tokio::test]
async fn a_token_with_the_claims_ends_a_graph_challenge() {
    let tenant = dev_tenant().await;
    let browser = Browser::new();
    let response = browser.sign_in(&tenant, &[], "maya").await;
    let (_, first) = exchange(&tenant, &response["code"], &[]).await;
    tenant.control().arm_graph_fault(GraphFault::InsufficientClaims, Times::Once);
    for _ in 0..2 {
        let answer = graph(&tenant, "/me", &first["access_token"]).await;
        assert_eq!(answer.status(), StatusCode::UNAUTHORIZED);
        let challenge = answer.headers()["www-authenticate"].to_str().unwrap().to_owned();
        let begins = format!(
            r#"Bearer realm="", authorization_uri="{}/common/oauth2/authorize", client_id="00000003-0000-0000-c000-000000000000", error="insufficient_claims", claims="eyJ"#,
            tenant.origin()
        );
        assert!(challenge.starts_with(&begins), "{challenge}");
    }
    let refresh =
        [("grant_type", "refresh_token"), ("refresh_token", first["refresh_token"].as_str().unwrap()), STEP_UP];
    let (_, refused) = token_request(&tenant, &refresh).await;
    assert_eq!((&refused["error_codes"], &refused["claims"]), (&json!([50076]), &json!(STEP_UP.1)));

    let address = authorization_request(&tenant, &[STEP_UP]);
    let declined = press(&browser, &tenant, &address, "/dev/confirmation", "decline").await;
    assert_eq!(declined["error"], "access_denied");
    let confirmed = press(&browser, &tenant, &address, "/dev/confirmation", "confirm").await;
    let (_, second) = exchange(&tenant, &confirmed["code"], &[]).await;
    assert_eq!(part_of(&second["id_token"], 1)["acrs"], json!(["c1"]));
    assert_eq!(graph(&tenant, "/me", &second["access_token"]).await.status(), StatusCode::OK);
    assert_eq!(
        graph(&tenant, "/me", &first["access_token"]).await.status(),
        StatusCode::OK,
        "the step-up also ends the challenge for the first token"
    );
}

#[tokio::test]
async fn a_claims_challenge_needs_a_sign_in_and_a_confirmation() {
    let tenant = dev_tenant().await;
    let browser = Browser::new();
    let silent = browser.get(&authorization_request(&tenant, &[STEP_UP, ("prompt", "none")])).await;
    assert_eq!(authorization_response(&silent)["error"], "login_required");
    let page = browser.get(&authorization_request(&tenant, &[STEP_UP])).await.text().await.unwrap();
    let url = format!("{}/dev/account", tenant.origin());
    let page = browser.post(&url, &[("form", &form_value(&page)), ("persona", "maya")]).await;
    assert_eq!(page.status(), StatusCode::OK);
    assert!(page.text().await.unwrap().contains("<h1>Confirm that it is you</h1>"));
    let silent = browser.get(&authorization_request(&tenant, &[STEP_UP, ("prompt", "none")])).await;
    let silent = authorization_response(&silent);
    assert_eq!((silent["error"].as_str(), aadsts(&silent)), ("interaction_required", "AADSTS50076"));
    assert_eq!(silent["claims"], STEP_UP.1);
    for claims in [r#"{"access_token":{"acrs":{"value":"c0"}}}"#, r#"{"userinfo":{}}"#, r#"{"access_token":1}"#] {
        let refused = browser.get(&authorization_request(&tenant, &[("claims", claims)])).await;
        assert_eq!(aadsts(&authorization_response(&refused)), "AADSTS90023", "{claims}");
    }
}

#[tokio::test]
async fn an_admin_consent_is_accepted_or_declined() {
    let tenant = dev_tenant().await;
    let browser = Browser::new();
    let address = format!("{}/v2.0/adminconsent", tenant.authority());
    let scope = "https://graph.microsoft.com/User.Read https://graph.microsoft.com/Directory.Read.All";
    let query = [("client_id", tenant.client_id()), ("redirect_uri", CALLBACK), ("state", "s"), ("scope", scope)];
    let address: String = reqwest::Url::parse_with_params(&address, query).unwrap().into();

    let refused = press(&browser, &tenant, &address, "/dev/admin-consent", "decline").await;
    assert_eq!((refused["error"].as_str(), aadsts(&refused)), ("consent_required", "AADSTS65004"));
    assert_eq!((refused["admin_consent"].as_str(), refused["state"].as_str()), ("True", "s"));
    let asks = [("scope", "openid Directory.Read.All"), ("prompt", "login")];
    let needed = authorization_response(&browser.get(&authorization_request(&tenant, &asks)).await);
    assert_eq!(aadsts(&needed), "AADSTS90094");

    let allowed = press(&browser, &tenant, &address, "/dev/admin-consent", "accept").await;
    assert_eq!((allowed["admin_consent"].as_str(), allowed["tenant"].as_str()), ("True", tenant.tenant_id()));
    assert!(allowed["scope"].contains("https://graph.microsoft.com/Directory.Read.All"));
    let response = browser.sign_in(&tenant, &asks, "tom").await;
    assert!(response.contains_key("code"));

    for change in [("client_id", "00000000-0000-0000-0000-000000000001"), ("redirect_uri", "https://evil.example/")] {
        let query = query.into_iter().filter(|(name, _)| *name != change.0).chain([change]);
        let address = format!("{}/v2.0/adminconsent", tenant.authority());
        let page = browser.get(reqwest::Url::parse_with_params(&address, query).unwrap().as_str()).await;
        assert_eq!(page.status(), StatusCode::BAD_REQUEST, "{change:?}");
    }
}

#[tokio::test]
async fn a_form_post_page_submits_itself_and_has_a_button() {
    let tenant = dev_tenant().await;
    let browser = Browser::new();
    browser.sign_in(&tenant, &[], "maya").await;
    let page = browser.get(&authorization_request(&tenant, &[("response_mode", "form_post")])).await;
    let policy = page.headers()["content-security-policy"].to_str().unwrap().to_owned();
    assert_eq!(page.headers()["referrer-policy"], "strict-origin-when-cross-origin");
    let html = page.text().await.unwrap();
    let nonce = policy.split("script-src 'nonce-").nth(1).unwrap().split('\'').next().unwrap();
    assert!(html.contains(&format!(r#"<script nonce="{nonce}">document.forms[0].submit();</script>"#)));
    assert!(html.contains(">Continue to the application</button>"));
}

#[tokio::test]
async fn a_response_has_iss_only_if_a_test_sets_it() {
    let tenant = dev_tenant().await;
    let browser = Browser::new();
    assert!(!browser.sign_in(&tenant, &[], "maya").await.contains_key("iss"));
    tenant.control().set_response_issuer(Some("https://issuer.example".to_owned()));
    let with = authorization_response(&browser.get(&authorization_request(&tenant, &[])).await);
    assert_eq!(with["iss"], "https://issuer.example");
}

#[tokio::test]
async fn a_replaced_key_is_unpublished_but_its_tokens_work() {
    let tenant = dev_tenant().await;
    let before = tokens_of(&tenant, "maya").await;
    let url = format!("{}/discovery/v2.0/keys", tenant.authority());
    let key_ids = || async {
        let keys: Value = http().get(&url).send().await.unwrap().json().await.unwrap();
        keys["keys"].as_array().unwrap().iter().map(|key| key["kid"].clone()).collect::<Vec<_>>()
    };
    let old = key_ids().await;
    tenant.control().replace_signing_key().await;
    let new = key_ids().await;
    assert_eq!((old.len(), new.len()), (1, 1));
    assert_ne!(old, new);
    tenant.control().rotate_signing_key().await;
    assert_eq!(key_ids().await.len(), 2, "a rotation keeps the previous key");
    assert_eq!(graph(&tenant, "/me", &before["access_token"]).await.status(), StatusCode::OK);
}
