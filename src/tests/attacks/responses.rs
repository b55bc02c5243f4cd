//! Authorization responses that belong to another browser or provider, or that are too old.

use axum::http::StatusCode;
use leptos_entra::server::config::SessionStoreSetting;
use rusqlite::Connection;
use url::Url;

use crate::cast::{App, Browser};

async fn assert_starts_no_session(browser: &mut Browser, callback: &str) {
    let landed = browser.get(callback).await;
    assert!(landed.location().starts_with("/sign-in-failed"), "{}", landed.location());
    assert!(browser.get(landed.location()).await.status.as_u16() >= 400);
    browser.get("/").await.assert_signed_out();
}

/// Returns the URL of an authorization request without these query parameters.
fn stripped(address: &str, without: &[&str]) -> String {
    let mut url = Url::parse(address).unwrap();
    let kept: Vec<_> = url.query_pairs().into_owned().filter(|(name, _)| !without.contains(&name.as_str())).collect();
    url.query_pairs_mut().clear().extend_pairs(kept);
    url.into()
}

#[tokio::test]
async fn a_03_a_callback_of_a_stripped_request_starts_no_session() {
    let app = App::start().await;
    let mut responses = 0;
    for without in [&["state"][..], &["nonce"], &["code_challenge", "code_challenge_method"], &["state", "nonce"]] {
        let mut browser = Browser::new(&app);
        let authorize = stripped(browser.get("/sign-in").await.location(), without);
        let page = browser.visit_tenant(&authorize).await;
        // The provider may reject the stripped authorization request or accept it. If it accepts, the app must reject
        // the response.
        let callback = match page.status {
            status if status.is_redirection() => page.location().to_owned(),
            StatusCode::OK => browser.press(&page, &[("persona", "maya")]).await.location().to_owned(),
            _ => continue,
        };
        assert_starts_no_session(&mut browser, &callback).await;
        responses += 1;
    }
    assert!(responses > 0, "the provider rejected every request, so no response reached the app");
}

#[tokio::test]
async fn a_04_a_response_of_another_provider_is_rejected() {
    let folder = tempfile::tempdir().unwrap();
    let store = || SessionStoreSetting::Sqlite(folder.path().join("sessions.db"));
    let honest = App::start_with(|config| config.session_store = store()).await;
    let attackers = App::start_with(|config| config.session_store = store()).await;
    let mut browser = Browser::new(&attackers);
    let callback = browser.reach_callback("/sign-in", "maya").await;
    assert_starts_no_session(&mut browser.at(&honest), &callback).await;
    assert_eq!(
        honest.control().counters().token_requests.values().sum::<u64>(),
        0,
        "there is no token request with the code"
    );
    assert_eq!(attackers.control().counters().token_requests.values().sum::<u64>(), 0);
}

#[tokio::test]
async fn a_33_a_response_after_ten_minutes_is_rejected() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("sessions.db");
    let app = App::start_with(|config| config.session_store = SessionStoreSetting::Sqlite(path.clone())).await;
    let mut browser = Browser::new(&app);
    let callback = browser.reach_callback("/sign-in", "maya").await;
    // The transaction of the sign-in in the database is now as old as after ten minutes.
    let file = Connection::open(&path).unwrap();
    assert_eq!(file.execute("UPDATE short_lived SET expires_at = expires_at - 601", ()).unwrap(), 1);
    assert_starts_no_session(&mut browser, &callback).await;
}

#[tokio::test]
async fn a_34_signed_out_page_views_write_nothing_to_the_store() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("sessions.db");
    let app = App::start_with(|config| config.session_store = SessionStoreSetting::Sqlite(path.clone())).await;
    for round in 0..20 {
        for path in ["/", "/nowhere", "/signed-out", "/sign-in-failed", "/getAToken?code=a&state=b", "/device-code"] {
            let mut browser = Browser::new(&app);
            browser.cookies.insert(app.services.cookies.session(), format!("{round:0>22}"));
            browser.get(path).await;
        }
    }
    let file = Connection::open(&path).unwrap();
    for table in ["session", "session_tokens", "short_lived"] {
        let rows: u32 = file.query_row(&format!("SELECT count(*) FROM {table}"), (), |row| row.get(0)).unwrap();
        assert_eq!(rows, 0, "{table}");
    }
}
