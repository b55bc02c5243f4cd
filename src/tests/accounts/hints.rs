//! `prompt`, `login_hint` and `domain_hint`: in links, as settings, and after a session that was not used.

use axum::http::{Method, StatusCode};
use leptos_entra::server::{
    clock,
    config::AccountSettings,
    oidc::Prompt,
    session::{
        session_key,
        store::backend::{Backend as _, SessionUpdate},
    },
};
use tower_sessions::session::Id;

use super::{App, Browser, MAYA, add, references, session_of};
use crate::cast::{Log, Watched, parameter};

async fn sent(browser: &mut Browser, path: &str) -> [Option<String>; 3] {
    let authorize = browser.get(path).await.location().to_owned();
    ["prompt", "login_hint", "domain_hint"].map(|name| parameter(&authorize, name))
}

fn texts(values: [&str; 3]) -> [Option<String>; 3] {
    values.map(|value| Some(value.to_owned()).filter(|value| !value.is_empty()))
}

fn settings(prompt: Option<Prompt>, domain: &str) -> AccountSettings {
    let domain_hint = Some(domain.to_owned()).filter(|domain| !domain.is_empty());
    AccountSettings { prompt, domain_hint, ..AccountSettings::default() }
}

#[tokio::test]
async fn a_link_passes_its_parameters_on_to_the_provider() {
    let app = App::start().await;
    for (query, expected) in [
        ("prompt=login", ["login", "", ""]),
        ("prompt=consent&login_hint=tom%40devtenant.example", ["consent", "tom@devtenant.example", ""]),
        ("prompt=create&domain_hint=consumers", ["create", "", "consumers"]),
        ("prompt=select_account&login_hint=tom%40devtenant.example", ["select_account", "", ""]),
        ("account=another&domain_hint=contoso.com", ["select_account", "", "contoso.com"]),
        ("return_to=/mail", ["", "", ""]),
    ] {
        let mut browser = Browser::new(&app);
        assert_eq!(sent(&mut browser, &format!("/sign-in?{query}")).await, texts(expected), "{query}");
    }
}

#[tokio::test]
async fn an_invalid_parameter_of_a_link_is_a_bad_request() {
    let app = App::start().await;
    let long = format!("login_hint={}", "a".repeat(321));
    for query in [
        "prompt=none",
        "prompt=",
        "prompt=Consent",
        "prompt=create%20consent",
        "domain_hint=a/b",
        "domain_hint=",
        "login_hint=a%20b",
        "login_hint=%3Cscript%3E",
        "login_hint=a%0Ab",
        &long,
    ] {
        let mut browser = Browser::new(&app);
        let page = browser.get(&format!("/sign-in?{query}")).await;
        assert_eq!(page.status, StatusCode::BAD_REQUEST, "{query}");
        assert!(browser.cookies.is_empty() && !page.body.contains("<script>a"), "{query}");
    }
}

#[tokio::test]
async fn a_link_of_another_site_needs_a_click_and_keeps_its_hints() {
    let (log, _guard) = Log::begin();
    let app = App::start().await;
    let mut browser = Browser::new(&app);
    let path = "/sign-in?return_to=/mail&prompt=login&login_hint=tom%40devtenant.example&domain_hint=devtenant.example";
    let page = browser.send(Method::GET, path, &[("sec-fetch-site", "cross-site"), ("accept", "text/html")], "").await;
    assert_eq!(page.status, StatusCode::OK);
    let start =
        page.body.split("href=\"").find(|link| link.contains("login_hint=")).unwrap().split('"').next().unwrap();
    assert!(start.starts_with("/sign-in?return_to=/mail&"), "{start}");
    let values = sent(&mut browser, &start.replace("&amp;", "&")).await;
    assert_eq!(values, texts(["login", "tom@devtenant.example", "devtenant.example"]));
    let logged = String::from_utf8(log.bytes()).unwrap();
    assert!(logged.contains("/sign-in"), "the log was written");
    assert!(!logged.contains("tom@") && !logged.contains("tom%40"), "the account is personal data");
}

#[tokio::test]
async fn the_settings_apply_to_signed_out_users_and_links_come_first() {
    let app = App::start_with(|config| config.account = settings(Some(Prompt::SelectAccount), "contoso.com")).await;
    let mut browser = Browser::new(&app);
    assert_eq!(sent(&mut browser, "/sign-in").await, texts(["select_account", "", "contoso.com"]));
    let link = "/sign-in?prompt=login&domain_hint=fabrikam.com";
    assert_eq!(sent(&mut browser, link).await, texts(["login", "", "fabrikam.com"]));
    let named = "/sign-in?login_hint=tom%40devtenant.example";
    assert_eq!(sent(&mut browser, named).await, texts(["", "tom@devtenant.example", "contoso.com"]));
    browser.sign_in("maya").await;
    browser.get("/").await;
    let [prompt, login_hint, domain_hint] = sent(&mut browser, "/sign-in").await;
    assert!(login_hint.is_some(), "a signed-in user keeps the account");
    assert_eq!((prompt, domain_hint), (None, None));
}

#[tokio::test]
async fn a_link_that_names_another_account_adds_it() {
    let app = App::start().await;
    let mut browser = Browser::new(&app);
    browser.sign_in("maya").await;
    browser.get("/").await;
    let callback = browser.reach_callback("/sign-in?login_hint=tom%40devtenant.example", "tom").await;
    browser.land(&callback).await;
    browser.get("/accounts").await.assert_shows("Tom Becker").assert_shows("Maya Lindqvist");
}

#[tokio::test]
async fn the_hints_choose_among_the_accounts_at_the_provider() {
    let app = App::start().await;
    let mut browser = Browser::new(&app);
    browser.sign_in("maya").await;
    browser.get("/").await;
    add(&mut browser, "tom").await;
    browser.submit("/accounts/sign-out").await;
    // Both accounts are signed in at the provider, so without a hint it asks.
    let authorize = browser.get("/sign-in").await.location().to_owned();
    browser.visit_tenant(&authorize).await.assert_shows("Pick an account").assert_shows("<h2>Signed in</h2>");
    let authorize = browser.get("/sign-in?login_hint=maya%40devtenant.example").await.location().to_owned();
    let callback = browser.visit_tenant(&authorize).await.location().to_owned();
    browser.land(&callback).await;
    browser.get("/").await.assert_shows(MAYA);
}

/// Signs Maya in, and lets her session expire because it was not used.
async fn unused_session(watched: &Watched, app: &App) -> Browser {
    let mut browser = Browser::new(app);
    browser.sign_in("maya").await;
    browser.get("/").await;
    let id: Id = session_of(app, &browser).parse().unwrap();
    let idle = app.services.auth.store.lifetimes().idle.as_secs().cast_signed();
    let update = SessionUpdate::LastUse { seen_at: clock::unix_now() - idle - 60 };
    assert!(watched.update_session(session_key(id), update).await.unwrap());
    browser
}

#[tokio::test]
async fn given_an_unused_session_then_its_account_is_named_once() {
    let watched = Watched::new();
    let app = App::start_on(&watched, |_| ()).await;
    for is_noticed_by_a_page in [false, true] {
        let mut browser = unused_session(&watched, &app).await;
        if is_noticed_by_a_page {
            browser.get("/").await.assert_signed_out();
        }
        let [_, named, _] = sent(&mut browser, "/sign-in").await;
        assert!(named.is_some_and(|hint| !hint.contains("Maya")));
        assert_eq!(sent(&mut browser, "/sign-in").await, texts(["", "", ""]));
    }
}

#[tokio::test]
async fn given_login_hint_off_then_no_ended_session_is_named() {
    let watched = Watched::new();
    let forgets = |config: &mut leptos_entra::server::config::Config| config.account.remembers_account = false;
    let app = App::start_on(&watched, forgets).await;
    let mut browser = unused_session(&watched, &app).await;
    assert_eq!(sent(&mut browser, "/sign-in").await, texts(["", "", ""]));
    assert!(references(&browser.get("/accounts").await).is_empty());
}

#[tokio::test]
async fn given_an_unused_session_then_a_sign_out_forgets_the_account() {
    let watched = Watched::new();
    let app = App::start_on(&watched, |_| ()).await;
    let mut browser = unused_session(&watched, &app).await;
    let before = browser.clone();
    browser.submit("/api/sign_out").await;
    assert_eq!(sent(&mut browser, "/sign-in").await, texts(["", "", ""]));
    assert_eq!(sent(&mut before.clone(), "/sign-in").await, texts(["", "", ""]), "a copy of the cookie is of no use");
}
