//! Short-lived records in a backend: written, found, taken, removed and swept.

use leptos_entra::server::session::store::backend::{PutCondition, RecordFilter, ShortLived};

use super::records::{NOW, Shared, at_once, id, key, request, short_lived, sweep_all, taken};

pub async fn a_record_is_found_until_it_expires(backend: Shared) {
    backend.put(short_lived("a", key(1), key(2)), PutCondition::Always).await.unwrap();
    assert_eq!(backend.find(id("a", key(1)), NOW + 99).await.unwrap().unwrap(), b"short\0lived");
    assert!(backend.find(id("a", key(1)), NOW + 100).await.unwrap().is_none());
    assert!(backend.find(id("a", key(2)), NOW).await.unwrap().is_none());
}

pub async fn records_of_different_kinds_are_separate(backend: Shared) {
    backend.put(short_lived("a", key(1), key(2)), PutCondition::Always).await.unwrap();
    assert!(backend.find(id("b", key(1)), NOW).await.unwrap().is_none());
    assert!(taken(&backend, request("b", key(1), key(2), NOW)).await.is_none());
    backend.remove(RecordFilter::Id(id("b", key(1)))).await.unwrap();
    backend.remove(RecordFilter::OfBrowser { kind: "b", browser: key(2) }).await.unwrap();
    assert!(backend.find(id("a", key(1)), NOW).await.unwrap().is_some());
}

pub async fn a_record_replaces_another_with_its_key(backend: Shared) {
    backend.put(short_lived("a", key(1), key(2)), PutCondition::Always).await.unwrap();
    let other = ShortLived { record: b"other".to_vec(), ..short_lived("a", key(1), key(3)) };
    backend.put(other, PutCondition::Always).await.unwrap();
    assert_eq!(backend.find(id("a", key(1)), NOW).await.unwrap().unwrap(), b"other");
    assert!(taken(&backend, request("a", key(1), key(2), NOW)).await.is_none());
    assert!(taken(&backend, request("a", key(1), key(3), NOW)).await.is_some());
}

pub async fn an_insert_if_absent_fails_until_the_record_expires(backend: Shared) {
    assert!(backend.put(short_lived("a", key(1), key(2)), PutCondition::IfAbsent { now: NOW }).await.unwrap());
    let other = ShortLived { record: b"other".to_vec(), expires_at: NOW + 300, ..short_lived("a", key(1), key(3)) };
    assert!(!backend.put(other.clone(), PutCondition::IfAbsent { now: NOW + 99 }).await.unwrap());
    assert_eq!(backend.find(id("a", key(1)), NOW).await.unwrap().unwrap(), b"short\0lived");
    assert!(backend.put(other, PutCondition::IfAbsent { now: NOW + 100 }).await.unwrap());
    assert_eq!(backend.find(id("a", key(1)), NOW + 100).await.unwrap().unwrap(), b"other");
    assert!(taken(&backend, request("a", key(1), key(3), NOW + 100)).await.is_some());
}

pub async fn given_concurrent_inserts_then_one_succeeds(backend: Shared) {
    let expired = ShortLived { expires_at: NOW, ..short_lived("a", key(1), key(2)) };
    backend.put(expired, PutCondition::Always).await.unwrap();
    let put = at_once(|_| {
        let backend = backend.clone();
        async move { backend.put(short_lived("a", key(1), key(2)), PutCondition::IfAbsent { now: NOW }).await.unwrap() }
    });
    assert_eq!(put.await, 1);
}

pub async fn a_record_is_taken_once_and_by_its_browser_only(backend: Shared) {
    backend.put(short_lived("a", key(1), key(2)), PutCondition::Always).await.unwrap();
    assert!(taken(&backend, request("a", key(1), key(3), NOW)).await.is_none());
    assert_eq!(taken(&backend, request("a", key(1), key(2), NOW)).await.unwrap(), b"short\0lived");
    assert!(taken(&backend, request("a", key(1), key(2), NOW)).await.is_none());
    assert!(backend.find(id("a", key(1)), NOW).await.unwrap().is_none());
}

pub async fn given_concurrent_takes_of_a_record_then_one_gets_it(backend: Shared) {
    backend.put(short_lived("a", key(1), key(2)), PutCondition::Always).await.unwrap();
    let taken = at_once(|_| {
        let backend = backend.clone();
        async move { taken(&backend, request("a", key(1), key(2), NOW)).await.is_some() }
    });
    assert_eq!(taken.await, 1);
}

pub async fn an_expired_record_is_not_taken(backend: Shared) {
    backend.put(short_lived("a", key(1), key(2)), PutCondition::Always).await.unwrap();
    assert!(taken(&backend, request("a", key(1), key(2), NOW + 100)).await.is_none());
}

pub async fn a_replacement_needs_a_record_of_the_same_browser(backend: Shared) {
    let new = ShortLived { record: b"new".to_vec(), expires_at: NOW + 200, ..short_lived("a", key(1), key(2)) };
    assert!(!backend.put(new.clone(), PutCondition::IfPresent).await.unwrap());
    backend.put(short_lived("a", key(1), key(2)), PutCondition::Always).await.unwrap();
    assert!(!backend.put(ShortLived { browser: key(3), ..new.clone() }, PutCondition::IfPresent).await.unwrap());
    assert!(backend.put(new, PutCondition::IfPresent).await.unwrap());
    assert_eq!(backend.find(id("a", key(1)), NOW + 199).await.unwrap().unwrap(), b"new");
}

pub async fn a_removed_record_is_gone(backend: Shared) {
    backend.put(short_lived("a", key(1), key(2)), PutCondition::Always).await.unwrap();
    backend.remove(RecordFilter::Id(id("a", key(1)))).await.unwrap();
    assert!(backend.find(id("a", key(1)), NOW).await.unwrap().is_none());
    assert!(!backend.put(short_lived("a", key(1), key(2)), PutCondition::IfPresent).await.unwrap());
    backend.remove(RecordFilter::Id(id("a", key(1)))).await.unwrap();
}

pub async fn all_records_of_a_browser_are_removed_at_once(backend: Shared) {
    for own in [1, 2] {
        backend.put(short_lived("a", key(own), key(7)), PutCondition::Always).await.unwrap();
    }
    backend.put(short_lived("a", key(3), key(8)), PutCondition::Always).await.unwrap();
    backend.remove(RecordFilter::OfBrowser { kind: "a", browser: key(7) }).await.unwrap();
    for (own, is_present) in [(1, false), (2, false), (3, true)] {
        assert_eq!(backend.find(id("a", key(own)), NOW).await.unwrap().is_some(), is_present);
    }
}

pub async fn expired_records_are_swept_and_live_ones_stay(backend: Shared) {
    backend.put(short_lived("a", key(1), key(2)), PutCondition::Always).await.unwrap();
    backend
        .put(ShortLived { expires_at: NOW + 200, ..short_lived("a", key(3), key(2)) }, PutCondition::Always)
        .await
        .unwrap();
    sweep_all(&backend, NOW + 100, 0).await;
    assert!(backend.find(id("a", key(1)), NOW + 100).await.unwrap().is_none());
    assert!(backend.find(id("a", key(3)), NOW + 100).await.unwrap().is_some());
}
