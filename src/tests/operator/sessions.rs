//! `leptos-entra sessions` beside a running app, and the effect of a key rotation on existing sessions.

use std::fs;

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use leptos_entra::server::config::SessionStoreSetting;
use rusqlite::Connection;
use serde_json::Value;

use super::Operator;
use crate::{
    cast::{App, Browser},
    tokens::tokens_of,
};

/// Returns an app, three browsers with the sessions of two users, and an operator with the same settings.
async fn three_sessions() -> (App, [Browser; 3], Operator) {
    let operator = Operator::new();
    let path = operator.path("sessions.db");
    let setting = format!("sqlite:{}", path.display());
    let app = App::start_with(|config| config.session_store = SessionStoreSetting::Sqlite(path)).await;
    let mut browsers = [Browser::new(&app), Browser::new(&app), Browser::new(&app)];
    for (browser, persona) in browsers.iter_mut().zip(["maya", "maya", "tom"]) {
        browser.sign_in(persona).await;
    }
    let authority = format!("https://login.microsoftonline.com/{}", app.tenant.tenant_id());
    (app, browsers, operator.with("SESSION_STORE", setting).with("AUTHORITY", authority))
}

/// Returns the object ID of the signed-in user, from the ID token.
async fn object_id(app: &App, browser: &Browser) -> String {
    let tokens = tokens_of(app, browser).await;
    let payload = tokens.id_token.secret().split('.').nth(1).unwrap();
    let claims: Value = serde_json::from_slice(&URL_SAFE_NO_PAD.decode(payload).unwrap()).unwrap();
    claims["oid"].as_str().unwrap().to_owned()
}

#[tokio::test]
async fn the_session_list_has_no_personal_data() {
    let (app, [browser, ..], operator) = three_sessions().await;
    let maya = object_id(&app, &browser).await;
    let everybody = operator.done(&["sessions", "list"]);
    assert!(everybody.starts_with("SESSION"), "{everybody}");
    assert_eq!(everybody.lines().count(), 4, "{everybody}");
    let listed = operator.done(&["sessions", "list", "--user", &maya.to_uppercase()]);
    assert_eq!(listed.lines().count(), 3, "{listed}");
    let json: Value = serde_json::from_str(&operator.done(&["sessions", "list", "--user", &maya, "--json"])).unwrap();
    let entries = json.as_array().unwrap();
    assert_eq!(entries.len(), 2);
    for name in ["session", "browser", "started", "last_seen", "ends"] {
        assert!(entries.iter().all(|entry| entry[name].is_string()), "{json}");
    }
    for personal in ["Maya", "maya", &maya, "@"] {
        assert!(!everybody.contains(personal) && !json.to_string().contains(personal), "{personal}");
    }
    assert_eq!(operator.done(&["sessions", "list", "--issuer", "i", "--subject", "s"]).lines().count(), 1);
}

#[tokio::test]
async fn ending_the_sessions_of_a_user_keeps_those_of_others() {
    let (app, [mut one, mut two, mut other], operator) = three_sessions().await;
    let maya = object_id(&app, &one).await;
    let ended = operator.done(&["sessions", "end", "--user", &maya, "--tenant", app.tenant.tenant_id()]);
    assert_eq!(ended, "2 sessions were ended.\n");
    for browser in [&mut one, &mut two] {
        browser.get("/").await.assert_signed_out();
    }
    other.get("/").await.assert_shows("Tom Becker");
    assert_eq!(operator.done(&["sessions", "end", "--user", &maya]), "0 sessions were ended.\n");
    assert_eq!(operator.done(&["sessions", "end", "--all"]), "1 session was ended.\n");
    other.get("/").await.assert_signed_out();
}

#[tokio::test]
async fn ending_sessions_does_not_depend_on_the_lifetimes_here() {
    let (_app, [mut browser, ..], operator) = three_sessions().await;
    // The app may have a longer SESSION_IDLE_MINUTES than the environment of the command.
    let file = Connection::open(operator.path("sessions.db")).unwrap();
    let two_hours = "UPDATE session SET seen_at = seen_at - 7200";
    assert_eq!(file.execute(two_hours, []).unwrap(), 3);
    assert_eq!(operator.done(&["sessions", "list"]).lines().count(), 1, "the list has the lifetime of its environment");
    assert_eq!(operator.done(&["sessions", "end", "--all"]), "3 sessions were ended.\n");
    browser.get("/").await.assert_signed_out();
}

#[tokio::test]
async fn a_rotation_keeps_sessions_and_a_dropped_key_ends_its_own() {
    let (app, [mut browser, ..], operator) = three_sessions().await;
    let keys = operator.path("session-keys");
    let first = fs::read_to_string(&keys).unwrap();
    operator.done(&["keys", "rotate", "--now"]);
    let rotated = app.restarted();
    let mut newer = Browser::new(&rotated);
    newer.sign_in("tom").await;
    let mut browser_there = browser.clone().at(&rotated);
    browser_there.get("/").await.assert_shows("Maya Lindqvist");
    browser.get("/").await.assert_shows("Maya Lindqvist");
    newer.clone().at(&app).get("/").await.assert_shows("Tom Becker");

    let second = fs::read_to_string(&keys).unwrap();
    let first_key = first.lines().last().unwrap();
    fs::write(&keys, second.replace(first_key, "# dropped")).unwrap();
    let without_first = app.restarted();
    browser.at(&without_first).get("/").await.assert_signed_out();
    newer.at(&without_first).get("/").await.assert_shows("Tom Becker");
}
