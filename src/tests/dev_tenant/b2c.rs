//! DT-4: the dev tenant as Azure AD B2C, with its policies and the special format of its tokens and errors.

use leptos_entra::dev_tenant::{
    EDIT_PROFILE, Flavour, Options, RESET_PASSWORD, Running, SIGN_UP_SIGN_IN, TENANT_ID, start,
};
use reqwest::StatusCode;
use serde_json::{Value, json};

use super::cast::{
    Browser, Parameters, aadsts, authorization_request, authorization_response, exchange, form_value, http, options,
    part_of, refresh,
};

const WITHOUT_API: (&str, &str) = ("scope", "openid profile offline_access");

async fn b2c(policy_in_issuer: bool) -> Running {
    start(Options { flavour: Flavour::B2c { policy_in_issuer }, ..options() }).await.unwrap()
}

/// Returns the URL of an authorization request for this policy of Azure AD B2C.
fn request_of(tenant: &Running, policy: &str) -> String {
    authorization_request(tenant, &[WITHOUT_API]).replace(SIGN_UP_SIGN_IN, policy)
}

/// Submits the form of a page at this path, with the field of a button. Returns the authorization response.
async fn press(browser: &Browser, tenant: &Running, path: &str, html: &str, field: (&str, &str)) -> Parameters {
    let url = format!("{}{path}", tenant.origin());
    authorization_response(&browser.post(&url, &[("form", &form_value(html)), field]).await)
}

async fn id_token(tenant: &Running, code: &str) -> Value {
    let (status, body) = exchange(tenant, code, &[]).await;
    assert_eq!(status, StatusCode::OK, "{body}");
    part_of(&body["id_token"], 1)
}

#[tokio::test]
async fn dt_04_each_b2c_policy_has_metadata_and_an_issuer_with_slash() {
    let tenant = b2c(false).await;
    let origin = tenant.origin().to_owned();
    let url =
        |policy: &str| format!("{origin}/devtenant.onmicrosoft.com/{policy}/v2.0/.well-known/openid-configuration");
    for policy in [SIGN_UP_SIGN_IN, EDIT_PROFILE, RESET_PASSWORD] {
        let document: Value = http().get(url(policy)).send().await.unwrap().json().await.unwrap();
        assert_eq!(document["issuer"], format!("{origin}/{TENANT_ID}/v2.0/"));
        let place = format!("{origin}/devtenant.onmicrosoft.com/{}", policy.to_lowercase());
        assert_eq!(document["token_endpoint"], format!("{place}/oauth2/v2.0/token"));
        assert_eq!(document.get("device_authorization_endpoint"), None);
        let keys: Value =
            http().get(document["jwks_uri"].as_str().unwrap()).send().await.unwrap().json().await.unwrap();
        assert_eq!(keys["keys"][0].get("issuer"), None);
    }
    assert_eq!(http().get(url("B2C_1_unknown")).send().await.unwrap().status(), StatusCode::BAD_REQUEST);
    let without_policy = format!("{origin}/devtenant.onmicrosoft.com/v2.0/.well-known/openid-configuration");
    assert_eq!(http().get(without_policy).send().await.unwrap().status(), StatusCode::BAD_REQUEST);

    let tenant = b2c(true).await;
    let url = format!("{}/v2.0/.well-known/openid-configuration", tenant.authority());
    let document: Value = http().get(url).send().await.unwrap().json().await.unwrap();
    let policy = SIGN_UP_SIGN_IN.to_lowercase();
    assert_eq!(document["issuer"], format!("{}/tfp/{TENANT_ID}/{policy}/v2.0/", tenant.origin()));
}

#[tokio::test]
async fn dt_04_b2c_issues_access_tokens_for_apis_only() {
    let tenant = b2c(false).await;
    let response = Browser::new().sign_in(&tenant, &[WITHOUT_API], "nora").await;
    let (_, body) = exchange(&tenant, &response["code"], &[]).await;
    assert!(body.get("access_token").is_none() && body.get("expires_in").is_none(), "{body}");
    let claims = part_of(&body["id_token"], 1);
    assert_eq!((&claims["tfp"], &claims["name"]), (&json!(SIGN_UP_SIGN_IN), &json!("Nora Jensen")));
    for name in ["tid", "preferred_username", "login_hint", "sid", "email"] {
        assert_eq!(claims.get(name), None, "{name}");
    }

    let with_api = ("scope", "openid offline_access https://devtenant.onmicrosoft.com/api/read");
    let response = Browser::new().sign_in(&tenant, &[with_api], "nora").await;
    let (_, body) = exchange(&tenant, &response["code"], &[]).await;
    for name in ["expires_in", "expires_on", "not_before"] {
        assert!(body[name].as_str().unwrap().parse::<u64>().is_ok(), "{name}");
    }
    assert_eq!(part_of(&body["access_token"], 1)["scp"], "read");
    let (status, again) = refresh(&tenant, &body["refresh_token"]).await;
    assert_eq!(status, StatusCode::OK);
    assert_eq!(part_of(&again["id_token"], 1)["tfp"], SIGN_UP_SIGN_IN);

    let graph = Browser::new().get(&authorization_request(&tenant, &[("scope", "openid User.Read")])).await;
    assert_eq!(aadsts(&authorization_response(&graph)), "AADB2C90117");
}

#[tokio::test]
async fn dt_04_b2c_reports_a_forgotten_password_and_a_cancellation() {
    let tenant = b2c(false).await;
    let browser = Browser::new();
    let page = browser.get(&request_of(&tenant, SIGN_UP_SIGN_IN)).await.text().await.unwrap();
    let (_, rest) = page.split_once(r#"<a href=""#).unwrap();
    let (link, rest) = rest.split_once('"').unwrap();
    assert!(rest.starts_with(">Forgot your password?</a>"));
    let forgotten = browser.get(&format!("{}{link}", tenant.origin())).await;
    let forgotten = authorization_response(&forgotten);
    assert_eq!((forgotten["error"].as_str(), aadsts(&forgotten)), ("access_denied", "AADB2C90118"));
    assert!(forgotten["error_description"].contains("\r\nCorrelation ID: ") && !forgotten.contains_key("error_uri"));
    assert_eq!(forgotten["state"], "the state & more");
    let again = browser.get(&format!("{}{link}", tenant.origin())).await;
    assert_eq!(again.status(), StatusCode::BAD_REQUEST, "the link works once");

    let page = browser.get(&request_of(&tenant, SIGN_UP_SIGN_IN)).await.text().await.unwrap();
    let cancelled = press(&browser, &tenant, "/dev/account", &page, ("decision", "decline")).await;
    assert_eq!((cancelled["error"].as_str(), aadsts(&cancelled)), ("access_denied", "AADB2C90091"));
}

#[tokio::test]
async fn dt_04_b2c_policies_edit_the_profile_and_reset_the_password() {
    let tenant = b2c(false).await;
    let browser = Browser::new();
    browser.sign_in(&tenant, &[WITHOUT_API], "kofi").await;
    let page = browser.get(&request_of(&tenant, EDIT_PROFILE)).await.text().await.unwrap();
    assert!(page.contains("<h1>Edit your profile</h1>") && page.contains(r#"value="Kofi Mensah""#));
    let response = press(&browser, &tenant, "/dev/profile", &page, ("display_name", "Kofi the Second")).await;
    let (status, refused) = exchange(&tenant, &response["code"], &[]).await;
    assert_eq!(status, StatusCode::BAD_REQUEST, "a code is valid only at its policy");
    assert!(refused["error_description"].as_str().unwrap().starts_with("AADB2C90088: "));
    assert_eq!(refused.as_object().unwrap().len(), 2, "{refused}");

    let straight = authorization_response(&browser.get(&request_of(&tenant, SIGN_UP_SIGN_IN)).await);
    assert_eq!(id_token(&tenant, &straight["code"]).await["name"], "Kofi the Second");

    let page = browser.get(&request_of(&tenant, RESET_PASSWORD)).await.text().await.unwrap();
    assert!(page.contains("<h1>Reset your password</h1>") && !page.contains("Forgot your password?"));
    let reset = press(&browser, &tenant, "/dev/account", &page, ("persona", "kofi")).await;
    assert!(reset.contains_key("code"));
    let page = browser.get(&request_of(&tenant, EDIT_PROFILE)).await.text().await.unwrap();
    let cancelled = press(&browser, &tenant, "/dev/profile", &page, ("decision", "decline")).await;
    assert_eq!(aadsts(&cancelled), "AADB2C90091");
}

#[tokio::test]
async fn dt_04_b2c_signs_out_without_a_confirmation() {
    let tenant = b2c(false).await;
    let browser = Browser::new();
    browser.sign_in(&tenant, &[WITHOUT_API], "nora").await;
    let url = format!("{}/oauth2/v2.0/logout?post_logout_redirect_uri={}", tenant.authority(), super::cast::SIGNED_OUT);
    assert_eq!(super::cast::location(&browser.get(&url).await), super::cast::SIGNED_OUT);
    assert_eq!(browser.get(&request_of(&tenant, SIGN_UP_SIGN_IN)).await.status(), StatusCode::OK);
}
