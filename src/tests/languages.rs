//! Tests of the language of a page: the browser's preference, the user's choice, and the way back to the page of the menu.

use axum::http::{Method, StatusCode};
use openidconnect::RedirectUrl;

use crate::cast::{App, Browser, CALLBACK_BELOW, ORIGIN, Page};

const FORM: (&str, &str) = ("content-type", "application/x-www-form-urlencoded");
const OWN: (&str, &str) = ("sec-fetch-site", "same-origin");
const HTML: (&str, &str) = ("accept", "text/html");

async fn get_in(browser: &mut Browser, path: &str, accepted: &str) -> Page {
    browser.send(Method::GET, path, &[HTML, ("accept-language", accepted)], "").await
}

async fn choose(browser: &mut Browser, language: &str, referer: &str) -> Page {
    let body = format!("language={language}");
    browser.send(Method::POST, "/language", &[HTML, FORM, OWN, ("referer", referer)], &body).await
}

#[tokio::test]
async fn the_page_is_in_the_language_that_the_browser_prefers() {
    let app = App::start().await;
    let mut browser = Browser::new(&app);
    for (accepted, html) in [
        ("de-AT,de;q=0.9,en;q=0.8", "<html lang=\"de\">"),
        ("nl, ja;q=0.5", "<html lang=\"ja\">"),
        ("ar", "<html lang=\"ar\" dir=\"rtl\">"),
        ("nl", "<html lang=\"en\">"),
        (";;", "<html lang=\"en\">"),
    ] {
        get_in(&mut browser, "/", accepted).await.assert_shows(html);
        get_in(&mut browser, "/nowhere", accepted).await.assert_shows(html);
    }
}

#[tokio::test]
async fn the_users_choice_outweighs_the_browsers_preference() {
    let app = App::start().await;
    let mut browser = Browser::new(&app);
    let page = browser.get("/").await;
    page.assert_shows("action=\"/language\"").assert_shows("value=\"ar\" lang=\"ar\" dir=\"rtl\"");
    let chosen = choose(&mut browser, "fr", &format!("{ORIGIN}/signed-out?a=b")).await;
    assert_eq!((chosen.status, chosen.location()), (StatusCode::SEE_OTHER, "/signed-out?a=b"));
    let cookie = chosen.header("set-cookie");
    assert!(
        cookie.contains("language=fr;") && cookie.contains("HttpOnly") && cookie.contains("Max-Age=34560000"),
        "{cookie}"
    );
    get_in(&mut browser, "/", "de").await.assert_shows("<html lang=\"fr\">");
    choose(&mut browser, "EN", &format!("{ORIGIN}/")).await;
    get_in(&mut browser, "/", "de").await.assert_shows("<html lang=\"en\">");
}

#[tokio::test]
async fn the_choice_survives_the_sign_in_and_the_sign_out() {
    let app = App::start().await;
    let mut browser = Browser::new(&app);
    choose(&mut browser, "es", &format!("{ORIGIN}/")).await;
    browser.sign_in("maya").await;
    browser.get("/").await.assert_shows("<html lang=\"es\">").assert_shows("Maya Lindqvist");
    browser.submit("/api/sign_out").await;
    browser.get("/signed-out").await.assert_shows("<html lang=\"es\">");
}

#[tokio::test]
async fn the_choice_does_not_lead_away_from_the_app() {
    let app = App::start().await;
    let mut browser = Browser::new(&app);
    let callback = format!("{ORIGIN}/getAToken?code=secret");
    let (foreign, double) = ("https://evil.example/mail", format!("{ORIGIN}//evil.example"));
    for referer in [foreign, "about:blank", "", "no URL", &double, &callback] {
        let chosen = choose(&mut browser, "de", referer).await;
        assert_eq!((chosen.status, chosen.location()), (StatusCode::SEE_OTHER, "/"), "{referer}");
    }
}

#[tokio::test]
async fn a_choice_at_a_step_of_the_provider_starts_no_sign_in() {
    let app = App::start().await;
    let mut browser = Browser::new(&app);
    for (from, to) in
        [("/sign-in?login_hint=a%40b&return_to=/mail", "/mail"), ("/sign-in", "/"), ("/edit-profile", "/")]
    {
        assert_eq!(choose(&mut browser, "de", &format!("{ORIGIN}{from}")).await.location(), to, "{from}");
    }
}

#[tokio::test]
async fn an_unknown_language_is_rejected() {
    let app = App::start().await;
    let mut browser = Browser::new(&app);
    for language in ["", "nl", "de;q=1", "../de", "%00"] {
        let page = choose(&mut browser, language, &format!("{ORIGIN}/")).await;
        assert_eq!(page.status, StatusCode::BAD_REQUEST, "{language}");
        assert!(!page.header("set-cookie").contains("language="), "{language}");
    }
    let missing = browser.send(Method::POST, "/language", &[HTML, FORM, OWN], "").await;
    assert_eq!(missing.status, StatusCode::BAD_REQUEST);
}

#[tokio::test]
async fn a_damaged_cookie_is_ignored() {
    let app = App::start().await;
    for cookie in ["xx", "", "\"de\"", "de%20"] {
        let name = app.services.cookies.language();
        let mut browser = Browser::new(&app);
        let cookie = format!("{name}={cookie}");
        let page = browser.send(Method::GET, "/", &[HTML, ("cookie", &cookie), ("accept-language", "ja")], "").await;
        page.assert_shows("<html lang=\"ja\">");
    }
}

#[tokio::test]
async fn the_choice_works_below_a_base_path() {
    let app = App::start_with(|config| {
        config.public_url = format!("{ORIGIN}/app/").parse().unwrap();
        config.redirect_uri = Some(RedirectUrl::new(CALLBACK_BELOW.to_owned()).unwrap());
    })
    .await;
    let mut browser = Browser::new(&app);
    browser.get("/app/").await.assert_shows("action=\"/app/language\"");
    let referer = format!("{ORIGIN}/app/signed-out");
    let chosen =
        browser.send(Method::POST, "/app/language", &[HTML, FORM, OWN, ("referer", &referer)], "language=ar").await;
    assert_eq!(chosen.location(), "/app/signed-out");
    browser.get("/app/").await.assert_shows("<html lang=\"ar\" dir=\"rtl\" data-base=\"/app\">");
}

/// The pseudo-language changes every text of the catalogue, so a word that is left is not in the catalogue.
#[tokio::test]
async fn the_frame_of_a_page_has_no_text_outside_the_catalogue() {
    let app = App::start().await;
    let mut browser = Browser::new(&app);
    browser.sign_in("maya").await;
    let page = get_in(&mut browser, "/", "en-XA").await;
    page.assert_shows("<html lang=\"en-XA\">").assert_shows("Maya Lindqvist");
    for text in ["Skip to", "Development tenant", "Menu", "Dashboard", "My sessions", "Sign out", "Language"] {
        assert!(!page.body.contains(text), "{text}: {}", page.body);
    }
}
