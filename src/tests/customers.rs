//! Customers: at providers that are no workforce tenant, no page names Microsoft or its products, and no page needs a licence of
//! Microsoft 365.

use std::{collections::BTreeSet, sync::Arc};

use axum::http::StatusCode;
use leptos_entra::{
    dev_tenant::{
        EDIT_PROFILE, Flavour, GraphFault, GraphResource, IdTokenOrigin, RESET_PASSWORD, SIGN_UP_SIGN_IN, TENANT_ID,
        Times,
    },
    pages::styleguide,
    paths, routes,
    server::{
        config::{B2cFlows, Brand, Config},
        entra::Authority,
        sign_in_problem::{SignInProblem, SignInProblemKind},
    },
    texts::Language,
};

use crate::cast::{App, Browser, Page};

/// The names that customers must not see. Host names are in lower case, and are allowed.
const NAMES: [&str; 6] = ["Microsoft", "Entra", "Azure", "Outlook", "Teams", "OneDrive"];
/// The beginnings and ends of the parts of a page that users do not read: the part for developers, scripts and styles.
const UNREAD: [(&str, &str); 3] =
    [("<div lang=\"en\" dir=\"ltr\">", "</div>"), ("<script", "</script>"), ("<style", "</style>")];
/// The number of characters from a name on in the message of a failed test.
const SHOWN: usize = 60;

/// Names the product, because the default name of the app contains "Entra".
fn named(config: &mut Config) {
    config.site.brand = Arc::new(Brand { name: "Fabrikam".to_owned(), ..Brand::default() });
}

async fn with_user_flows() -> App {
    let policy = |name| Authority::parse_b2c("devtenant", name).unwrap();
    let flows = B2cFlows { edit_profile: Some(policy(EDIT_PROFILE)), reset_password: Some(policy(RESET_PASSWORD)) };
    let flavour = Flavour::B2c { policy_in_issuer: true };
    App::abroad(flavour, "https://devtenant.b2clogin.com", policy(SIGN_UP_SIGN_IN), |config| {
        named(config);
        config.b2c = Some(flows);
    })
    .await
}

async fn at_external_tenant() -> App {
    let origin = "https://devtenant.ciamlogin.com";
    let authority = Authority::parse_authority(&format!("{origin}/devtenant.onmicrosoft.com")).unwrap();
    App::abroad(Flavour::External, origin, authority, named).await
}

async fn at_custom_domain() -> App {
    let origin = "https://login.devtenant.example";
    let authority = Authority::parse_oidc_authority(&format!("{origin}/{TENANT_ID}/v2.0")).unwrap();
    App::abroad(Flavour::External, origin, authority, named).await
}

async fn at_other_provider() -> App {
    let (origin, issuer) = ("https://op.example", format!("https://op.example/{TENANT_ID}/v2.0"));
    let app = App::abroad(Flavour::Workforce, origin, Authority::parse_oidc_authority(&issuer).unwrap(), named).await;
    app.control().set_document_issuer(Some(issuer.clone()));
    app.control().set_id_token_origin(Some(IdTokenOrigin { issuer, tenant: TENANT_ID.to_owned() }));
    app
}

async fn at_workforce_tenant() -> App {
    let origin = "https://login.microsoftonline.com";
    let authority = Authority::parse_authority(&format!("{origin}/{TENANT_ID}")).unwrap();
    App::abroad(Flavour::Workforce, origin, authority, named).await
}

/// Returns a browser with a choice of language.
fn browser_in(app: &App, language: Language) -> Browser {
    let mut browser = Browser::new(app);
    browser.cookies.insert(app.services.cookies.language(), language.tag().to_owned());
    browser
}

/// Requests every page of the route table but those for developers, and pages whose address has parameters.
async fn every_page(app: &App, browser: &mut Browser) -> Vec<(String, Page)> {
    let of_table = routes::of(&app.services).into_iter().map(|route| route.path);
    let for_users = of_table.filter(|path| ![paths::SETUP, styleguide::PATH].contains(&path.as_str()));
    let further = ["/nowhere", "/admin-consent?reported=given", "/dashboard/allow?card=mail", "/reset-password?a"];
    let mut pages = Vec::new();
    for path in for_users.chain(further.map(str::to_owned)) {
        let page = browser.get(&path).await;
        pages.push((path, page));
    }
    pages
}

/// Requests the page of each kind of failed sign-in.
async fn every_failure(app: &App, browser: &mut Browser) -> Vec<(String, Page)> {
    let mut pages = Vec::new();
    for kind in SignInProblemKind::ALL {
        let reference = app.services.auth.store.put_problem(&SignInProblem::of_kind(kind, "/")).await.unwrap();
        let page = browser.get(&format!("{}?ref={}", paths::SIGN_IN_FAILED, reference.secret())).await;
        assert_eq!(page.status.as_u16(), kind.status(), "{kind:?}");
        pages.push((format!("{kind:?}"), page));
    }
    pages
}

/// Signs a user in, and requests the pages and the forms of a user. The last form ends all sessions of the user.
async fn as_user(app: &App, browser: &mut Browser, persona: &str) -> Vec<(String, Page)> {
    assert_eq!(browser.sign_in(persona).await.location(), "/");
    let home = browser.get("/").await;
    assert!(home.body.contains(" data-user=\""), "signed in: {}", home.body);
    app.control().arm_resource_fault(GraphResource::Me, GraphFault::Forbidden, Times::Once);
    let too_many = GraphFault::TooManyRequests { retry_after: Some(90) };
    app.control().arm_resource_fault(GraphResource::Groups, too_many, Times::Once);
    let failing = browser.get(paths::DASHBOARD).await;
    let mut pages = vec![("failing dashboard".to_owned(), failing)];
    pages.extend(every_page(app, browser).await);
    pages.push((paths::CALL_API.to_owned(), browser.submit(paths::CALL_API).await));
    let everywhere = browser.submit_with(paths::SIGN_OUT_EVERYWHERE, "provider", "yes").await;
    assert_eq!(everywhere.status, StatusCode::OK);
    pages.push((paths::SIGN_OUT_EVERYWHERE.to_owned(), everywhere));
    pages
}

/// Returns the names of Microsoft on a page, each with the text after it.
fn names_on(page: &Page) -> Vec<String> {
    let read = UNREAD.iter().fold(page.body.replace("<!>", ""), |html, element| without(&html, *element));
    let found = NAMES.iter().flat_map(|name| read.match_indices(name).map(|(at, _)| at).collect::<Vec<_>>());
    found.map(|at| read[at..].chars().take(SHOWN).collect()).collect()
}

/// Returns HTML without the elements that have this beginning and end.
fn without(html: &str, (from, to): (&str, &str)) -> String {
    let mut parts = html.split(from);
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |text, part| [text.as_str(), part.split_once(to).map_or("", |(_, rest)| rest)].concat())
}

/// Asserts that no page of the app names Microsoft, in any language, for visitors and for users.
async fn assert_not_named(app: App, persona: &str) {
    let mut found = BTreeSet::new();
    for language in Language::OFFERED {
        let mut visitor = browser_in(&app, language);
        let mut pages = every_page(&app, &mut visitor).await;
        pages.extend(every_failure(&app, &mut visitor).await);
        let mut user = browser_in(&app, language);
        pages.extend(as_user(&app, &mut user, persona).await);
        pages.push(("signed out".to_owned(), user.get(paths::SIGNED_OUT).await));
        let shown = pages.iter().filter(|(_, page)| page.body.contains("<main")).count();
        assert!(shown > 40, "{language:?}: {shown} pages");
        for (name, page) in pages {
            found.extend(names_on(&page).into_iter().map(|text| format!("{name} in {language:?}: {text}")));
        }
    }
    assert!(found.is_empty(), "{found:#?}");
}

#[tokio::test]
async fn given_b2c_then_no_page_names_microsoft() {
    assert_not_named(with_user_flows().await, "nora").await;
}

#[tokio::test]
async fn given_an_external_tenant_then_no_page_names_microsoft() {
    assert_not_named(at_external_tenant().await, "nora").await;
}

#[tokio::test]
async fn given_a_custom_domain_then_no_page_names_microsoft() {
    assert_not_named(at_custom_domain().await, "nora").await;
}

#[tokio::test]
async fn given_another_provider_then_no_page_names_microsoft() {
    assert_not_named(at_other_provider().await, "maya").await;
}

#[tokio::test]
async fn given_customers_then_nothing_needs_a_licence() {
    for (app, persona) in [(at_external_tenant().await, "nora"), (at_custom_domain().await, "kofi")] {
        let mut browser = Browser::new(&app);
        browser.sign_in(persona).await;
        let page = browser.get(paths::DASHBOARD).await;
        for card in ["profile", "groups"] {
            page.assert_shows(&format!("id=\"{card}\""));
        }
        for hidden in ["presence", "agenda", "mail", "tasks", "files", "people", "teams"] {
            assert!(!page.body.contains(&format!("id=\"{hidden}\"")), "{hidden}: {}", page.body);
        }
        assert!(!page.body.contains("/dashboard/allow"), "customers cannot consent: {}", page.body);
        for path in ["/mail", "/calendar"] {
            assert!(!page.body.contains(&format!("href=\"{path}\"")), "{path}: {}", page.body);
            assert!(browser.get(path).await.status != StatusCode::NOT_FOUND, "{path} stays reachable");
        }
    }
}

#[tokio::test]
async fn given_a_card_without_permission_then_customers_get_the_token() {
    let app = at_external_tenant().await.with(|config| config.scopes = Vec::new());
    let mut browser = Browser::new(&app);
    browser.sign_in("nora").await;
    let page = browser.get(paths::DASHBOARD).await;
    page.assert_shows("id=\"profile\"").assert_shows("Nora Jensen");
    assert!(!page.body.contains("/dashboard/allow"), "{}", page.body);
}

#[tokio::test]
async fn given_a_workforce_tenant_then_pages_name_microsoft() {
    let app = at_workforce_tenant().await;
    let mut browser = Browser::new(&app);
    browser.get("/").await.assert_shows("Sign in with Microsoft");
    browser.sign_in("maya").await;
    let home = browser.get("/").await;
    home.assert_shows("Microsoft Entra ID").assert_shows("Microsoft Graph");
    home.assert_shows("href=\"/mail\"").assert_shows("href=\"/calendar\"");
    let page = browser.get(paths::DASHBOARD).await;
    page.assert_shows("id=\"presence\"").assert_shows("read your presence in Microsoft Teams");
    browser.submit("/api/sign_out").await;
    browser.get(paths::SIGNED_OUT).await.assert_shows("signed in to Microsoft");
}
