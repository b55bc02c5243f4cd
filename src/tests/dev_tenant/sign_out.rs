//! Tests of the dev tenant's end-session endpoint.

use leptos_entra::dev_tenant::{Options, Running, start};
use reqwest::{Response, StatusCode, Url};

use super::cast::{
    Browser, SIGNED_OUT, authorization_request, dev_tenant, exchange, form_value, location, options, part_of, refresh,
};

fn end_session(tenant: &Running, parameters: &[(&str, &str)]) -> String {
    let address = format!("{}/oauth2/v2.0/logout", tenant.authority());
    Url::parse_with_params(&address, parameters).unwrap().into()
}

async fn is_signed_in(tenant: &Running, browser: &Browser) -> bool {
    browser.get(&authorization_request(tenant, &[])).await.status() == StatusCode::FOUND
}

async fn text(response: Response) -> String {
    response.text().await.unwrap()
}

#[tokio::test]
async fn a_valid_hint_signs_out_without_a_confirmation() {
    let tenant = dev_tenant().await;
    for with_id_token in [true, false] {
        let browser = Browser::new();
        let response = browser.sign_in(&tenant, &[], "maya").await;
        let (_, body) = exchange(&tenant, &response["code"], &[]).await;
        tenant.control().advance_clock(7200);
        let claims = part_of(&body["id_token"], 1);
        let hint = if with_id_token {
            ("id_token_hint", body["id_token"].as_str().unwrap())
        } else {
            ("logout_hint", claims["login_hint"].as_str().unwrap())
        };
        let back = ("post_logout_redirect_uri", SIGNED_OUT);
        let response = browser.get(&end_session(&tenant, &[hint, back, ("state", "a b")])).await;
        assert_eq!(location(&response), format!("{SIGNED_OUT}?state=a+b"));
        assert!(!is_signed_in(&tenant, &browser).await);
        let kept = refresh(&tenant, &body["refresh_token"]).await;
        assert_eq!(kept.0, StatusCode::OK, "a confidential client's refresh token outlives the single sign-out");
    }
}

#[tokio::test]
async fn without_a_valid_hint_the_user_must_confirm() {
    let tenant = dev_tenant().await;
    let browser = Browser::new();
    browser.sign_in(&tenant, &[], "maya").await;
    let back = ("post_logout_redirect_uri", SIGNED_OUT);
    for hint in [("state", "x"), ("logout_hint", "maya@devtenant.example"), ("id_token_hint", "e30.e30.AAAA")] {
        let page = browser.get(&end_session(&tenant, &[hint, back])).await;
        assert_eq!(page.status(), StatusCode::OK);
        assert!(is_signed_in(&tenant, &browser).await, "{hint:?}");
    }
    let page = text(browser.get(&end_session(&tenant, &[back])).await).await;
    let url = format!("{}/dev/sign-out", tenant.origin());
    let response = browser.post(&url, &[("form", &form_value(&page)), ("persona", "maya")]).await;
    assert_eq!(location(&response), SIGNED_OUT);
    assert!(!is_signed_in(&tenant, &browser).await);
}

#[tokio::test]
async fn an_unregistered_post_logout_redirect_uri_is_ignored() {
    let tenant = dev_tenant().await;
    for address in ["https://evil.example/", "http://localhost:3000/signed-out/", "http://localhost:3000/getAToken"] {
        let page = Browser::new().get(&end_session(&tenant, &[("post_logout_redirect_uri", address)])).await;
        assert_eq!(page.status(), StatusCode::OK, "{address}");
        assert!(text(page).await.contains("You are signed out of the development tenant"));
    }
}

#[tokio::test]
async fn an_end_session_post_redirects_to_the_app() {
    let tenant = dev_tenant().await;
    let url = end_session(&tenant, &[]);
    let response = Browser::new().post(&url, &[("post_logout_redirect_uri", SIGNED_OUT)]).await;
    assert_eq!(location(&response), SIGNED_OUT);
}

#[tokio::test]
async fn sign_out_loads_front_channel_frames_then_redirects() {
    let front_channel_logout_urls = vec!["http://localhost:3000/ended?a=b".to_owned()];
    let tenant = start(Options { front_channel_logout_urls, ..options() }).await.unwrap();
    let issuer = format!("{}/v2.0", tenant.authority());
    for named in [None, Some(issuer)] {
        tenant.control().set_front_channel_issuer(named.clone());
        let browser = Browser::new();
        let response = browser.sign_in(&tenant, &[], "maya").await;
        let (_, body) = exchange(&tenant, &response["code"], &[]).await;
        let claims = part_of(&body["id_token"], 1);
        let hint = ("logout_hint", claims["login_hint"].as_str().unwrap());
        let page = browser.get(&end_session(&tenant, &[hint, ("post_logout_redirect_uri", SIGNED_OUT)])).await;
        assert_eq!(page.headers()["refresh"].to_str().unwrap(), format!("1;url={SIGNED_OUT}"));
        let policy = page.headers()["content-security-policy"].to_str().unwrap();
        assert!(policy.contains("frame-src http://localhost:3000; "), "{policy}");
        let address =
            Url::parse_with_params("http://localhost:3000/ended?a=b", [("sid", claims["sid"].as_str().unwrap())]);
        let mut address = address.unwrap();
        address.query_pairs_mut().extend_pairs(named.map(|issuer| ("iss", issuer)));
        let frame = format!("src=\"{}\"", address.as_str().replace('&', "&amp;"));
        let page = text(page).await;
        assert!(page.contains(&frame), "{frame} in {page}");
        let none = browser.get(&end_session(&tenant, &[hint, ("post_logout_redirect_uri", SIGNED_OUT)])).await;
        assert_eq!(location(&none), SIGNED_OUT, "no account is signed in, so there is no page with frames");
    }
}
