//! Tests of the store while its PostgreSQL server is stopped, hangs or restarts.

use std::time::Instant;

use leptos_entra::server::session::store::backend::TokenCondition;
use tokio::net::TcpListener;

use super::{super::records::last_use, BOUND, Backend as _, NOW, connect, key, new_session, open};
use crate::cast::servers;

/// SQL that closes all other connections to the database, so that only the connection that runs it remains.
const CLOSE_OTHERS: &str = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity
    WHERE datname = current_database() AND pid <> pg_backend_pid()";

#[tokio::test]
async fn given_a_restarted_server_then_it_is_used_again() {
    let mut server = servers::start_postgres();
    let process = open(&server.url);
    assert!(process.insert_session(new_session(1), NOW).await.unwrap());
    server.stop();
    let asked = Instant::now();
    process.session(key(1)).await.unwrap_err();
    process.update_session(key(1), last_use(NOW)).await.unwrap_err();
    assert!(asked.elapsed() < BOUND);
    server.start_again();
    assert!(process.session(key(1)).await.unwrap().is_some());
    assert_eq!(process.end_sessions(&[key(1)]).await.unwrap(), 1);
}

#[tokio::test]
async fn confirmed_writes_survive_a_killed_server() {
    let mut server = servers::start_postgres();
    let process = open(&server.url);
    assert!(process.insert_session(new_session(1), NOW).await.unwrap());
    assert!(process.put_tokens(key(1), b"tokens".to_vec(), TokenCondition::Always).await.unwrap());
    server.kill();
    // The processes of the connections end by themselves soon after the killed server, so one may still respond.
    let killed = Instant::now();
    while process.session(key(1)).await.is_ok() {
        assert!(killed.elapsed() < BOUND, "the connections of the killed server still respond");
    }
    server.start_again();
    assert_eq!(process.session(key(1)).await.unwrap().unwrap().record, [1]);
    assert_eq!(process.tokens(key(1)).await.unwrap().unwrap().tokens, b"tokens");
}

#[tokio::test]
async fn a_server_missing_at_the_start_is_used_once_it_runs() {
    let mut server = servers::start_postgres();
    server.stop();
    let process = open(&server.url);
    process.session(key(1)).await.unwrap_err();
    server.start_again();
    assert_eq!(process.session(key(1)).await.unwrap(), None);
}

#[tokio::test]
async fn given_closed_connections_then_reads_still_succeed() {
    let url = servers::postgres();
    let process = open(&url);
    assert!(process.insert_session(new_session(1), NOW).await.unwrap());
    let operator = connect(&url).await;
    for _ in 0..20 {
        operator.execute(CLOSE_OTHERS, &[]).await.unwrap();
        assert!(process.session(key(1)).await.unwrap().is_some());
    }
}

#[tokio::test]
async fn a_silent_server_causes_an_error_within_the_time_limit() {
    let silent = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let process = open(&format!("postgres://maya@{}/app", silent.local_addr().unwrap()));
    let asked = Instant::now();
    // The pool has fewer connections than there are requests, so the last one waits for a free connection.
    let keys = [key(1)];
    let all = tokio::join!(
        process.session(key(1)),
        process.tokens(key(1)),
        process.end_sessions(&keys),
        process.update_session(key(1), last_use(NOW)),
        process.sweep(NOW, NOW, 10),
    );
    assert!(all.0.is_err() && all.1.is_err() && all.2.is_err() && all.3.is_err() && all.4.is_err());
    assert!(asked.elapsed() < BOUND, "{:?}", asked.elapsed());
}

#[tokio::test]
async fn given_a_locked_row_then_requests_time_out() {
    let url = servers::postgres();
    let process = open(&url);
    assert!(process.insert_session(new_session(1), NOW).await.unwrap());
    let mut somebody = connect(&url).await;
    let holding = somebody.transaction().await.unwrap();
    holding.batch_execute("SELECT 1 FROM leptos_entra.session FOR UPDATE").await.unwrap();
    let asked = Instant::now();
    process.update_session(key(1), last_use(NOW + 60)).await.unwrap_err();
    assert!(asked.elapsed() < BOUND, "{:?}", asked.elapsed());
    // Another connection holds a row lock. Reads do not wait for it, and the sweep skips the locked row.
    assert!(process.session(key(1)).await.unwrap().is_some());
    assert_eq!(process.sweep(NOW + 9999, NOW, 10).await.unwrap(), 0);
    holding.rollback().await.unwrap();
    process.update_session(key(1), last_use(NOW + 60)).await.unwrap();
    assert_eq!(process.sweep(NOW + 9999, NOW, 10).await.unwrap(), 1);
}

#[tokio::test]
async fn a_read_only_connection_is_replaced_for_a_write() {
    let url = servers::postgres();
    let process = open(&url);
    assert!(process.insert_session(new_session(1), NOW).await.unwrap());
    let operator = connect(&url).await;
    let name: String = operator.query_one("SELECT current_database()::text", &[]).await.unwrap().get(0);
    let read_only = |value: &str| format!("ALTER DATABASE \"{name}\" SET default_transaction_read_only = {value}");
    operator.execute(&read_only("on"), &[]).await.unwrap();
    operator.execute(CLOSE_OTHERS, &[]).await.unwrap();
    assert!(process.session(key(1)).await.unwrap().is_some(), "on a connection that only reads");
    operator.execute(&read_only("off"), &[]).await.unwrap();
    assert!(process.insert_session(new_session(2), NOW).await.unwrap());
}
