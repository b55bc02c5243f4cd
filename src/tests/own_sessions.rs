//! "My sessions": users see a list of their sessions and can end each of them.

use axum::http::{Method, StatusCode};
use tower_sessions::{
    SessionStore as _,
    session::{Id, Record},
};

use crate::cast::{App, Browser, Page};

const FIREFOX: &str = "Mozilla/5.0 (Android 15; Mobile; rv:145.0) Gecko/145.0 Firefox/145.0";
const SAFARI: &str = "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/26.1 Safari/605.1.15";

async fn signed_in(app: &App, persona: &str, user_agent: &'static str) -> Browser {
    let mut browser = Browser::new(app);
    browser.user_agent = user_agent;
    browser.sign_in(persona).await;
    browser
}

/// Returns the references of the other sessions, in the order in which the page shows them.
fn references(page: &Page) -> Vec<String> {
    let inputs = page.body.split("<input type=\"hidden\" name=\"session\" value=\"").skip(1);
    inputs.map(|rest| rest.split('"').next().unwrap().to_owned()).collect()
}

async fn is_signed_in(browser: &mut Browser) -> bool {
    browser.get("/").await.body.contains("<h1>Welcome ")
}

#[tokio::test]
async fn a_user_sees_only_their_own_sessions() {
    let app = App::start().await;
    let mut phone = signed_in(&app, "maya", FIREFOX).await;
    let mut desk = signed_in(&app, "maya", SAFARI).await;
    signed_in(&app, "tom", SAFARI).await;
    phone.get("/").await.assert_shows("href=\"/account/sessions\"");
    let page = phone.get("/account/sessions").await;
    assert_eq!(page.status, StatusCode::OK);
    page.assert_shows("<h1>My sessions<").assert_shows("Firefox on Android").assert_shows("Safari on macOS");
    assert_eq!(references(&page).len(), 1, "Tom's is not Maya's");
    let (this, others) = page.body.split_once("Other sessions").unwrap();
    assert!(this.contains("Firefox on Android") && others.contains("Safari on macOS"), "the current one is first");
    assert!(
        page.body.contains("<time datetime=\"20") && page.body.replace("<!>", "").contains(" UTC</time>"),
        "{}",
        page.body
    );
    for secret in phone.cookies.values().chain(desk.cookies.values()) {
        assert!(!page.body.contains(secret.as_str()), "a session's ID is on the page");
    }
    desk.get("/account/sessions").await.assert_shows("Firefox on Android");
}

#[tokio::test]
async fn ending_one_session_leaves_the_others() {
    let app = App::start().await;
    let mut here = signed_in(&app, "maya", FIREFOX).await;
    let (mut first, mut second) = (signed_in(&app, "maya", SAFARI).await, signed_in(&app, "maya", "").await);
    let page = here.get("/account/sessions").await;
    let (_, safari) = page.body.split_once("Safari on macOS").unwrap();
    let (_, safari) = safari.split_once("name=\"session\" value=\"").unwrap();
    let reference = safari.split('"').next().unwrap();
    let ended = here.submit_with("/account/sessions/end", "session", reference).await;
    assert_eq!((ended.status, ended.location()), (StatusCode::SEE_OTHER, "/account/sessions?ended=one"));
    let page = here.get("/account/sessions?ended=one").await;
    page.assert_shows("role=\"status\"").assert_shows("That session has ended.").assert_shows("An unknown browser");
    assert!(!page.body.contains("Safari on macOS"));
    assert!(!is_signed_in(&mut first).await && is_signed_in(&mut second).await && is_signed_in(&mut here).await);
}

#[tokio::test]
async fn the_reference_of_another_user_counts_as_unknown() {
    let app = App::start().await;
    let mut maya = signed_in(&app, "maya", FIREFOX).await;
    let mut tom = signed_in(&app, "tom", FIREFOX).await;
    let mut tom_elsewhere = signed_in(&app, "tom", SAFARI).await;
    let [foreign] = references(&tom.get("/account/sessions").await).try_into().unwrap();
    let known = maya.submit_with("/account/sessions/end", "session", &foreign).await;
    for reference in ["", "x", "AAAAAAAAAAAAAAAAAAAAAA", "../end"] {
        let unknown = maya.submit_with("/account/sessions/end", "session", reference).await;
        assert_eq!((known.status, known.location(), &known.body), (unknown.status, unknown.location(), &unknown.body));
    }
    assert_eq!(maya.submit("/account/sessions/end").await.location(), known.location(), "without a field");
    for browser in [&mut maya, &mut tom, &mut tom_elsewhere] {
        assert!(is_signed_in(browser).await);
    }
}

#[tokio::test]
async fn all_other_sessions_can_be_ended_at_once() {
    let app = App::start().await;
    let mut here = signed_in(&app, "maya", FIREFOX).await;
    let (mut first, mut second) = (signed_in(&app, "maya", SAFARI).await, signed_in(&app, "maya", SAFARI).await);
    let mut tom = signed_in(&app, "tom", SAFARI).await;
    let ended = here.submit("/account/sessions/end-others").await;
    assert_eq!(ended.location(), "/account/sessions?ended=others");
    here.get(ended.location())
        .await
        .assert_shows("All other sessions have ended.")
        .assert_shows("You have no other sessions.");
    assert!(!is_signed_in(&mut first).await && !is_signed_in(&mut second).await);
    assert!(is_signed_in(&mut here).await && is_signed_in(&mut tom).await);
}

#[tokio::test]
async fn given_other_sessions_then_the_ended_message_is_not_shown() {
    let app = App::start().await;
    let mut here = signed_in(&app, "maya", FIREFOX).await;
    signed_in(&app, "maya", SAFARI).await;
    let page = here.get("/account/sessions?ended=others").await;
    assert!(!page.body.contains("All other sessions have ended."), "{}", page.body);
    page.assert_shows("Safari on macOS");
}

#[tokio::test]
async fn a_sign_out_everywhere_ends_all_sessions_of_the_user() {
    let app = App::start().await;
    let mut here = signed_in(&app, "maya", FIREFOX).await;
    let (mut elsewhere, mut tom) = (signed_in(&app, "maya", SAFARI).await, signed_in(&app, "tom", SAFARI).await);
    let mut thief = here.clone();
    let page = here.submit("/account/sessions/sign-out-everywhere").await;
    assert_eq!(page.status, StatusCode::OK);
    page.assert_shows("Signing you out");
    assert!(page.header("refresh").starts_with(&format!("0; url={}/", app.tenant.origin())), "{:?}", page.headers);
    assert!(!is_signed_in(&mut elsewhere).await && !is_signed_in(&mut thief).await && is_signed_in(&mut tom).await);
    assert_eq!(app.control().counters().graph_calls, 0, "the user did not choose to revoke the sign-ins at Microsoft");
}

#[tokio::test]
async fn at_most_100_other_sessions_are_shown_but_all_are_ended() {
    let app = App::start().await;
    let mut here = signed_in(&app, "maya", FIREFOX).await;
    // The session is copied in the store, because sign-ins cannot create as many: each ends the oldest of a user's
    // fifty sessions.
    let (store, id) = (&app.services.auth.store, here.cookies[&app.services.cookies.session()].parse::<Id>().unwrap());
    let original = store.load(&id).await.unwrap().unwrap();
    let mut last = original.clone();
    for _ in 0..102 {
        last = Record { id: Id::default(), ..original.clone() };
        store.create(&mut last).await.unwrap();
    }
    let page = here.get("/account/sessions").await;
    assert_eq!(references(&page).len(), 100);
    page.assert_shows("Not shown: 2 more");
    here.submit("/account/sessions/end-others").await;
    assert!(store.load(&last.id).await.unwrap().is_none());
    here.get("/account/sessions").await.assert_shows("You have no other sessions.");
}

#[tokio::test]
async fn a_signed_out_visitor_is_led_to_the_sign_in_and_back() {
    let app = App::start().await;
    let mut browser = Browser::new(&app);
    let page = browser.get("/account/sessions").await;
    assert_eq!(page.status, StatusCode::OK);
    page.assert_shows("/sign-in?return_to=/account/sessions");
    for path in ["/account/sessions/end", "/account/sessions/end-others"] {
        assert_eq!(browser.submit(path).await.location(), "/account/sessions");
    }
    browser.submit("/account/sessions/sign-out-everywhere").await.assert_shows("Signing you out");
}

#[tokio::test]
async fn another_site_cannot_end_sessions() {
    let app = App::start().await;
    let mut here = signed_in(&app, "maya", FIREFOX).await;
    let mut elsewhere = signed_in(&app, "maya", SAFARI).await;
    let [reference] = references(&here.get("/account/sessions").await).try_into().unwrap();
    for path in ["/account/sessions/end", "/account/sessions/end-others", "/account/sessions/sign-out-everywhere"] {
        for headers in [[("sec-fetch-site", "cross-site")], [("sec-fetch-site", "same-site")], [("origin", "null")]] {
            let forged = here.send(Method::POST, path, &headers, &format!("session={reference}")).await;
            assert_eq!(forged.status, StatusCode::FORBIDDEN, "{path} {headers:?}");
        }
        assert_eq!(here.get(path).await.location(), "/account/sessions", "a link");
    }
    assert!(is_signed_in(&mut here).await && is_signed_in(&mut elsewhere).await);
}

#[tokio::test]
async fn given_a_session_ended_elsewhere_then_a_request_is_rejected() {
    let app = App::start().await;
    let mut here = signed_in(&app, "maya", FIREFOX).await;
    let mut elsewhere = signed_in(&app, "maya", SAFARI).await;
    here.submit("/account/sessions/end-others").await;
    let next = elsewhere.call("/api/call_api").await;
    assert_eq!(next.status, StatusCode::UNAUTHORIZED);
    assert!(next.header("set-cookie").contains("session=;"), "{:?}", next.headers);
    elsewhere.get("/").await.assert_signed_out();
    assert!(!elsewhere.cookies.contains_key(&app.services.cookies.session()));
}
