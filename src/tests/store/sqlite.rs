//! Tests of SQLite only: its file, the lock on the file, and the sweep of idle sessions.

use std::{
    os::unix::fs::PermissionsExt as _,
    path::Path,
    sync::Arc,
    time::{Duration, Instant},
};

use leptos_entra::server::{
    clock,
    config::SessionLifetimes,
    session::{
        session_key,
        store::{
            Sqlite,
            backend::{Backend as _, PutCondition, SessionFilter, ShortLived},
        },
    },
};
use tower_sessions::SessionStore as _;

use super::{
    facade_sessions::{record, store},
    records::{NOW, Shared, id, key, last_use, session, short_lived},
};

fn open(folder: &Path) -> Sqlite {
    Sqlite::open(&folder.join("deep/sessions.db")).unwrap()
}

#[tokio::test]
async fn the_file_outlives_the_process() {
    let folder = tempfile::tempdir().unwrap();
    assert!(open(folder.path()).insert_session(session(key(1), None), NOW).await.unwrap());
    assert!(open(folder.path()).session(key(1)).await.unwrap().is_some());
}

#[tokio::test]
async fn the_sqlite_files_are_owner_only() {
    let folder = tempfile::tempdir().unwrap();
    let store = open(folder.path());
    store.insert_session(session(key(1), None), NOW).await.unwrap();
    let files: Vec<_> = std::fs::read_dir(folder.path().join("deep")).unwrap().map(Result::unwrap).collect();
    assert!(files.len() > 1, "there are files beside it");
    for file in files {
        assert_eq!(file.metadata().unwrap().permissions().mode() & 0o077, 0);
    }
}

#[tokio::test]
async fn several_processes_may_open_a_new_file_at_once() {
    let folder = tempfile::tempdir().unwrap();
    let opening = (0..8).map(|_| {
        let path = folder.path().to_owned();
        std::thread::spawn(move || open(&path))
    });
    for opened in opening.collect::<Vec<_>>() {
        opened.join().unwrap();
    }
}

#[tokio::test]
async fn a_file_of_a_newer_version_is_rejected() {
    let folder = tempfile::tempdir().unwrap();
    drop(open(folder.path()));
    let path = folder.path().join("deep/sessions.db");
    rusqlite::Connection::open(&path).unwrap().pragma_update(None, "user_version", 99).unwrap();
    let refused = Sqlite::open(&path);
    assert!(refused.is_err_and(|error| error.to_string().contains("newer version")));
}

#[tokio::test]
async fn given_a_file_without_tenants_then_its_sessions_stay() {
    let folder = tempfile::tempdir().unwrap();
    assert!(open(folder.path()).insert_session(session(key(1), None), NOW).await.unwrap());
    let older = "ALTER TABLE session DROP COLUMN tenant; PRAGMA user_version = 2;";
    rusqlite::Connection::open(folder.path().join("deep/sessions.db")).unwrap().execute_batch(older).unwrap();
    let store = open(folder.path());
    assert!(store.session(key(1)).await.unwrap().is_some());
    assert!(store.insert_session(session(key(2), Some(key(7))), NOW).await.unwrap());
    let listed = store.list_sessions(SessionFilter::All).await.unwrap();
    let with_tenant: Vec<_> = listed.iter().filter(|session| session.listed.tenant.is_some()).collect();
    assert_eq!((listed.len(), with_tenant.len()), (2, 1));
}

#[tokio::test]
async fn given_a_locked_file_then_reads_do_not_wait() {
    let folder = tempfile::tempdir().unwrap();
    let backend: Shared = Arc::new(open(folder.path()));
    let (store, mut session) = (store(&backend), record("maya"));
    store.create(&mut session).await.unwrap();
    backend.update_session(session_key(session.id), last_use(clock::unix_now() - 90)).await.unwrap();
    let somebody_else = rusqlite::Connection::open(folder.path().join("deep/sessions.db")).unwrap();
    somebody_else.execute_batch("BEGIN IMMEDIATE").unwrap();
    let began = Instant::now();
    assert!(store.load(&session.id).await.unwrap().is_some());
    assert!(began.elapsed() < Duration::from_secs(4), "SQLite itself waits for five");
}

#[tokio::test]
async fn a_sweep_uses_the_configured_idle_lifetime() {
    let folder = tempfile::tempdir().unwrap();
    let backend: Shared = Arc::new(open(folder.path()));
    let (store, mut session) = (store(&backend), record("maya"));
    store.create(&mut session).await.unwrap();
    backend.update_session(session_key(session.id), last_use(clock::unix_now() - 4260)).await.unwrap();
    assert_eq!(store.sweep().await.unwrap(), 0);
    let lifetimes = SessionLifetimes { idle: Duration::from_mins(10), ..SessionLifetimes::default() };
    assert_eq!(store.with_lifetimes(lifetimes).sweep().await.unwrap(), 1);
}

/// The test cases for all backends allow a server to delete sessions by itself. SQLite deletes them in its sweeps only.
#[tokio::test]
async fn given_idle_sessions_then_bounded_sweeps_delete_them() {
    let folder = tempfile::tempdir().unwrap();
    let store = open(folder.path());
    for number in 0..25 {
        assert!(store.insert_session(session(key(number), None), NOW - 60).await.unwrap());
    }
    assert!(store.insert_session(session(key(99), None), NOW).await.unwrap());
    let expired = ShortLived { expires_at: NOW, ..short_lived("a", key(1), key(2)) };
    assert!(store.put(expired, PutCondition::Always).await.unwrap());
    let mut swept = Vec::new();
    for _ in 0..4 {
        swept.push(store.sweep(NOW, NOW - 60, 10).await.unwrap());
    }
    assert_eq!(swept, [11, 10, 5, 0]);
    assert!(store.find(id("a", key(1)), NOW - 1).await.unwrap().is_none());
    assert!(store.session(key(0)).await.unwrap().is_none());
    assert!(store.session(key(99)).await.unwrap().is_some());
}

#[tokio::test]
async fn given_a_file_of_an_older_version_then_no_clear_token_is_left() {
    const OLD: &str = include_str!("older_version.sql");

    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("sessions.db");
    let before = rusqlite::Connection::open(&path).unwrap();
    before.execute_batch(OLD).unwrap();
    let token = b"a token in clear";
    for number in 0..100_u32 {
        let (key, record) = (number.to_be_bytes(), [token.as_slice(), &[7; 3000]].concat());
        before.execute("INSERT INTO session VALUES (?1, ?2, 4000000000, 0)", (key, &record)).unwrap();
        before.execute("INSERT INTO session_tokens VALUES (?1, ?2, 1)", (key, &record)).unwrap();
    }
    drop(before);
    let holds_it = || std::fs::read(&path).unwrap().windows(token.len()).any(|window| window == token);
    assert!(holds_it());
    drop(Sqlite::open(&path).unwrap());
    rusqlite::Connection::open(&path).unwrap().execute_batch("PRAGMA wal_checkpoint(TRUNCATE)").unwrap();
    assert!(!holds_it());
}
