//! Tests of the page for administrators: who reaches it, whose sessions it shows and ends, and the counts of sign-ins.

use axum::http::{Method, StatusCode};
use leptos_entra::{
    dev_tenant::{Flavour, Times, TokenFault},
    server::entra::{AllowedTenants, Authority},
};

use crate::cast::{App, Browser, Log, Page};

const OPERATOR: &str = "olga";
const END: &str = "/administration/end";

async fn signed_in(app: &App, persona: &str) -> Browser {
    let mut browser = Browser::new(app);
    browser.sign_in(persona).await;
    browser.get("/").await;
    browser
}

/// Returns the references of the users, in the order in which the page shows them.
fn references(page: &Page) -> Vec<String> {
    let inputs = page.body.split("<input type=\"hidden\" name=\"user\" value=\"").skip(1);
    inputs.map(|rest| rest.split('"').next().unwrap().to_owned()).collect()
}

async fn object_id(browser: &mut Browser) -> String {
    let profile = browser.get("/profile").await.body;
    let after = profile.split(">oid<").nth(1).unwrap();
    let is_of_guid = |character: char| character.is_ascii_hexdigit() || character == '-';
    after.split(|character| !is_of_guid(character)).find(|part| part.len() == 36).unwrap().to_owned()
}

async fn is_signed_in(browser: &mut Browser) -> bool {
    browser.get("/").await.body.contains("<h1>Welcome ")
}

#[tokio::test]
async fn users_without_the_role_reach_nothing() {
    let app = App::start().await;
    let (mut maya, mut tom) = (signed_in(&app, "maya").await, signed_in(&app, "tom").await);
    assert!(!maya.get("/").await.body.contains("/administration"));
    let user = references(&signed_in(&app, OPERATOR).await.get("/administration").await);
    assert_eq!(user.len(), 3);
    assert_eq!(maya.get("/administration").await.status, StatusCode::FORBIDDEN);
    assert_eq!(
        maya.submit_with("/administration/find", "id", &object_id(&mut tom).await).await.status,
        StatusCode::FORBIDDEN
    );
    for reference in &user {
        assert_eq!(maya.submit_with(END, "user", reference).await.status, StatusCode::FORBIDDEN);
    }
    let mut signed_out = Browser::new(&app);
    signed_out.get("/administration").await.assert_signed_out();
    assert!(!signed_out.submit_with(END, "user", &user[0]).await.body.contains("ended"));
    assert!(is_signed_in(&mut maya).await && is_signed_in(&mut tom).await);
}

#[tokio::test]
async fn an_administrator_sees_users_without_their_names() {
    let app = App::start().await;
    let mut maya = signed_in(&app, "maya").await;
    signed_in(&app, "maya").await;
    let mut olga = signed_in(&app, OPERATOR).await;
    olga.get("/").await.assert_shows("href=\"/administration\"");
    let page = olga.get("/administration").await;
    assert_eq!(page.status, StatusCode::OK);
    page.assert_shows("2 users of your organization have sessions.").assert_shows("This is you.");
    assert_eq!(references(&page).len(), 2);
    assert_eq!(page.body.matches("<tbody><tr>").count(), 2, "a table of each user, none of failures: {}", page.body);
    for secret in ["Maya", "maya@", &object_id(&mut maya).await] {
        assert!(!page.body.contains(secret), "{secret}");
    }
    for secret in maya.cookies.values().chain(olga.cookies.values()) {
        assert!(!page.body.contains(secret.as_str()), "a session's ID is on the page");
    }
}

#[tokio::test]
async fn ending_the_sessions_of_a_user_leaves_the_others() {
    let (log, _guard) = Log::begin();
    let app = App::start().await;
    let (mut maya, mut again) = (signed_in(&app, "maya").await, signed_in(&app, "maya").await);
    let (mut tom, mut olga) = (signed_in(&app, "tom").await, signed_in(&app, OPERATOR).await);
    let found = olga.submit_with("/administration/find", "id", &object_id(&mut maya).await).await;
    let [user] = references(&found).try_into().unwrap();
    let ended = olga.submit_with(END, "user", &user).await;
    assert_eq!((ended.status, ended.location()), (StatusCode::SEE_OTHER, "/administration?ended=2"));
    olga.get(ended.location()).await.assert_shows("2 sessions were ended.");
    assert!(!is_signed_in(&mut maya).await && !is_signed_in(&mut again).await);
    assert!(is_signed_in(&mut tom).await && is_signed_in(&mut olga).await);
    assert_eq!(olga.submit_with(END, "user", &user).await.location(), "/administration?ended=0");
    let log = String::from_utf8(log.bytes()).unwrap();
    assert!(log.contains("an administrator ended the sessions of a user") && log.contains(&user), "{log}");
}

#[tokio::test]
async fn a_search_finds_one_user_and_its_id_is_in_no_address() {
    let app = App::start().await;
    let (mut maya, mut olga) = (signed_in(&app, "maya").await, signed_in(&app, OPERATOR).await);
    let id = object_id(&mut maya).await;
    for id in [id.clone(), id.to_uppercase(), format!(" {id} ")] {
        assert_eq!(references(&olga.submit_with("/administration/find", "id", &id).await).len(), 1, "{id}");
    }
    let unknown = olga.submit_with("/administration/find", "id", "11111111-2222-4333-8444-555555555555").await;
    unknown.assert_shows("This user has no session.").assert_shows("Show all users");
    for id in ["", " ", &"a".repeat(256)] {
        let page = olga.submit_with("/administration/find", "id", id).await;
        assert_eq!(page.status, StatusCode::BAD_REQUEST, "{id}");
    }
    assert_eq!(olga.get("/administration/find").await.location(), "/administration");
}

#[tokio::test]
async fn a_request_of_another_site_ends_nothing() {
    let app = App::start().await;
    let (mut maya, mut olga) = (signed_in(&app, "maya").await, signed_in(&app, OPERATOR).await);
    for reference in references(&olga.get("/administration").await) {
        let headers = [("sec-fetch-site", "cross-site"), ("accept", "text/html")];
        let page = olga.send(Method::POST, END, &headers, &format!("user={reference}")).await;
        assert_eq!(page.status, StatusCode::FORBIDDEN);
    }
    assert!(is_signed_in(&mut maya).await && is_signed_in(&mut olga).await);
}

/// Each tenant assigns the role to its own users, so the role must not reach the users of other tenants.
#[tokio::test]
async fn an_administrator_reaches_only_their_own_tenant() {
    let origin = "https://login.microsoftonline.com";
    let authority = Authority::parse_authority(&format!("{origin}/organizations")).unwrap();
    let app =
        App::abroad(Flavour::MultiTenant, origin, authority, |config| config.allowed_tenants = AllowedTenants::Any)
            .await;
    let mut ines = signed_in(&app, "ines").await;
    let (mut maya, mut olga) = (signed_in(&app, "maya").await, signed_in(&app, OPERATOR).await);
    let page = olga.get("/administration").await;
    assert_eq!(references(&page).len(), 2, "Ines belongs to another tenant: {}", page.body);
    let of_ines = object_id(&mut ines).await;
    olga.submit_with("/administration/find", "id", &of_ines).await.assert_shows("This user has no session.");
    let store = &app.services.auth.store;
    for session in store.all_sessions().await.unwrap() {
        let reference = store.owner_in_log(&session).unwrap();
        if !references(&page).contains(&reference) {
            assert_eq!(olga.submit_with(END, "user", &reference).await.location(), "/administration?ended=0");
        }
    }
    assert!(is_signed_in(&mut ines).await && is_signed_in(&mut maya).await);
}

#[tokio::test]
async fn failed_sign_ins_are_counted_by_class() {
    let app = App::start().await;
    let mut olga = signed_in(&app, OPERATOR).await;
    olga.get("/administration").await.assert_shows("No sign-in has failed.");
    let fault = TokenFault::Error { error: "invalid_client".into(), aadsts: 7_000_215, suberror: None, claims: None };
    app.control().arm_token_fault(fault, Times::Once);
    Browser::new(&app).sign_in_to_page("maya").await;
    let page = olga.get("/administration").await;
    page.assert_shows("credential_rejected");
    assert!(page.body.replace("<!>", "").contains("<td>1</td>"), "{}", page.body);
}
