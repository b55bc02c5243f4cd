//! The store's rules, on a real file and in memory.

mod transactions;

use std::{collections::HashMap, path::Path};

use serde_json::json;
use tower_sessions::{
    SessionStore as _,
    session::{Id, Record},
};

use super::{
    super::{super::clock, ABSOLUTE_LIFETIME, IDLE_LIFETIME, TokenSet},
    SessionStoreSetting, Store, StoreError,
};

fn file(folder: &Path) -> Store {
    Store::open(&SessionStoreSetting::Sqlite(folder.join("deep/sessions.db"))).unwrap()
}

/// Runs a test on both kinds of store.
async fn on_each(test: impl AsyncFn(Store)) {
    let folder = tempfile::tempdir().unwrap();
    test(file(folder.path())).await;
    test(Store::open(&SessionStoreSetting::Memory).unwrap()).await;
}

fn record(name: &str) -> Record {
    let data = HashMap::from([("user".to_owned(), json!({ "name": name }))]);
    Record { id: Id::default(), data, expiry_date: clock::now() + ABSOLUTE_LIFETIME }
}

fn tokens(expires_at: i64) -> TokenSet {
    let set = json!({
        "access_token": "access", "access_token_refresh_at": expires_at, "access_token_expires_at": expires_at,
        "refresh_token": "refresh", "id_token": "a.b.c",
    });
    serde_json::from_value(set).unwrap()
}

#[tokio::test]
async fn what_was_created_is_loaded() {
    on_each(async |store| {
        let mut created = record("maya");
        store.create(&mut created).await.unwrap();
        let loaded = store.load(&created.id).await.unwrap().unwrap();
        assert_eq!(loaded.data, created.data);
    })
    .await;
}

#[tokio::test]
async fn a_save_does_not_revive_a_session_that_was_ended() {
    on_each(async |store| {
        let mut ended = record("maya");
        store.create(&mut ended).await.unwrap();
        store.delete(&ended.id).await.unwrap();
        assert!(store.save(&ended).await.is_err());
        assert_eq!(store.load(&ended.id).await.unwrap(), None);
    })
    .await;
}

#[tokio::test]
async fn an_id_that_is_taken_is_not_taken_over() {
    on_each(async |store| {
        let mut first = record("maya");
        store.create(&mut first).await.unwrap();
        let mut second = Record { id: first.id, ..record("mallory") };
        store.create(&mut second).await.unwrap();
        assert_ne!(second.id, first.id);
        assert_eq!(store.load(&first.id).await.unwrap().unwrap().data, first.data);
    })
    .await;
}

#[tokio::test]
async fn tokens_live_and_die_with_their_session() {
    on_each(async |store| {
        let mut session = record("maya");
        assert!(matches!(store.insert_tokens(session.id, &tokens(1)).await, Err(StoreError::Gone)));
        store.create(&mut session).await.unwrap();
        store.insert_tokens(session.id, &tokens(1)).await.unwrap();
        assert!(store.tokens(session.id).await.unwrap().is_some());
        store.delete(&session.id).await.unwrap();
        assert!(store.tokens(session.id).await.unwrap().is_none());
    })
    .await;
}

#[tokio::test]
async fn of_two_replacements_of_the_same_tokens_one_counts() {
    on_each(async |store| {
        let mut session = record("maya");
        store.create(&mut session).await.unwrap();
        store.insert_tokens(session.id, &tokens(1)).await.unwrap();
        let (_, version) = store.tokens(session.id).await.unwrap().unwrap();
        assert!(store.replace_tokens(session.id, version, &tokens(2)).await.unwrap());
        assert!(!store.replace_tokens(session.id, version, &tokens(3)).await.unwrap());
        let (kept, _) = store.tokens(session.id).await.unwrap().unwrap();
        assert_eq!(kept.access_token_expires_at, 2);
    })
    .await;
}

#[tokio::test]
async fn sessions_end_when_they_are_old_or_idle_and_are_swept() {
    on_each(async |store| {
        let mut old = Record { expiry_date: clock::now() - std::time::Duration::from_secs(1), ..record("old") };
        let (mut idle, mut live) = (record("idle"), record("live"));
        for session in [&mut old, &mut idle, &mut live] {
            store.create(session).await.unwrap();
        }
        let key = super::sessions::session_key(idle.id);
        let long_ago = clock::unix_now() - IDLE_LIFETIME.as_secs().cast_signed() - 1;
        let set = "UPDATE session SET seen_at = ?2 WHERE key = ?1";
        store.write(move |connection| Ok(connection.execute(set, (key, long_ago))?)).await.unwrap();
        assert_eq!(store.load(&old.id).await.unwrap(), None);
        assert_eq!(store.load(&idle.id).await.unwrap(), None);
        assert_eq!(store.sweep().await.unwrap(), 2);
        assert!(store.load(&live.id).await.unwrap().is_some());
    })
    .await;
}

#[tokio::test]
async fn a_session_in_use_is_noted_once_a_minute() {
    on_each(async |store| {
        let mut session = record("maya");
        store.create(&mut session).await.unwrap();
        let key = super::sessions::session_key(session.id);
        let seen_at = async || {
            let select = "SELECT seen_at FROM session WHERE key = ?1";
            store
                .read(move |connection| Ok(connection.query_row(select, (key,), |row| row.get::<_, i64>(0))?))
                .await
                .unwrap()
        };
        let set = async |at: i64| {
            let update = "UPDATE session SET seen_at = ?2 WHERE key = ?1";
            store.write(move |connection| Ok(connection.execute(update, (key, at))?)).await.unwrap();
        };
        let now = clock::unix_now();
        set(now - 30).await;
        store.load(&session.id).await.unwrap();
        assert_eq!(seen_at().await, now - 30, "no write within the minute");
        set(now - 90).await;
        store.load(&session.id).await.unwrap();
        assert!(seen_at().await >= now);
    })
    .await;
}

#[tokio::test]
async fn the_file_outlives_the_process_and_holds_no_id_of_a_session() {
    let folder = tempfile::tempdir().unwrap();
    let mut session = record("maya");
    file(folder.path()).create(&mut session).await.unwrap();
    let reopened = file(folder.path());
    assert!(reopened.load(&session.id).await.unwrap().is_some());
    let id = session.id.to_string();
    for entry in std::fs::read_dir(folder.path().join("deep")).unwrap() {
        let bytes = std::fs::read(entry.unwrap().path()).unwrap();
        for needle in [id.as_bytes(), &session.id.0.to_le_bytes()] {
            assert!(!bytes.windows(needle.len()).any(|window| window == needle));
        }
    }
}

#[tokio::test]
async fn the_file_is_for_its_owner_only() {
    use std::os::unix::fs::PermissionsExt as _;

    let folder = tempfile::tempdir().unwrap();
    let store = file(folder.path());
    store.create(&mut record("maya")).await.unwrap();
    for entry in std::fs::read_dir(folder.path().join("deep")).unwrap() {
        assert_eq!(entry.unwrap().metadata().unwrap().permissions().mode() & 0o077, 0);
    }
}

#[tokio::test]
async fn two_processes_may_open_a_new_file_at_once() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().to_owned();
    let opening = (0..4).map(|_| {
        let path = path.clone();
        std::thread::spawn(move || file(&path))
    });
    for opened in opening.collect::<Vec<_>>() {
        opened.join().unwrap();
    }
}

#[tokio::test]
async fn a_file_of_a_newer_version_is_refused_in_words() {
    let folder = tempfile::tempdir().unwrap();
    let store = file(folder.path());
    store.write(|connection| Ok(connection.pragma_update(None, "user_version", 99)?)).await.unwrap();
    let refused = Store::open(&SessionStoreSetting::Sqlite(folder.path().join("deep/sessions.db")));
    assert!(refused.is_err_and(|error| error.to_string().contains("newer version")));
}
