//! Tests of the creation of the tables in PostgreSQL, and of the version of their schema.

use leptos_entra::server::session::{StoreError, store::backend::SessionFilter};
use tokio::task::JoinSet;

use super::{Backend as _, NOW, connect, key, new_session, open};
use crate::cast::servers;

#[tokio::test]
async fn given_twenty_concurrent_starts_then_tables_are_made_once() {
    let url = servers::postgres();
    let mut first = JoinSet::new();
    for seed in 0..20 {
        let process = open(&url);
        first.spawn(async move { process.insert_session(new_session(seed), NOW).await.unwrap() });
    }
    assert!(first.join_all().await.into_iter().all(|inserted| inserted));
    let steps = connect(&url).await.query("SELECT version FROM leptos_entra.migration", &[]).await.unwrap();
    assert_eq!(steps.iter().map(|row| row.get::<_, i64>(0)).collect::<Vec<_>>(), [1, 2]);
}

#[tokio::test]
async fn given_a_database_without_tenants_then_its_sessions_stay() {
    let url = servers::postgres();
    assert!(open(&url).insert_session(new_session(1), NOW).await.unwrap());
    let older = "ALTER TABLE leptos_entra.session DROP COLUMN tenant;
                 DELETE FROM leptos_entra.migration WHERE version = 2";
    connect(&url).await.batch_execute(older).await.unwrap();
    let process = open(&url);
    assert!(process.session(key(1)).await.unwrap().is_some());
    let [listed] = process.list_sessions(SessionFilter::All).await.unwrap().try_into().unwrap();
    assert_eq!(listed.listed.tenant, None);
    let mut newer = new_session(2);
    newer.listed.tenant = Some(b"tenant".to_vec());
    assert!(process.insert_session(newer, NOW).await.unwrap());
}

#[tokio::test]
async fn a_database_of_a_newer_version_is_rejected() {
    let url = servers::postgres();
    open(&url).session(key(1)).await.unwrap();
    let change = "INSERT INTO leptos_entra.migration (version) VALUES (1000)";
    connect(&url).await.batch_execute(change).await.unwrap();
    let error = open(&url).session(key(1)).await.unwrap_err();
    assert!(matches!(&error, StoreError::Open(words) if words.contains("newer version")), "{error}");
}

#[tokio::test]
async fn a_role_without_create_can_use_a_prepared_schema() {
    let url = servers::postgres();
    let owner = connect(&url).await;
    let role = format!("app_{}", url.rsplit_once('_').unwrap().1);
    owner.batch_execute(&format!("CREATE USER {role}")).await.unwrap();
    let process = open(&url.replacen("postgres@", &format!("{role}@"), 1));
    let error = process.session(key(1)).await.unwrap_err();
    assert!(error.to_string().contains("failed"));
    let cause = std::error::Error::source(&error).unwrap().to_string();
    assert!(
        cause.contains("permission denied for database") && cause.contains("CREATE SCHEMA leptos_entra"),
        "{cause}"
    );
    owner.batch_execute(&format!("CREATE SCHEMA leptos_entra AUTHORIZATION {role}")).await.unwrap();
    assert_eq!(process.session(key(1)).await.unwrap(), None);
}

#[tokio::test]
async fn times_are_kept_as_seconds_since_1970() {
    let url = servers::postgres();
    assert!(open(&url).insert_session(new_session(1), NOW).await.unwrap());
    let asked = "SELECT started_at, seen_at, expires_at FROM leptos_entra.session";
    let row = connect(&url).await.query_one(asked, &[]).await.unwrap();
    assert_eq!([0, 1, 2].map(|column| row.get::<_, i64>(column)), [NOW, NOW, NOW + 3600]);
}

#[tokio::test]
async fn an_update_of_the_last_use_touches_no_index() {
    let url = servers::postgres();
    assert!(open(&url).insert_session(new_session(1), NOW).await.unwrap());
    let mut client = connect(&url).await;
    let change = client.transaction().await.unwrap();
    change.batch_execute("UPDATE leptos_entra.session SET seen_at = seen_at + 60").await.unwrap();
    let asked = "SELECT pg_stat_get_xact_tuples_hot_updated('leptos_entra.session'::regclass)";
    assert_eq!(change.query_one(asked, &[]).await.unwrap().get::<_, i64>(0), 1);
}
