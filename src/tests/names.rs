//! The name that the app shows, at providers whose ID tokens have few claims.

use leptos_entra::server::entra::Authority;
use serde_json::{Value, json};

use crate::cast::{
    App, Browser,
    broken_server::{BrokenServer, Wrong},
};

const SUBJECT: &str = "pQ7-opaque-subject";

/// Returns the welcome page of a user whose ID token and `UserInfo` response have these members.
async fn welcome(claims: &[(&str, Value)], user_info: Wrong) -> String {
    let server = BrokenServer::start().await;
    server.respond_with("/userinfo", user_info);
    let tenant = App::start().await;
    tenant.control().set_document_member("userinfo_endpoint", Some(server.url("/userinfo").to_string()));
    let app = tenant.with(|config| {
        let address = format!("{}/v2.0", config.authority.address());
        config.authority = Authority::parse_oidc_authority(&address).unwrap();
    });
    for claim in ["name", "preferred_username"] {
        app.control().set_id_token_claim(claim, Value::Null);
    }
    app.control().set_id_token_claim("sub", json!(SUBJECT));
    for (claim, value) in claims {
        app.control().set_id_token_claim(claim, value.clone());
    }
    let mut browser = Browser::new(&app);
    browser.sign_in("maya").await;
    browser.get("/").await.body
}

#[track_caller]
fn assert_welcomes(page: &str, name: &str) {
    let heading = page.split("<h1").nth(1).and_then(|rest| rest.split("</h1>").next()).unwrap_or_default();
    assert!(heading.contains("Welcome") && heading.contains(name), "{heading}");
    assert!(!page.contains(SUBJECT), "the subject identifier is shown");
}

#[tokio::test]
async fn f12_without_a_name_claim_user_info_names_the_user() {
    let user_info = json!({ "sub": SUBJECT, "name": "Ada Sample", "preferred_username": "ada" });
    assert_welcomes(&welcome(&[], Wrong::json(&user_info.to_string())).await, "Ada Sample");
}

#[tokio::test]
async fn f12_user_info_of_another_subject_or_a_failure_gives_no_name() {
    let other = json!({ "sub": "another", "name": "Grace" }).to_string();
    for user_info in [Wrong::json(&other), Wrong::answer("500 Internal Server Error", "text/html", "<p>no</p>")] {
        let page = welcome(&[], user_info).await;
        assert_welcomes(&page, "signed-in user");
        assert!(!page.contains("Grace"));
    }
}

#[tokio::test]
async fn f12_other_name_claims_come_before_user_info() {
    let user_info = || Wrong::json(&json!({ "sub": SUBJECT, "name": "Grace" }).to_string());
    assert_welcomes(&welcome(&[("upn", json!("ada@contoso.example"))], user_info()).await, "ada@contoso.example");
    let unknown = [("name", json!("unknown")), ("preferred_username", json!("ada@contoso.example"))];
    assert_welcomes(&welcome(&unknown, user_info()).await, "ada@contoso.example");
}
