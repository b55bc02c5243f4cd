//! Rotations of the session keys: they end no session, and records of a session in use are soon sealed with the new
//! key.

use std::{fs, path::Path, time::Duration};

use leptos_entra::server::{
    clock,
    config::SessionStoreSetting,
    key_file,
    session::{KeyRing, Store, StoreError, keys::MasterKey, session_key},
};
use tower_sessions::{SessionStore as _, session::Record};

use super::{
    facade_sessions::{record, tokens},
    records::{Shared, last_use},
};

/// Returns stores with the old key, with both keys, and with the new key, and a session that is sealed with the old key.
async fn rotated(backend: &Shared) -> ([Store; 3], Record) {
    let store = |keys: &[(u8, i64)]| {
        let keys = keys.iter().map(|(byte, seals_from)| MasterKey::new(&[*byte; 32], *seals_from)).collect();
        Store::with_backend(backend.clone(), KeyRing::of(keys))
    };
    let stores = [store(&[(1, 0)]), store(&[(1, 0), (2, 1)]), store(&[(2, 1)])];
    let mut session = record("maya");
    stores[0].create(&mut session).await.unwrap();
    stores[0].insert_tokens(session.id, &tokens(1)).await.unwrap();
    (stores, session)
}

/// Backdates the last use of a session, so that the next load stores it again.
async fn long_unused(backend: &Shared, session: &Record) {
    backend.update_session(session_key(session.id), last_use(clock::unix_now() - 90)).await.unwrap();
}

pub async fn given_a_rotation_then_a_session_in_use_is_sealed_again(backend: Shared) {
    let ([_, both, new], session) = rotated(&backend).await;
    long_unused(&backend, &session).await;
    let loaded = both.load(&session.id).await.unwrap().unwrap();
    assert_eq!(loaded.data["user"], session.data["user"]);
    assert_eq!(new.load(&session.id).await.unwrap().unwrap().data["user"], session.data["user"]);
    assert!(new.tokens(session.id).await.unwrap().is_some());
    both.save(&loaded).await.unwrap();
}

pub async fn given_a_recent_use_then_a_rotation_writes_nothing(backend: Shared) {
    let ([_, both, _], session) = rotated(&backend).await;
    let key = session_key(session.id);
    let before = (backend.session(key).await.unwrap(), backend.tokens(key).await.unwrap());
    for _ in 0..3 {
        assert!(both.load(&session.id).await.unwrap().is_some());
    }
    assert_eq!((backend.session(key).await.unwrap(), backend.tokens(key).await.unwrap()), before);
}

pub async fn a_session_read_before_resealing_can_still_be_saved(backend: Shared) {
    let ([_, both, new], session) = rotated(&backend).await;
    let mut slow = both.load(&session.id).await.unwrap().unwrap();
    long_unused(&backend, &session).await;
    both.load(&session.id).await.unwrap().unwrap();
    slow.data.insert("more".to_owned(), "said".into());
    both.save(&slow).await.unwrap();
    assert_eq!(new.load(&session.id).await.unwrap().unwrap().data["more"], "said");
}

pub async fn tokens_under_a_lease_are_not_resealed(backend: Shared) {
    let ([_, both, _], session) = rotated(&backend).await;
    let (read, version) = both.tokens(session.id).await.unwrap().unwrap();
    assert!(both.lease_tokens(session.id, 7, Duration::from_mins(1)).await.unwrap());
    long_unused(&backend, &session).await;
    assert!(both.load(&session.id).await.unwrap().is_some());
    assert!(both.replace_tokens(session.id, version, &read).await.unwrap(), "the refresh is not lost");
}

/// Rotates the key five times and starts a replica after each rotation. Every replica opens the records of all others.
pub async fn replicas_open_each_others_records_during_rotations(backend: Shared) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("keys");
    key_file::make(&path, 0).unwrap();
    let mut replicas = vec![replica(&backend, &path), replica(&backend, &path)];
    let first = sealed_by(&replicas[0]).await;
    let first_text = fs::read_to_string(&path).unwrap();
    let mut sessions = vec![first.clone()];
    for _ in 0..5 {
        key_file::rotate(&path, clock::unix_now(), clock::unix_now(), Duration::from_hours(13)).unwrap();
        replicas.push(replica(&backend, &path));
        for replica in replicas.iter().rev() {
            sessions.push(sealed_by(replica).await);
        }
        for replica in &replicas {
            for session in &sessions {
                assert!(replica.load(&session.id).await.unwrap().is_some());
                assert!(replica.tokens(session.id).await.unwrap().is_some());
            }
        }
    }

    let first_key = first_text.lines().last().unwrap();
    let text = fs::read_to_string(&path).unwrap().replace(first_key, "# dropped");
    fs::write(&path, text).unwrap();
    let without_first = replica(&backend, &path);
    assert!(without_first.load(&first.id).await.unwrap().is_none());
    assert!(without_first.load(&sessions.last().unwrap().id).await.unwrap().is_some());
}

/// A replica that cannot read the newer keys must not end the sessions that it cannot open.
pub async fn an_unreadable_key_file_ends_no_session(backend: Shared) {
    let folder = tempfile::tempdir().unwrap();
    let (path, its_own) = (folder.path().join("keys"), folder.path().join("copy"));
    key_file::make(&path, 0).unwrap();
    fs::copy(&path, &its_own).unwrap();
    let stale = replica(&backend, &its_own);
    key_file::rotate(&path, clock::unix_now(), clock::unix_now(), Duration::from_hours(13)).unwrap();
    let others = replica(&backend, &path);
    let session = sealed_by(&others).await;
    fs::write(&its_own, "nonsense").unwrap();
    assert!(stale.load(&session.id).await.is_err());
    assert!(matches!(stale.tokens(session.id).await, Err(StoreError::KeysUnread)));
    assert!(others.load(&session.id).await.unwrap().is_some());
    fs::copy(&path, &its_own).unwrap();
    assert!(stale.load(&session.id).await.unwrap().is_some());
    assert!(stale.tokens(session.id).await.unwrap().is_some());
}

pub async fn a_key_dropped_from_the_file_ends_its_sessions(backend: Shared) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("keys");
    key_file::make(&path, 0).unwrap();
    let store = replica(&backend, &path);
    let session = sealed_by(&store).await;
    fs::remove_file(&path).unwrap();
    assert!(store.load(&session.id).await.unwrap().is_some(), "a key that was read before is kept");
    key_file::make(&path, 0).unwrap();
    let later = replica(&backend, &path);
    assert!(later.tokens(session.id).await.unwrap().is_none());
    assert!(backend.session(session_key(session.id)).await.unwrap().is_none());
}

fn replica(backend: &Shared, keys: &Path) -> Store {
    Store::with_backend(backend.clone(), KeyRing::open(Some(keys), &SessionStoreSetting::Memory).unwrap())
}

async fn sealed_by(store: &Store) -> Record {
    let mut session = record("maya");
    store.create(&mut session).await.unwrap();
    store.insert_tokens(session.id, &tokens(1)).await.unwrap();
    session
}
