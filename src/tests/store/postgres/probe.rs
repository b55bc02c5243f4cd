//! Tests of the store's start-up probe: its error names the step that failed, and the cause for the operator.

use leptos_entra::server::session::{KeyRing, ProbeFailure, Store};

use super::{connect, open};
use crate::cast::servers;

async fn failure(url: &str) -> ProbeFailure {
    let store = Store::with_backend(std::sync::Arc::new(open(url)), KeyRing::random().unwrap());
    store.probe().await.unwrap_err()
}

#[tokio::test]
async fn given_a_role_without_create_then_the_right_is_named() {
    let url = servers::postgres();
    let role = format!("reader_{}", url.rsplit_once('_').unwrap().1);
    connect(&url).await.batch_execute(&format!("CREATE USER {role}")).await.unwrap();
    let failure = failure(&url.replacen("postgres@", &format!("{role}@"), 1)).await;
    assert_eq!(failure.step, "connect and read");
    let report = failure.report();
    assert!(report.contains("permission denied for database") && report.contains("CREATE on the database"), "{report}");
}

#[tokio::test]
async fn given_a_missing_database_then_it_is_named_and_no_password() {
    let url = servers::postgres();
    let (server, _) = url.rsplit_once('/').unwrap();
    let wrong = format!("{}/no_such_database", server.replacen("postgres@", "postgres:secret-word@", 1));
    let report = failure(&wrong).await.report();
    assert!(report.contains("database \"no_such_database\" does not exist"), "{report}");
    assert!(!report.contains("secret-word"), "{report}");
}

#[tokio::test]
async fn given_a_table_without_insert_then_the_step_is_named() {
    let url = servers::postgres();
    let role = format!("limited_{}", url.rsplit_once('_').unwrap().1);
    Store::with_backend(std::sync::Arc::new(open(&url)), KeyRing::random().unwrap()).probe().await.unwrap();
    let rights = format!(
        "CREATE USER {role}; GRANT USAGE ON SCHEMA leptos_entra TO {role};
         GRANT ALL ON ALL TABLES IN SCHEMA leptos_entra TO {role};
         REVOKE INSERT ON leptos_entra.session_tokens FROM {role};"
    );
    connect(&url).await.batch_execute(&rights).await.unwrap();
    let failure = failure(&url.replacen("postgres@", &format!("{role}@"), 1)).await;
    assert_eq!(failure.step, "write tokens");
    assert!(failure.report().contains("permission denied for table session_tokens"), "{}", failure.report());
}
