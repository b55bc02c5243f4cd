//! The account picker and the consent pages: accounts in groups, and the request of the application once.

use super::cast::{Browser, CALLBACK, admin_consent_request, authorization_request, dev_tenant, form_value, options};
use leptos_entra::dev_tenant::{Flavour, Options, Running, start};

async fn page(browser: &Browser, url: &str) -> String {
    browser.get(url).await.text().await.unwrap()
}

async fn picker(browser: &Browser, tenant: &Running, changes: &[(&str, &str)]) -> String {
    page(browser, &authorization_request(tenant, changes)).await
}

/// Returns the texts between these two marks.
fn between<'a>(page: &'a str, begin: &str, end: &str) -> Vec<&'a str> {
    page.split(begin).skip(1).map(|rest| rest.split(end).next().unwrap()).collect()
}

fn headings(page: &str) -> Vec<&str> {
    between(page, "<h2>", "</h2>")
}

fn names(page: &str) -> Vec<&str> {
    between(page, r#"<bdi class="name" dir="auto">"#, "</bdi>")
}

/// Returns the card of the persona with this ID.
fn card<'a>(page: &'a str, persona: &str) -> &'a str {
    between(page, &format!(r#"name="persona" value="{persona}">"#), "</button>")[0]
}

const CONSENT_NOTE: &str = "By choosing an account you allow this.";

#[tokio::test]
async fn the_picker_says_once_what_a_choice_allows() {
    let tenant = dev_tenant().await;
    let browser = Browser::new();
    let shown = picker(&browser, &tenant, &[]).await;
    assert_eq!(names(&shown).len(), 7);
    assert!(names(&shown).contains(&"ليلى الحسن"));
    assert_eq!(shown.matches("read your profile <code>(User.Read)</code>").count(), 1);
    assert_eq!(shown.matches(CONSENT_NOTE).count(), 1);
    assert!(!shown.contains("has allowed this"));

    browser.sign_in(&tenant, &[], "maya").await;
    let shown = picker(&browser, &tenant, &[("prompt", "login")]).await;
    assert_eq!(shown.matches("has allowed this").count(), 1);
    assert!(card(&shown, "maya").contains("has allowed this"));
    assert_eq!(shown.matches(CONSENT_NOTE).count(), 1, "the other users have not allowed it");

    let admin = page(&browser, &admin_consent_request(&tenant, "openid profile offline_access User.Read")).await;
    let url = format!("{}/dev/admin-consent", tenant.origin());
    browser.post(&url, &[("form", &form_value(&admin)), ("decision", "accept")]).await;
    let shown = picker(&browser, &tenant, &[("prompt", "login")]).await;
    assert_eq!(shown.matches("has allowed this").count(), 7);
    assert!(!shown.contains(CONSENT_NOTE) && shown.contains("All these users have allowed this."));
}

#[tokio::test]
async fn the_picker_begins_with_named_and_signed_in_accounts() {
    let tenant = dev_tenant().await;
    let browser = Browser::new();
    let groups = ["Employees", "Guests and other organizations", "Special cases", "Use another account"];
    assert_eq!(headings(&picker(&browser, &tenant, &[]).await), groups);

    browser.sign_in(&tenant, &[], "gabriel").await;
    let shown = picker(&browser, &tenant, &[("prompt", "select_account")]).await;
    assert_eq!(headings(&shown), [&["Signed in"], &groups[..]].concat());
    assert_eq!(names(&shown)[0], "Gabriel Costa");

    let shown = picker(&browser, &tenant, &[("login_hint", "priya@partner.example")]).await;
    assert_eq!(headings(&shown)[..3], ["Named by the application", "Signed in", "Employees"]);
    assert_eq!(names(&shown)[..2], ["Priya Raman", "Gabriel Costa"]);
    assert_eq!(names(&shown).len(), 7, "each account is there once");
}

#[tokio::test]
async fn a_card_says_what_is_special_about_the_user() {
    let tenant = dev_tenant().await;
    tenant.control().set_groups("tom", 1);
    let shown = picker(&Browser::new(), &tenant, &[]).await;
    for (persona, remarks) in [
        ("tom", ["employee without a photo", "1 group"]),
        ("olga", ["has the app role Operator", "no Teams licence"]),
        ("gabriel", ["250 groups", "no OneDrive yet"]),
        ("priya", ["guest from another organization", "no mailbox"]),
    ] {
        for remark in remarks {
            assert!(card(&shown, persona).contains(&format!(r#"<span class="tag">{remark}</span>"#)), "{remark}");
        }
    }
    assert!(!card(&shown, "maya").contains("no "), "Maya has every licence");
}

#[tokio::test]
async fn the_picker_shows_the_conditions_and_details_of_the_request() {
    let tenant = dev_tenant().await;
    let browser = Browser::new();
    let shown = picker(&browser, &tenant, &[]).await;
    assert!(shown.contains("The application at <b>localhost:3000</b> wants to:"));
    assert!(shown.contains(&format!("<dt>redirect_uri</dt><dd>{CALLBACK}</dd>")));
    assert!(!shown.contains("It requires"));

    let claims = r#"{"id_token":{"acrs":{"values":["c1"]}}}"#;
    let more = [("prompt", "login"), ("max_age", "60"), ("acr_values", "phr"), ("claims", claims)];
    let shown = picker(&browser, &tenant, &more).await;
    assert!(shown.contains(
        "It requires a new sign-in (prompt=login), a sign-in in the last 60 seconds (max_age), a confirmation of your identity (acrs c1), a confirmation of your identity (acr_values phr)."
    ));
    let shown = picker(&browser, &tenant, &[("ui_locales", "de ar"), ("response_mode", "form_post")]).await;
    assert!(shown.contains("<dt>response_mode</dt><dd>form_post</dd>"));
    assert!(shown.contains(r#"<html lang="en">"#), "the pages are in English");
}

#[tokio::test]
async fn consent_pages_tell_new_scopes_from_others() {
    let tenant = dev_tenant().await;
    let browser = Browser::new();
    browser.sign_in(&tenant, &[], "maya").await;
    let shown = picker(&browser, &tenant, &[("scope", "openid User.Read Mail.Read")]).await;
    assert!(shown.contains(r#"<code>(User.Read)</code> <span class="tag">allowed before</span></li>"#));
    assert!(shown.contains("<code>(Mail.Read)</code></li>"));

    let shown = page(&browser, &admin_consent_request(&tenant, "User.Read User.Read.All")).await;
    assert!(shown.contains(r#"<code>(User.Read.All)</code> <span class="tag">needs an administrator</span></li>"#));
    assert!(shown.contains("<code>(User.Read)</code></li>"));
}

#[tokio::test]
async fn given_prompt_create_then_the_sign_up_comes_first() {
    let tenant = start(Options { flavour: Flavour::External, ..options() }).await.unwrap();
    let browser = Browser::new();
    let shown = picker(&browser, &tenant, &[("prompt", "create")]).await;
    assert!(shown.contains("<h1>Create an account</h1>"));
    assert_eq!(headings(&shown), ["New account", "Customers"]);
    let shown = picker(&browser, &tenant, &[]).await;
    assert_eq!(headings(&shown), ["Customers", "Use another account"]);
    assert!(shown.contains("The administrator has allowed this for all users.") && !shown.contains(CONSENT_NOTE));
}
