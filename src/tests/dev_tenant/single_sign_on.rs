//! Single sign-on at the dev tenant: its sessions, with `prompt`, `login_hint` and `max_age`.

use reqwest::StatusCode;

use super::cast::{
    Browser, Parameters, aadsts, authorization_request, authorization_response, dev_tenant, exchange, form_value,
    part_of,
};
use leptos_entra::dev_tenant::Running;

/// Sends an authorization request. Checks that the dev tenant redirects at once, without showing a page.
async fn silently(browser: &Browser, tenant: &Running, changes: &[(&str, &str)]) -> Parameters {
    authorization_response(&browser.get(&authorization_request(tenant, changes)).await)
}

async fn heading(browser: &Browser, tenant: &Running, changes: &[(&str, &str)]) -> String {
    let page = browser.get(&authorization_request(tenant, changes)).await;
    assert_eq!(page.status(), StatusCode::OK);
    let html = page.text().await.unwrap();
    html.split("<h1>").nth(1).unwrap().split("</h1>").next().unwrap().to_owned()
}

#[tokio::test]
async fn a_signed_in_user_gets_a_code_without_a_page() {
    let tenant = dev_tenant().await;
    let browser = Browser::new();
    browser.sign_in(&tenant, &[], "maya").await;
    let again = silently(&browser, &tenant, &[]).await;
    let (_, body) = exchange(&tenant, &again["code"], &[]).await;
    assert_eq!(part_of(&body["id_token"], 1)["name"], "Maya Lindqvist");
    for hint in ["MAYA@devtenant.example", part_of(&body["id_token"], 1)["login_hint"].as_str().unwrap()] {
        assert!(silently(&browser, &tenant, &[("login_hint", hint)]).await.contains_key("code"));
    }
}

#[tokio::test]
async fn the_prompt_parameter_selects_the_page() {
    let tenant = dev_tenant().await;
    let browser = Browser::new();
    browser.sign_in(&tenant, &[], "maya").await;
    assert_eq!(heading(&browser, &tenant, &[("prompt", "login")]).await, "Pick an account");
    assert_eq!(heading(&browser, &tenant, &[("prompt", "select_account")]).await, "Pick an account");
    assert_eq!(heading(&browser, &tenant, &[("prompt", "consent")]).await, "Allow this application?");
    assert_eq!(heading(&browser, &tenant, &[("login_hint", "tom@devtenant.example")]).await, "Pick an account");
    let both = [("prompt", "select_account"), ("login_hint", "maya@devtenant.example")];
    assert_eq!(aadsts(&silently(&browser, &tenant, &both).await), "AADSTS90023");
}

#[tokio::test]
async fn prompt_none_never_shows_a_page() {
    let tenant = dev_tenant().await;
    let browser = Browser::new();
    let none = [("prompt", "none")];
    let stranger = silently(&browser, &tenant, &none).await;
    assert_eq!((stranger["error"].as_str(), aadsts(&stranger)), ("login_required", "AADSTS50058"));

    browser.sign_in(&tenant, &[], "maya").await;
    assert!(silently(&browser, &tenant, &none).await.contains_key("code"));
    let more = silently(&browser, &tenant, &[("prompt", "none"), ("scope", "openid Mail.Read")]).await;
    assert_eq!((more["error"].as_str(), aadsts(&more)), ("consent_required", "AADSTS65001"));

    browser.sign_in(&tenant, &[("prompt", "select_account")], "tom").await;
    let which = silently(&browser, &tenant, &none).await;
    assert_eq!((which["error"].as_str(), aadsts(&which)), ("interaction_required", "AADSTS16000"));
    let hinted = silently(&browser, &tenant, &[("prompt", "none"), ("login_hint", "tom@devtenant.example")]).await;
    assert!(hinted.contains_key("code"));
}

#[tokio::test]
async fn a_new_scope_needs_consent_and_may_be_declined() {
    let tenant = dev_tenant().await;
    let browser = Browser::new();
    browser.sign_in(&tenant, &[], "maya").await;
    let more = [("scope", "openid User.Read Mail.Read")];
    let url = format!("{}/dev/consent", tenant.origin());

    let page = browser.get(&authorization_request(&tenant, &more)).await.text().await.unwrap();
    assert!(page.contains("read your mail"));
    let refused = browser.post(&url, &[("form", &form_value(&page)), ("decision", "decline")]).await;
    let refused = authorization_response(&refused);
    assert_eq!((refused["error"].as_str(), aadsts(&refused)), ("access_denied", "AADSTS65004"));

    let page = browser.get(&authorization_request(&tenant, &more)).await.text().await.unwrap();
    let accepted = browser.post(&url, &[("form", &form_value(&page)), ("decision", "accept")]).await;
    assert!(authorization_response(&accepted).contains_key("code"));
    assert!(silently(&browser, &tenant, &more).await.contains_key("code"), "consent is requested only once");
}

#[tokio::test]
async fn declining_on_the_account_picker_goes_back_with_access_denied() {
    let tenant = dev_tenant().await;
    let browser = Browser::new();
    let page = browser.get(&authorization_request(&tenant, &[])).await.text().await.unwrap();
    let url = format!("{}/dev/account", tenant.origin());
    let refused = browser.post(&url, &[("form", &form_value(&page)), ("decision", "decline")]).await;
    assert_eq!(authorization_response(&refused)["error"], "access_denied");
}

#[tokio::test]
async fn max_age_requires_a_new_sign_in_after_its_time() {
    let tenant = dev_tenant().await;
    let browser = Browser::new();
    browser.sign_in(&tenant, &[], "maya").await;
    tenant.control().advance_clock(600);
    assert!(silently(&browser, &tenant, &[("max_age", "900")]).await.contains_key("code"));
    assert_eq!(heading(&browser, &tenant, &[("max_age", "60")]).await, "Pick an account");
}

#[tokio::test]
async fn any_name_can_sign_in() {
    let tenant = dev_tenant().await;
    let browser = Browser::new();
    let page = browser.get(&authorization_request(&tenant, &[])).await.text().await.unwrap();
    let url = format!("{}/dev/account", tenant.origin());
    let fields = [("form", &*form_value(&page)), ("name", "Ada <Lovelace>")];
    let response = authorization_response(&browser.post(&url, &fields).await);
    let (_, body) = exchange(&tenant, &response["code"], &[]).await;
    assert_eq!(part_of(&body["id_token"], 1)["name"], "Ada <Lovelace>");
}

#[tokio::test]
async fn a_form_works_once() {
    let tenant = dev_tenant().await;
    let browser = Browser::new();
    let page = browser.get(&authorization_request(&tenant, &[])).await.text().await.unwrap();
    let url = format!("{}/dev/account", tenant.origin());
    let form = form_value(&page);
    let fields = [("form", form.as_str()), ("persona", "maya")];
    assert_eq!(browser.post(&url, &fields).await.status(), StatusCode::FOUND);
    assert_eq!(browser.post(&url, &fields).await.status(), StatusCode::BAD_REQUEST);
    assert_eq!(browser.post(&url, &[("persona", "maya")]).await.status(), StatusCode::BAD_REQUEST);
}
