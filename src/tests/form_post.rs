//! `RESPONSE_MODE=form_post`: the authorization response is a form that the browser posts from the provider's site.

use axum::http::{Method, StatusCode};
use leptos_entra::{
    dev_tenant::{GraphFault, Times},
    server::oidc::ResponseMode,
};

use crate::cast::{App, Browser, CALLBACK, ORIGIN, Page, parameter};

const FROM_PROVIDER: [(&str, &str); 3] =
    [("sec-fetch-site", "cross-site"), ("origin", "null"), ("accept", "text/html")];

async fn start() -> App {
    App::start_with(|config| config.response_mode = ResponseMode::FormPost).await
}

/// Returns the body of the authorization response: the fields of the form on the provider's page, as a browser encodes them.
fn form(page: &Page) -> String {
    page.assert_shows(&format!(r#"action="{CALLBACK}""#));
    let fields = page.body.split(r#"<input type="hidden" name=""#).skip(1).filter_map(|field| {
        let (name, rest) = field.split_once(r#"" value=""#)?;
        Some((name, rest.split_once('"')?.0))
    });
    url::form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish()
}

async fn reach_form(browser: &mut Browser, sign_in: &str, persona: &str) -> String {
    let authorize = browser.get(sign_in).await.location().to_owned();
    assert_eq!(parameter(&authorize, "response_mode").as_deref(), Some("form_post"));
    let page = browser.visit_tenant(&authorize).await;
    let page = if page.body.contains(r#"name="persona""#) { browser.pick_to_page(&page, persona).await } else { page };
    form(&page)
}

/// Posts the form as a browser does from another site: only cookies with `SameSite=None` are sent. The browser keeps
/// the others.
async fn post(browser: &mut Browser, form: &str) -> Page {
    let mut at_home = browser.cookies.clone();
    let crosses_sites = |name: &str| name.contains("signin-") || name.ends_with("tries");
    browser.cookies.retain(|name, _| crosses_sites(name));
    let landed = browser.send(Method::POST, CALLBACK, &FROM_PROVIDER, form).await;
    at_home.retain(|name, _| !crosses_sites(name) && !browser.cookies.contains_key(name));
    browser.cookies.extend(at_home);
    landed
}

#[tokio::test]
async fn a_user_signs_in_by_form_post() {
    let app = start().await;
    let mut browser = Browser::new(&app);
    let form = reach_form(&mut browser, "/sign-in?return_to=%2F%3Fa", "maya").await;
    let landed = post(&mut browser, &form).await;
    assert_eq!((landed.status, landed.location()), (StatusCode::SEE_OTHER, "/?a"));
    browser.get("/").await.assert_shows("Maya Lindqvist");
}

#[tokio::test]
async fn a_pending_action_runs_after_a_step_up_by_form_post() {
    let app = start().await;
    let mut browser = Browser::new(&app);
    let sign_in = reach_form(&mut browser, "/sign-in", "maya").await;
    post(&mut browser, &sign_in).await;
    app.control().arm_graph_fault(GraphFault::InsufficientClaims, Times::UntilReset);
    let refused = browser.submit("/api/call_api").await;
    let (_, reference) = refused.body.split_once("&amp;step_up=").unwrap();
    let link = format!("/sign-in?step_up={}", reference.split('"').next().unwrap());
    let authorize = browser.get(&link).await.location().to_owned();
    let page = browser.visit_tenant(&authorize).await;
    let page = browser.press(&page, &[("decision", "confirm")]).await;
    assert_eq!(post(&mut browser, &form(&page)).await.location(), "/continue");
    browser.get("/continue").await.assert_shows("Response of the downstream API").assert_shows("Maya Lindqvist");
}

#[tokio::test]
async fn a_sign_in_loop_is_stopped_with_form_post() {
    let app = start().await;
    let mut browser = Browser::new(&app);
    for _ in 0..3 {
        let form = reach_form(&mut browser, "/sign-in", "maya").await;
        assert_eq!(post(&mut browser, &form).await.location(), "/");
        browser.cookies.remove(&app.services.cookies.session());
    }
    assert_eq!(browser.get("/sign-in").await.status, StatusCode::TOO_MANY_REQUESTS);
}

#[tokio::test]
async fn only_the_sign_in_cookie_is_same_site_none() {
    let app = start().await;
    let mut browser = Browser::new(&app);
    let begun = browser.get("/sign-in").await;
    let cookie = begun.header("set-cookie");
    assert!(cookie.contains("signin-") && cookie.contains("SameSite=None") && cookie.contains("Secure"), "{cookie}");
    let form = reach_form(&mut browser, "/sign-in", "maya").await;
    let landed = post(&mut browser, &form).await;
    let cookies: Vec<_> = landed.headers.get_all("set-cookie").iter().map(|value| value.to_str().unwrap()).collect();
    let session = cookies.iter().find(|cookie| cookie.starts_with(&app.services.cookies.session())).unwrap();
    assert!(session.contains("SameSite=Lax"), "{session}");
}

#[tokio::test]
async fn a_form_post_of_another_browser_is_rejected() {
    let app = start().await;
    let form = reach_form(&mut Browser::new(&app), "/sign-in", "maya").await;
    let mut stranger = Browser::new(&app);
    assert!(post(&mut stranger, &form).await.location().starts_with("/sign-in-failed"));
    stranger.get("/").await.assert_signed_out();
}

#[tokio::test]
async fn given_form_post_then_a_query_response_is_rejected() {
    let app = start().await;
    let mut browser = Browser::new(&app);
    let form = reach_form(&mut browser, "/sign-in", "maya").await;
    let landed = browser.get(&format!("/getAToken?{form}")).await;
    assert!(landed.location().starts_with("/sign-in-failed"));
    assert_eq!(post(&mut browser, &form).await.location(), "/", "the sign-in is still open");
}

#[tokio::test]
async fn a_malformed_form_post_is_explained() {
    let app = start().await;
    let mut browser = Browser::new(&app);
    let form = reach_form(&mut browser, "/sign-in", "maya").await;
    let twice = format!("{form}&code=another");
    let long = format!("{form}&error_description={}", "a".repeat(20_000));
    for (kind, body) in [
        ("text/plain", form.as_str()),
        ("application/json", "{}"),
        ("application/x-www-form-urlencoded", ""),
        ("application/x-www-form-urlencoded", &twice),
        ("application/x-www-form-urlencoded", &long),
    ] {
        let headers = [FROM_PROVIDER[0], FROM_PROVIDER[1], ("content-type", kind)];
        let landed = browser.send(Method::POST, CALLBACK, &headers, body).await;
        assert_eq!(landed.location(), "/sign-in-failed?problem=malformed-response", "{kind}");
    }
    assert_eq!(post(&mut browser, &form).await.location(), "/");
}

#[tokio::test]
async fn the_same_form_post_twice_starts_one_session() {
    let app = start().await;
    let mut first = Browser::new(&app);
    let form = reach_form(&mut first, "/sign-in", "maya").await;
    let mut second = first.clone();
    let (left, right) = tokio::join!(post(&mut first, &form), post(&mut second, &form));
    assert_eq!((left.location(), right.location()), ("/", "/"));
    let name = app.services.cookies.session();
    assert_eq!(first.cookies[&name], second.cookies[&name]);
}

#[tokio::test]
async fn a_form_post_ends_the_previous_session_without_its_cookie() {
    let app = start().await;
    let mut browser = Browser::new(&app);
    let form = reach_form(&mut browser, "/sign-in", "maya").await;
    post(&mut browser, &form).await;
    let mut before = browser.clone();
    let form = reach_form(&mut browser, "/sign-in", "maya").await;
    post(&mut browser, &form).await;
    browser.get("/").await.assert_shows("Maya");
    before.get("/").await.assert_signed_out();
}

#[tokio::test]
async fn no_other_path_accepts_a_cross_site_form() {
    let app = start().await;
    let mut browser = Browser::new(&app);
    for path in [
        "/api/sign_out",
        "/api/call_api",
        "/api/is_signed_in",
        "/api/poll_device_code",
        "/auth/callback",
        "/getAToken/a",
        "/sign-in",
    ] {
        let page = browser.send(Method::POST, path, &FROM_PROVIDER, "").await;
        assert_eq!(page.status, StatusCode::FORBIDDEN, "{path}");
    }
}

#[tokio::test]
async fn by_default_the_callback_rejects_a_form() {
    let app = App::start().await;
    let mut browser = Browser::new(&app);
    let authorize = browser.get("/sign-in").await.location().to_owned();
    assert_eq!(parameter(&authorize, "response_mode"), None, "query is the default of a code request");
    let page = browser.send(Method::POST, CALLBACK, &FROM_PROVIDER, "code=a&state=b").await;
    assert_eq!(page.status, StatusCode::FORBIDDEN);
    let from_itself = [("origin", ORIGIN), ("accept", "text/html")];
    let page = browser.send(Method::POST, CALLBACK, &from_itself, "code=a&state=b").await;
    assert_eq!(page.status, StatusCode::METHOD_NOT_ALLOWED);
}
