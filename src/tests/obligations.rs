//! The obligations of each kind of route in the route table. Each test visits all routes of a kind, so it covers new
//! routes too.

use std::num::NonZeroU32;

use axum::http::{Method, StatusCode};
use leptos_entra::{
    routes::{self, Kind},
    server::config::Traffic,
    texts,
};

use crate::cast::{App, Browser, Page};

/// Returns the paths of all routes of these kinds. Panics if there are none, because the test would then check nothing.
fn paths_of(app: &App, kinds: &[Kind]) -> Vec<String> {
    let routes = routes::of(&app.services).into_iter().filter(|route| kinds.contains(&route.kind));
    let paths: Vec<_> = routes.map(|route| route.path).collect();
    assert!(!paths.is_empty(), "no route of {kinds:?}: the test would prove nothing");
    paths
}

/// Returns a browser with a signed-in user who has consented to the scopes of all pages.
async fn user_of_every_page(app: &App) -> Browser {
    let mut browser = Browser::new(app);
    browser.sign_in("olga").await;
    // The first page after a sign-in never starts a step-up by itself, to prevent a redirect loop.
    browser.get("/").await;
    for path in paths_of(app, &[Kind::PageOfUser]) {
        let page = browser.get(&path).await;
        if page.status == StatusCode::SEE_OTHER {
            let authorize = browser.get(page.location()).await.location().to_owned();
            let consent = browser.visit_tenant(&authorize).await;
            let callback = browser.press(&consent, &[("decision", "accept")]).await.location().to_owned();
            let landed = browser.land(&callback).await.location().to_owned();
            assert_eq!(landed, path, "the sign-in leads back to the page");
            // The step-up was a sign-in too, so one page must be viewed before the next page may start a step-up.
            browser.get(&landed).await;
        }
    }
    browser
}

fn removed_cookies(page: &Page) -> Vec<&str> {
    let cookies = page.headers.get_all("set-cookie").iter().map(|cookie| cookie.to_str().unwrap());
    cookies.filter(|cookie| cookie.contains("Max-Age=0")).map(|cookie| cookie.split('=').next().unwrap()).collect()
}

#[tokio::test]
async fn every_user_page_removes_the_sign_in_attempts_cookie() {
    let app = App::start().await;
    let mut browser = user_of_every_page(&app).await;
    let attempts = app.services.cookies.sign_in_attempts();
    for path in ["/".to_owned()].into_iter().chain(paths_of(&app, &[Kind::PageOfUser])) {
        browser.cookies.insert(attempts.clone(), "1.1".to_owned());
        let page = browser.get(&path).await;
        assert_eq!(page.status, StatusCode::OK, "{path} {:?}", page.headers);
        assert_eq!(removed_cookies(&page), [attempts.as_str()], "{path}");
    }
}

#[tokio::test]
async fn every_user_page_reacts_to_a_sign_out_in_another_tab() {
    let app = App::start().await;
    let mut browser = user_of_every_page(&app).await;
    for path in ["/".to_owned()].into_iter().chain(paths_of(&app, &[Kind::PageOfUser])) {
        let page = browser.get(&path).await;
        assert_eq!(page.body.matches("data-component=\"ReloadOnSignOut_").count(), 1, "{path}");
    }
    let result = browser.submit("/api/call_api").await;
    assert_eq!(result.body.matches("data-component=\"LeaveOnSignOut_").count(), 1, "the response to a form");
    let mut visitor = Browser::new(&app);
    for path in ["/", "/signed-out", "/sign-in-failed", "/admin-consent"] {
        assert!(!visitor.get(path).await.body.contains("OnSignOut_"), "{path} belongs to no session");
    }
}

#[tokio::test]
async fn every_user_page_offers_visitors_the_sign_in() {
    let app = App::start().await;
    for path in paths_of(&app, &[Kind::PageOfUser]) {
        let page = Browser::new(&app).get(&path).await;
        assert_eq!(page.status, StatusCode::OK, "{path}");
        page.assert_shows(&format!("href=\"/sign-in?return_to={path}\""));
    }
}

#[tokio::test]
async fn no_response_of_a_route_may_be_cached() {
    let app = App::start().await;
    let mut browser = user_of_every_page(&app).await;
    for route in routes::of(&app.services) {
        let page = browser.get(&route.path).await;
        assert_eq!(page.header("cache-control"), "no-store", "{}", route.path);
        assert!(page.header("vary").contains("Cookie"), "{}", route.path);
    }
}

#[tokio::test]
async fn a_head_request_has_no_effect() {
    let app = App::start().await;
    let mut browser = Browser::new(&app);
    browser.sign_in("maya").await;
    let kinds = [Kind::PageOfUser, Kind::ImageOfUser, Kind::PageOnce, Kind::AtProvider, Kind::Callback, Kind::Action];
    for path in paths_of(&app, &kinds) {
        let response = browser.send(Method::HEAD, &path, &[("sec-fetch-site", "same-origin")], "").await;
        assert_eq!(response.status, StatusCode::NO_CONTENT, "{path}");
        assert!(response.headers.get("set-cookie").is_none() && response.body.is_empty(), "{path}");
    }
    for path in paths_of(&app, &[Kind::Page]) {
        let response = browser.send(Method::HEAD, &path, &[("accept", "text/html")], "").await;
        assert!(response.body.is_empty() && response.status != StatusCode::METHOD_NOT_ALLOWED, "{path}");
    }
}

#[tokio::test]
async fn every_route_takes_the_methods_of_its_kind_only() {
    let app = App::start().await;
    let mut browser = Browser::new(&app);
    for route in routes::of(&app.services) {
        let path = &route.path;
        let same_origin = [("sec-fetch-site", "same-origin"), ("accept", "text/html")];
        let get = browser.send(Method::GET, path, &same_origin, "").await.status;
        let post = browser.send(Method::POST, path, &same_origin, "").await.status;
        let rejected = StatusCode::METHOD_NOT_ALLOWED;
        if route.kind == Kind::Form {
            assert_ne!(post, rejected, "{path}");
            assert!(get == StatusCode::SEE_OTHER || get == rejected, "{path}: a GET changes nothing, {get}");
        } else {
            assert_ne!(get, rejected, "{path}");
            assert_eq!(post, rejected, "{path}");
        }
    }
}

#[tokio::test]
async fn every_route_has_the_rate_limit_of_its_kind() {
    let one = NonZeroU32::new(1);
    let kinds = [
        (Traffic { sign_in: one, ..Traffic::unlimited() }, vec![Kind::AtProvider, Kind::FormAtProvider]),
        (Traffic { callback: one, ..Traffic::unlimited() }, vec![Kind::Callback, Kind::PageOnce]),
        (
            Traffic { api: one, ..Traffic::unlimited() },
            vec![Kind::PageOfUser, Kind::ImageOfUser, Kind::Action, Kind::Form],
        ),
    ];
    // Only an app with sign-ins by device code has a form that starts something at the provider.
    for ((traffic, limited), by_device_code) in kinds.iter().flat_map(|kind| [(kind, false), (kind, true)]) {
        let app = App::start_with(|config| {
            config.site.traffic = traffic.clone();
            config.redirect_uri = config.redirect_uri.take().filter(|_| !by_device_code);
        })
        .await;
        let mut browser = Browser::new(&app);
        for route in routes::of(&app.services) {
            let is_form = matches!(route.kind, Kind::Form | Kind::FormAtProvider);
            let method = if is_form { Method::POST } else { Method::GET };
            let same_origin = [("sec-fetch-site", "same-origin"), ("accept", "text/html")];
            browser.send(method.clone(), &route.path, &same_origin, "").await;
            let second = browser.send(method, &route.path, &same_origin, "").await.status;
            let is_limited = second == StatusCode::TOO_MANY_REQUESTS;
            assert_eq!(is_limited, limited.contains(&route.kind), "{} {:?}", route.path, route.kind);
        }
    }
}

#[tokio::test]
async fn every_page_of_the_navigation_is_linked_from_home() {
    let app = App::start().await;
    let mut browser = Browser::new(&app);
    browser.sign_in("maya").await;
    let home = browser.get("/").await;
    let body = home.body.replace("<!>", "");
    let labelled =
        routes::of(&app.services).into_iter().filter_map(|route| Some((route.label(&app.services)?, route.path)));
    let labels: Vec<_> = labelled.map(|(label, path)| (texts::format(label, []), path)).collect();
    assert!(!labels.is_empty());
    for (label, path) in labels {
        let mut links = body.split("<a ").filter(|link| link.starts_with(&format!("href=\"{path}\"")));
        assert!(links.any(|link| link.contains(&format!(">{label}</a>"))), "{label}: {body}");
    }
}

/// The check of `REDIRECT_URI` compares its path in lower case with these paths.
#[test]
fn every_path_of_the_table_is_in_lower_case() {
    let paths = routes::reserved_paths();
    assert!(!paths.is_empty());
    for path in paths {
        assert_eq!(path, path.to_ascii_lowercase());
    }
}
