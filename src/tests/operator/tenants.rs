//! `leptos-entra sessions` for all users of a tenant, on each store that the commands can reach.

use std::fs;

use leptos_entra::{
    dev_tenant::{Flavour, PARTNER_TENANT_ID, PERSONAL_ACCOUNTS, TENANT_ID},
    server::{
        config::{ServerAddress, SessionStoreSetting},
        entra::Authority,
    },
};

use super::Operator;
use crate::{
    back_channel::provider::is_signed_in,
    cast::{App, Browser, servers},
};

const ORIGIN: &str = "https://login.microsoftonline.com";

/// Returns an operator of a multi-tenant app, and the browsers of Maya (twice), Ines and Sam: users of three tenants.
async fn users_of_three_tenants(operator: Operator, store: SessionStoreSetting) -> (App, [Browser; 4], Operator) {
    let operator = operator.with("SESSION_KEYS_FILE", "keys").with("AUTHORITY", format!("{ORIGIN}/common"));
    operator.done(&["keys", "new"]);
    let keys = operator.path("keys");
    let authority = Authority::parse_authority(&format!("{ORIGIN}/common")).unwrap();
    let app = App::abroad(Flavour::MultiTenant, ORIGIN, authority, |config| {
        config.session_store = store;
        config.session_keys_file = Some(keys);
    })
    .await;
    let mut browsers = [(); 4].map(|()| Browser::new(&app));
    for (browser, persona) in browsers.iter_mut().zip(["maya", "maya", "ines", "sam"]) {
        browser.sign_in(persona).await;
    }
    (app, browsers, operator)
}

async fn on_sqlite() -> (App, [Browser; 4], Operator) {
    let operator = Operator::new();
    let path = operator.path("sessions.db");
    let address = format!("sqlite:{}", path.display());
    users_of_three_tenants(operator.with("SESSION_STORE", address), SessionStoreSetting::Sqlite(path)).await
}

async fn assert_one_tenant_ends((_app, browsers, operator): (App, [Browser; 4], Operator)) {
    let tenant = TENANT_ID.to_uppercase();
    assert_eq!(operator.done(&["sessions", "list", "--tenant", &tenant]).lines().count(), 3);
    assert_eq!(operator.done(&["sessions", "end", "--tenant", &tenant]), "2 sessions were ended.\n");
    for (browser, is_left) in browsers.iter().zip([false, false, true, true]) {
        assert_eq!(is_signed_in(browser).await, is_left);
    }
    assert_eq!(operator.done(&["sessions", "end", "--tenant", TENANT_ID]), "0 sessions were ended.\n");
    assert_eq!(operator.done(&["sessions", "end", "--tenant", PARTNER_TENANT_ID]), "1 session was ended.\n");
    assert_eq!(operator.done(&["sessions", "list", "--tenant", PERSONAL_ACCOUNTS]).lines().count(), 2);
    assert!(is_signed_in(&browsers[3]).await);
}

#[tokio::test]
async fn given_sqlite_then_the_sessions_of_a_tenant_end() {
    assert_one_tenant_ends(on_sqlite().await).await;
}

#[tokio::test]
async fn given_redis_then_the_sessions_of_a_tenant_end() {
    let address = servers::redis();
    let store = SessionStoreSetting::Redis(ServerAddress::redis(&address).unwrap());
    let operator = Operator::new().with("SESSION_STORE", address);
    assert_one_tenant_ends(users_of_three_tenants(operator, store).await).await;
}

#[tokio::test]
async fn given_postgresql_then_the_sessions_of_a_tenant_end() {
    let address = servers::postgres();
    let store = SessionStoreSetting::Postgres(ServerAddress::postgres(&address).unwrap());
    let operator = Operator::new().with("SESSION_STORE", address);
    assert_one_tenant_ends(users_of_three_tenants(operator, store).await).await;
}

#[test]
fn given_a_store_in_memory_then_the_command_says_why_it_cannot() {
    let operator = Operator::new().with("SESSION_STORE", "memory:");
    let said = operator.refused(&["sessions", "end", "--tenant", TENANT_ID]);
    assert!(said.contains("only the app itself reaches that"), "{said}");
}

#[tokio::test]
async fn given_a_rotation_then_sessions_of_the_old_key_end_too() {
    let (_app, browsers, operator) = on_sqlite().await;
    operator.done(&["keys", "rotate", "--now"]);
    assert_eq!(operator.done(&["sessions", "end", "--tenant", TENANT_ID]), "2 sessions were ended.\n");
    assert!(!is_signed_in(&browsers[0]).await);
}

#[tokio::test]
async fn given_other_session_keys_then_the_command_fails_and_counts() {
    let (_app, browsers, operator) = on_sqlite().await;
    operator.done(&["keys", "new", "--file", "other"]);
    let other = operator.with("SESSION_KEYS_FILE", "other");
    let said = other.run(&["sessions", "end", "--tenant", TENANT_ID]);
    assert!(!said.done);
    assert_eq!(said.out, "0 sessions were ended.\n");
    assert!(said.error.contains("4 sessions were left out: the session key file lacks"), "{}", said.error);
    assert!(is_signed_in(&browsers[0]).await);
    fs::remove_file(other.path("other")).unwrap();
    let said = other.refused(&["sessions", "end", "--tenant", TENANT_ID]);
    assert!(said.contains("other"), "{said}");
    assert!(!other.path("other").exists(), "the command makes no keys");
}

#[tokio::test]
async fn given_sessions_without_a_tenant_then_the_command_counts_them() {
    let (_app, browsers, operator) = on_sqlite().await;
    let file = rusqlite::Connection::open(operator.path("sessions.db")).unwrap();
    assert_eq!(file.execute("UPDATE session SET tenant = NULL", ()).unwrap(), 4);
    let said = operator.run(&["sessions", "end", "--tenant", TENANT_ID]);
    assert!(said.done, "{}", said.error);
    assert_eq!(said.out, "0 sessions were ended.\n");
    assert!(said.error.contains("4 sessions were left out: without a tenant ID"), "{}", said.error);
    assert!(is_signed_in(&browsers[0]).await);
}

#[test]
fn the_help_names_the_tenant() {
    let help = Operator::new().done(&["sessions", "end", "--help"]);
    for words in ["--tenant <TENANT ID>", "all users of the tenant", "reads all sessions"] {
        assert!(help.replace('\n', " ").split_whitespace().collect::<Vec<_>>().join(" ").contains(words), "{help}");
    }
}
