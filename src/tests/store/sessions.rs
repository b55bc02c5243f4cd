//! Sessions in a backend: inserted once, saved with a compare-and-swap, and never created again by an update.

use leptos_entra::server::session::store::backend::SessionFilter;

use super::records::{NOW, Shared, at_once, key, last_use, save, session, sweep_all};

pub async fn an_inserted_session_is_found(backend: Shared) {
    assert!(backend.insert_session(session(key(1), Some(key(9))), NOW).await.unwrap());
    let found = backend.session(key(1)).await.unwrap().unwrap();
    assert_eq!(found.record, b"record\0\xff");
    assert_eq!((found.revision, found.expires_at, found.seen_at), (1, NOW + 100, NOW));
}

pub async fn an_insert_with_a_used_key_fails(backend: Shared) {
    backend.insert_session(session(key(1), None), NOW).await.unwrap();
    let mut other = session(key(1), Some(key(9)));
    other.record = b"other".to_vec();
    assert!(!backend.insert_session(other, NOW).await.unwrap());
    assert_eq!(backend.session(key(1)).await.unwrap().unwrap().record, b"record\0\xff");
    assert!(backend.list_sessions(SessionFilter::OfPerson(key(9))).await.unwrap().is_empty());
}

pub async fn given_concurrent_inserts_of_a_key_then_one_succeeds(backend: Shared) {
    let inserted = at_once(|_| {
        let backend = backend.clone();
        async move { backend.insert_session(session(key(1), None), NOW).await.unwrap() }
    });
    assert_eq!(inserted.await, 1);
}

pub async fn an_unknown_session_is_not_found(backend: Shared) {
    assert!(backend.session(key(1)).await.unwrap().is_none());
    assert!(!backend.update_session(key(1), save([0, 0], Vec::new(), 0, NOW)).await.unwrap());
}

pub async fn given_another_revision_then_a_save_fails(backend: Shared) {
    backend.insert_session(session(key(1), None), NOW).await.unwrap();
    assert!(!backend.update_session(key(1), save([7, 8], b"wrong".to_vec(), 8, NOW + 1)).await.unwrap());
    assert!(backend.update_session(key(1), save([1, i64::MIN], b"new".to_vec(), i64::MIN, NOW + 50)).await.unwrap());
    let found = backend.session(key(1)).await.unwrap().unwrap();
    assert_eq!((found.record.as_slice(), found.revision, found.expires_at), (b"new".as_slice(), i64::MIN, NOW + 50));
}

pub async fn given_its_own_revision_then_a_request_may_save_again(backend: Shared) {
    backend.insert_session(session(key(1), None), NOW).await.unwrap();
    for _ in 0..2 {
        assert!(backend.update_session(key(1), save([1, 2], b"mine".to_vec(), 2, NOW + 100)).await.unwrap());
    }
    assert!(!backend.update_session(key(1), save([1, 3], b"theirs".to_vec(), 3, NOW + 100)).await.unwrap());
}

pub async fn given_concurrent_saves_of_a_revision_then_one_succeeds(backend: Shared) {
    backend.insert_session(session(key(1), None), NOW).await.unwrap();
    let replaced = at_once(|number| {
        let (backend, mark) = (backend.clone(), 10 + i64::try_from(number).unwrap());
        async move { backend.update_session(key(1), save([1, mark], vec![1], mark, NOW + 100)).await.unwrap() }
    });
    assert_eq!(replaced.await, 1);
}

pub async fn a_replacement_does_not_revive_an_ended_session(backend: Shared) {
    backend.insert_session(session(key(1), None), NOW).await.unwrap();
    backend.end_sessions(&[key(1)]).await.unwrap();
    assert!(!backend.update_session(key(1), save([1, 2], b"new".to_vec(), 2, NOW + 100)).await.unwrap());
    assert!(backend.session(key(1)).await.unwrap().is_none());
}

pub async fn an_update_of_the_last_use_revives_no_ended_session(backend: Shared) {
    backend.insert_session(session(key(1), None), NOW).await.unwrap();
    backend.end_sessions(&[key(1)]).await.unwrap();
    backend.update_session(key(1), last_use(NOW + 60)).await.unwrap();
    assert!(backend.session(key(1)).await.unwrap().is_none());
    assert!(backend.insert_session(session(key(1), None), NOW).await.unwrap());
}

pub async fn an_update_of_the_last_use_changes_nothing_else(backend: Shared) {
    backend.insert_session(session(key(1), Some(key(9))), NOW).await.unwrap();
    let before = backend.session(key(1)).await.unwrap().unwrap();
    backend.update_session(key(1), last_use(NOW + 60)).await.unwrap();
    let after = backend.session(key(1)).await.unwrap().unwrap();
    assert_eq!(after.seen_at, NOW + 60);
    assert_eq!((after.record, after.revision, after.expires_at), (before.record, before.revision, before.expires_at));
}

pub async fn ending_returns_the_number_of_ended_sessions(backend: Shared) {
    backend.insert_session(session(key(1), None), NOW).await.unwrap();
    assert_eq!(backend.end_sessions(&[key(1)]).await.unwrap(), 1);
    assert_eq!(backend.end_sessions(&[key(1)]).await.unwrap(), 0);
    assert!(backend.session(key(1)).await.unwrap().is_none());
}

pub async fn given_concurrent_ends_then_one_ends_the_session(backend: Shared) {
    backend.insert_session(session(key(1), Some(key(9))), NOW).await.unwrap();
    let ended = at_once(|_| {
        let backend = backend.clone();
        async move { backend.end_sessions(&[key(1)]).await.unwrap() == 1 }
    });
    assert_eq!(ended.await, 1);
}

pub async fn a_session_ended_during_a_replacement_stays_ended(backend: Shared) {
    for round in 0..20 {
        let own = key(round);
        backend.insert_session(session(own, None), NOW).await.unwrap();
        let (replacing, ending) = (backend.clone(), backend.clone());
        let replace = async move {
            for mark in 2..8 {
                replacing.update_session(own, save([mark - 1, mark], vec![2], mark, NOW + 100)).await.unwrap();
                replacing.update_session(own, last_use(NOW + mark)).await.unwrap();
            }
        };
        let (replaced, ended) = tokio::join!(
            tokio::spawn(replace),
            tokio::spawn(async move { ending.end_sessions(&[own]).await.unwrap() == 1 })
        );
        replaced.unwrap();
        assert!(ended.unwrap());
        assert!(backend.session(own).await.unwrap().is_none());
    }
}

pub async fn a_sweep_deletes_only_expired_and_idle_sessions(backend: Shared) {
    let mut old = session(key(1), None);
    old.expires_at = NOW;
    backend.insert_session(old, NOW).await.unwrap();
    backend.insert_session(session(key(2), None), NOW - 60).await.unwrap();
    backend.insert_session(session(key(3), None), NOW).await.unwrap();
    sweep_all(&backend, NOW, NOW - 60).await;
    assert!(backend.session(key(3)).await.unwrap().is_some());
    for gone in [key(1), key(2)] {
        // Redis has no sweep and deletes an expired session later by itself. Until then it must be recognizable as
        // expired or idle.
        assert!(
            backend
                .session(gone)
                .await
                .unwrap()
                .is_none_or(|found| found.expires_at <= NOW || found.seen_at <= NOW - 60)
        );
    }
}

pub async fn a_sweep_is_bounded_and_returns_its_count(backend: Shared) {
    for number in 0..25 {
        backend.insert_session(session(key(number), None), NOW - 60).await.unwrap();
    }
    assert!(backend.sweep(NOW, NOW - 60, 10).await.unwrap() <= 20);
    sweep_all(&backend, NOW, NOW - 60).await;
    assert_eq!(backend.sweep(NOW, NOW - 60, 10).await.unwrap(), 0);
}
