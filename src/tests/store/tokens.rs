//! Tokens in a backend: they are deleted with their session, and a lease lets one process at a time refresh them.

use leptos_entra::server::session::store::backend::{LeaseChange, TokenCondition};

use super::records::{NOW, Shared, acquire, at_once, key, session, sweep_all, with_tokens};

pub async fn tokens_are_found_with_their_version(backend: Shared) {
    with_tokens(&backend, key(1)).await;
    let found = backend.tokens(key(1)).await.unwrap().unwrap();
    assert_eq!((found.tokens.as_slice(), found.version), (b"tokens".as_slice(), 1));
    assert!(backend.put_tokens(key(1), b"new\0\xff".to_vec(), TokenCondition::IfVersion(1)).await.unwrap());
    let found = backend.tokens(key(1)).await.unwrap().unwrap();
    assert_eq!((found.tokens.as_slice(), found.version), (b"new\0\xff".as_slice(), 2));
}

pub async fn tokens_cannot_be_written_without_a_session(backend: Shared) {
    assert!(!backend.put_tokens(key(1), b"tokens".to_vec(), TokenCondition::Always).await.unwrap());
    assert!(backend.tokens(key(1)).await.unwrap().is_none());
    backend.insert_session(session(key(1), None), NOW).await.unwrap();
    assert!(backend.tokens(key(1)).await.unwrap().is_none());
    assert!(!backend.put_tokens(key(1), Vec::new(), TokenCondition::IfVersion(0)).await.unwrap());
}

pub async fn given_an_ended_session_then_its_tokens_are_deleted(backend: Shared) {
    with_tokens(&backend, key(1)).await;
    with_tokens(&backend, key(2)).await;
    backend.end_sessions(&[key(1)]).await.unwrap();
    assert!(backend.tokens(key(1)).await.unwrap().is_none());
    assert!(backend.tokens(key(2)).await.unwrap().is_some());
}

pub async fn given_a_swept_session_then_its_tokens_are_deleted(backend: Shared) {
    with_tokens(&backend, key(1)).await;
    sweep_all(&backend, NOW + 100, NOW - 1).await;
    let session = backend.session(key(1)).await.unwrap();
    assert_eq!(backend.tokens(key(1)).await.unwrap().is_some(), session.is_some());
}

pub async fn given_an_unconditional_write_then_the_version_is_1_again(backend: Shared) {
    with_tokens(&backend, key(1)).await;
    backend.put_tokens(key(1), b"new".to_vec(), TokenCondition::IfVersion(1)).await.unwrap();
    assert!(backend.lease_tokens(key(1), acquire(5, NOW, NOW + 10)).await.unwrap());
    assert!(backend.put_tokens(key(1), b"again".to_vec(), TokenCondition::Always).await.unwrap());
    assert_eq!(backend.tokens(key(1)).await.unwrap().unwrap().version, 1);
    assert!(backend.lease_tokens(key(1), acquire(6, NOW, NOW + 10)).await.unwrap());
}

pub async fn given_concurrent_token_replacements_then_one_succeeds(backend: Shared) {
    with_tokens(&backend, key(1)).await;
    let replaced = at_once(|number| {
        let backend = backend.clone();
        async move {
            backend.put_tokens(key(1), vec![u8::try_from(number).unwrap()], TokenCondition::IfVersion(1)).await.unwrap()
        }
    });
    assert_eq!(replaced.await, 1);
    assert_eq!(backend.tokens(key(1)).await.unwrap().unwrap().version, 2);
}

pub async fn a_replacement_does_not_revive_deleted_tokens(backend: Shared) {
    with_tokens(&backend, key(1)).await;
    backend.end_sessions(&[key(1)]).await.unwrap();
    assert!(!backend.put_tokens(key(1), b"new".to_vec(), TokenCondition::IfVersion(1)).await.unwrap());
    assert!(backend.tokens(key(1)).await.unwrap().is_none());
    assert!(backend.session(key(1)).await.unwrap().is_none());
}

pub async fn given_concurrent_leases_then_one_is_granted(backend: Shared) {
    with_tokens(&backend, key(1)).await;
    let leased = at_once(|number| {
        let (backend, owner) = (backend.clone(), i64::try_from(number).unwrap() - 8);
        async move { backend.lease_tokens(key(1), acquire(owner, NOW, NOW + 10)).await.unwrap() }
    });
    assert_eq!(leased.await, 1);
}

pub async fn a_lease_expires_and_its_owner_may_renew_it(backend: Shared) {
    with_tokens(&backend, key(1)).await;
    assert!(backend.lease_tokens(key(1), acquire(5, NOW, NOW + 10)).await.unwrap());
    assert!(backend.lease_tokens(key(1), acquire(5, NOW, NOW + 10)).await.unwrap(), "its owner may have it longer");
    assert!(!backend.lease_tokens(key(1), acquire(6, NOW + 9, NOW + 20)).await.unwrap());
    assert!(backend.lease_tokens(key(1), acquire(6, NOW + 10, NOW + 20)).await.unwrap());
    assert!(!backend.lease_tokens(key(1), acquire(5, NOW + 10, NOW + 20)).await.unwrap());
}

pub async fn a_token_replacement_ends_the_lease(backend: Shared) {
    with_tokens(&backend, key(1)).await;
    assert!(backend.lease_tokens(key(1), acquire(5, NOW, NOW + 10)).await.unwrap());
    assert!(backend.put_tokens(key(1), b"new".to_vec(), TokenCondition::IfVersion(1)).await.unwrap());
    assert!(backend.lease_tokens(key(1), acquire(6, NOW, NOW + 10)).await.unwrap());
}

pub async fn only_the_owner_can_release_a_lease(backend: Shared) {
    with_tokens(&backend, key(1)).await;
    assert!(backend.lease_tokens(key(1), acquire(i64::MIN, NOW, NOW + 10)).await.unwrap());
    backend.lease_tokens(key(1), LeaseChange::Release { owner: 6 }).await.unwrap();
    assert!(!backend.lease_tokens(key(1), acquire(6, NOW, NOW + 10)).await.unwrap());
    backend.lease_tokens(key(1), LeaseChange::Release { owner: i64::MIN }).await.unwrap();
    assert!(backend.lease_tokens(key(1), acquire(6, NOW, NOW + 10)).await.unwrap());
}

pub async fn a_lease_cannot_be_acquired_without_tokens(backend: Shared) {
    assert!(!backend.lease_tokens(key(1), acquire(5, NOW, NOW + 10)).await.unwrap());
    backend.insert_session(session(key(1), None), NOW).await.unwrap();
    assert!(!backend.lease_tokens(key(1), acquire(5, NOW, NOW + 10)).await.unwrap());
    backend.lease_tokens(key(2), LeaseChange::Release { owner: 5 }).await.unwrap();
    assert!(backend.session(key(2)).await.unwrap().is_none());
}

pub async fn given_an_ended_key_when_inserted_again_then_it_has_no_tokens(backend: Shared) {
    with_tokens(&backend, key(1)).await;
    backend.end_sessions(&[key(1)]).await.unwrap();
    backend.insert_session(session(key(1), None), NOW).await.unwrap();
    assert!(backend.tokens(key(1)).await.unwrap().is_none());
}
