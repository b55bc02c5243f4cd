//! DT-2: the dev tenant rejects the requests that Entra ID rejects.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use reqwest::StatusCode;
use serde_json::{Value, json};

use super::cast::{
    Browser, CALLBACK, aadsts, authorization_request, authorization_response, dev_tenant, exchange, graph, http,
    part_of, refresh, token_request,
};

#[tokio::test]
async fn dt_02_a_code_works_once() {
    let tenant = dev_tenant().await;
    let response = Browser::new().sign_in(&tenant, &[], "maya").await;
    assert_eq!(response["state"], "the state & more");
    let (status, first) = exchange(&tenant, &response["code"], &[]).await;
    assert_eq!(status, StatusCode::OK);

    let (status, second) = exchange(&tenant, &response["code"], &[]).await;

    assert_eq!((status, &second["error"]), (StatusCode::BAD_REQUEST, &json!("invalid_grant")));
    assert_eq!(second["error_codes"], json!([54005]));
    let (_, refused) = refresh(&tenant, &first["refresh_token"]).await;
    assert_eq!(refused["error_codes"], json!([50173]), "the tokens from the code are revoked");
    assert_eq!(graph(&tenant, "/me", &first["access_token"]).await.status(), StatusCode::UNAUTHORIZED);
}

#[tokio::test]
async fn dt_02_a_code_expires_after_sixty_seconds() {
    let tenant = dev_tenant().await;
    let browser = Browser::new();
    let in_time = browser.sign_in(&tenant, &[], "maya").await;
    let late = browser.sign_in(&tenant, &[("prompt", "login")], "maya").await;

    tenant.control().advance_clock(58);
    assert_eq!(exchange(&tenant, &in_time["code"], &[]).await.0, StatusCode::OK);
    tenant.control().advance_clock(2);
    let (_, refused) = exchange(&tenant, &late["code"], &[]).await;
    assert_eq!(refused["error_codes"], json!([70008]));
}

#[tokio::test]
async fn dt_02_a_code_is_bound_to_its_verifier_and_its_redirect_uri() {
    let tenant = dev_tenant().await;
    let other_verifier = "another-verifier-of-more-than-forty-three-chars";
    let cases = [
        (("code_verifier", other_verifier), 501_481),
        (("code_verifier", ""), 900_144),
        (("code_verifier", "short"), 501_481),
        (("redirect_uri", "http://localhost:3000/getatoken"), 500_112),
        (("redirect_uri", ""), 900_144),
    ];
    for (change, number) in cases {
        let response = Browser::new().sign_in(&tenant, &[], "maya").await;
        let (status, refused) = exchange(&tenant, &response["code"], &[change]).await;
        assert_eq!((status, &refused["error_codes"]), (StatusCode::BAD_REQUEST, &json!([number])), "{change:?}");
        let (_, again) = exchange(&tenant, &response["code"], &[]).await;
        assert_eq!(again["error_codes"], json!([54005]), "a failed attempt uses the code up");
    }
}

#[tokio::test]
async fn dt_02_an_invalid_request_returns_an_error_to_the_app() {
    let tenant = dev_tenant().await;
    let cases = [
        (("code_challenge", ""), "invalid_request", "AADSTS9002325"),
        (("code_challenge_method", "plain"), "invalid_request", "AADSTS90023"),
        (("code_challenge_method", ""), "invalid_request", "AADSTS90023"),
        (("code_challenge", "short"), "invalid_request", "AADSTS501491"),
        (("response_type", "id_token"), "unsupported_response_type", "AADSTS700054"),
        (("response_type", "code id_token"), "unsupported_response_type", "AADSTS700054"),
        (("scope", ""), "invalid_request", "AADSTS900144"),
        (("scope", "openid api://else/read"), "invalid_resource", "AADSTS500011"),
        (("scope", "openid No.Such.Scope"), "invalid_scope", "AADSTS650053"),
        (("scope", "openid Directory.Read.All"), "access_denied", "AADSTS90094"),
        (("scope", ".default Mail.Read"), "invalid_scope", "AADSTS70011"),
        (("prompt", "create"), "invalid_request", "AADSTS90023"),
        (("request", "eyJ"), "invalid_request", "AADSTS90023"),
        (("claims", "{not json"), "invalid_request", "AADSTS90023"),
    ];
    for (change, error, number) in cases {
        let response = Browser::new().get(&authorization_request(&tenant, &[change])).await;
        let response = authorization_response(&response);
        assert_eq!((response["error"].as_str(), aadsts(&response)), (error, number), "{change:?}");
        assert_eq!(response["state"], "the state & more");
        assert!(!response.contains_key("code"));
    }
}

#[tokio::test]
async fn dt_02_a_wrong_client_or_redirect_uri_is_not_redirected() {
    let tenant = dev_tenant().await;
    let cases = [
        (("redirect_uri", "http://localhost:3000/getAToken/"), "AADSTS50011"),
        (("redirect_uri", "http://localhost:3001/getAToken"), "AADSTS50011"),
        (("redirect_uri", "http://127.0.0.1:3000/getAToken"), "AADSTS50011"),
        (("redirect_uri", "https://evil.example/"), "AADSTS50011"),
        (("redirect_uri", ""), "AADSTS900144"),
        (("client_id", "00000000-0000-0000-0000-000000000001"), "AADSTS700016"),
        (("client_id", ""), "AADSTS900144"),
    ];
    for (change, number) in cases {
        let response = Browser::new().get(&authorization_request(&tenant, &[change])).await;
        assert_eq!(response.status(), StatusCode::BAD_REQUEST);
        assert!(response.headers().get("location").is_none());
        assert!(response.text().await.unwrap().contains(number), "{change:?}");
    }
    let twice = format!("{}&redirect_uri=https://evil.example/", authorization_request(&tenant, &[]));
    assert_eq!(Browser::new().get(&twice).await.status(), StatusCode::BAD_REQUEST);
}

#[tokio::test]
async fn dt_02_the_client_must_authenticate() {
    let tenant = dev_tenant().await;
    let cases = [
        (("client_secret", "wrong"), 401, "invalid_client", 7_000_215),
        (("client_secret", ""), 401, "invalid_client", 7_000_218),
        (("client_assertion", "eyJ"), 400, "invalid_request", 900_144),
        (("client_id", "00000000-0000-0000-0000-000000000001"), 400, "unauthorized_client", 700_038),
        (("client_id", ""), 400, "invalid_request", 900_144),
    ];
    for (change, status, error, number) in cases {
        let response = Browser::new().sign_in(&tenant, &[], "maya").await;
        let (got, refused) = exchange(&tenant, &response["code"], &[change]).await;
        assert_eq!((got.as_u16(), &refused["error"]), (status, &json!(error)), "{change:?}");
        assert_eq!(refused["error_codes"], json!([number]));
        assert_eq!(exchange(&tenant, &response["code"], &[]).await.0, StatusCode::OK, "the code is still valid");
    }
}

#[tokio::test]
async fn dt_02_the_secret_may_be_sent_by_basic_but_not_twice() {
    let tenant = dev_tenant().await;
    let pair = STANDARD.encode(format!("{}:{}", tenant.client_id(), tenant.client_secret()));
    for (in_body_too, expected) in [(false, 200), (true, 400)] {
        let response = Browser::new().sign_in(&tenant, &[], "maya").await;
        let mut fields = vec![
            ("grant_type", "authorization_code"),
            ("code", &response["code"]),
            ("redirect_uri", CALLBACK),
            ("code_verifier", super::cast::VERIFIER),
        ];
        fields.extend(in_body_too.then_some(("client_secret", tenant.client_secret())));
        let request = http().post(format!("{}/oauth2/v2.0/token", tenant.authority())).form(&fields);
        let answer = request.header("authorization", format!("Basic {pair}")).send().await.unwrap();
        assert_eq!(answer.status().as_u16(), expected);
        assert_eq!(answer.headers()["cache-control"], "no-store, no-cache");
    }
}

#[tokio::test]
async fn dt_02_only_forms_with_known_grants_are_accepted() {
    let tenant = dev_tenant().await;
    let url = format!("{}/oauth2/v2.0/token", tenant.authority());
    let by_get: Value = http().get(&url).send().await.unwrap().json().await.unwrap();
    assert_eq!(by_get["error_codes"], json!([900_561]));
    let as_json: Value = http().post(&url).json(&json!({})).send().await.unwrap().json().await.unwrap();
    assert_eq!(as_json["error_codes"], json!([900_144]));
    let (_, refused) = token_request(&tenant, &[("grant_type", "password")]).await;
    assert_eq!(refused["error"], "unsupported_grant_type");
}

#[tokio::test]
async fn dt_02_only_requested_tokens_and_scopes_are_issued() {
    let tenant = dev_tenant().await;
    let response = Browser::new().sign_in(&tenant, &[("scope", "User.Read")], "maya").await;
    let (_, body) = exchange(&tenant, &response["code"], &[]).await;
    assert!(body.get("id_token").is_none() && body.get("refresh_token").is_none(), "{body}");

    let response = Browser::new().sign_in(&tenant, &[("scope", "openid profile")], "maya").await;
    let (_, body) = exchange(&tenant, &response["code"], &[]).await;
    assert_eq!(part_of(&body["id_token"], 1)["nonce"], "the-nonce");
    assert!(body.get("refresh_token").is_none());
    assert_eq!(graph(&tenant, "/me", &body["access_token"]).await.status(), StatusCode::FORBIDDEN);

    let response = Browser::new().sign_in(&tenant, &[("scope", "openid User.Read")], "maya").await;
    let (_, refused) = exchange(&tenant, &response["code"], &[("scope", "openid Mail.Read")]).await;
    assert_eq!(refused["suberror"], "consent_required");
}

#[tokio::test]
async fn dt_02_the_response_mode_is_applied() {
    let tenant = dev_tenant().await;
    let browser = Browser::new();
    browser.sign_in(&tenant, &[], "maya").await;
    let fragment = browser.get(&authorization_request(&tenant, &[("response_mode", "fragment")])).await;
    assert!(super::cast::location(&fragment).starts_with(&format!("{CALLBACK}#code=")));
    let form = browser.get(&authorization_request(&tenant, &[("response_mode", "form_post")])).await;
    let html = form.text().await.unwrap();
    assert!(html.contains(&format!(r#"<form method="post" action="{CALLBACK}">"#)));
    assert!(html.contains(r#"name="state" value="the state &amp; more""#));
}

#[tokio::test]
async fn dt_02_another_tenant_is_rejected() {
    let tenant = dev_tenant().await;
    for (name, number) in [("11111111-1111-1111-1111-111111111111", "90002"), ("common", "50194")] {
        let address = authorization_request(&tenant, &[]).replace(tenant.tenant_id(), name);
        let page = Browser::new().get(&address).await;
        assert_eq!(page.status(), StatusCode::BAD_REQUEST);
        assert!(page.text().await.unwrap().contains(number));
        let url = format!("{}/{name}/oauth2/v2.0/token", tenant.origin());
        let answer: Value = http().post(url).form(&[("a", "b")]).send().await.unwrap().json().await.unwrap();
        assert_eq!(answer["error_codes"][0].to_string(), number);
    }
}
