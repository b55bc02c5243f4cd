//! Takes that replace a record in one atomic step: only one call gets the record.

use leptos_entra::server::session::store::backend::{PutCondition, ShortLived, Taken};

use super::records::{NOW, Shared, at_once, exchange, id, key, short_lived};

fn replacement() -> ShortLived {
    ShortLived { record: b"replacement".to_vec(), expires_at: NOW + 30, ..short_lived("new", key(1), key(2)) }
}

pub async fn the_first_take_gets_the_record_the_next_the_replacement(backend: Shared) {
    backend.put(short_lived("old", key(1), key(2)), PutCondition::Always).await.unwrap();
    let first = exchange(&*backend, "old", replacement(), NOW).await.unwrap();
    assert_eq!(first, Taken::Record(b"short\0lived".to_vec()));
    let late = ShortLived { record: b"late".to_vec(), ..replacement() };
    let next = exchange(&*backend, "old", late, NOW).await.unwrap();
    assert_eq!(next, Taken::Replacement(b"replacement".to_vec()));
    assert!(backend.find(id("old", key(1)), NOW).await.unwrap().is_none());
}

pub async fn another_browser_cannot_exchange_a_record(backend: Shared) {
    backend.put(short_lived("old", key(1), key(2)), PutCondition::Always).await.unwrap();
    let stranger = ShortLived { browser: key(3), ..replacement() };
    assert_eq!(exchange(&*backend, "old", stranger.clone(), NOW).await.unwrap(), Taken::Nothing);
    exchange(&*backend, "old", replacement(), NOW).await.unwrap();
    assert_eq!(exchange(&*backend, "old", stranger, NOW).await.unwrap(), Taken::Nothing);
    assert_eq!(backend.find(id("new", key(1)), NOW).await.unwrap().unwrap(), b"replacement");
}

pub async fn given_no_record_then_a_take_writes_no_replacement(backend: Shared) {
    assert_eq!(exchange(&*backend, "old", replacement(), NOW).await.unwrap(), Taken::Nothing);
    assert!(backend.find(id("new", key(1)), NOW).await.unwrap().is_none());
}

pub async fn an_expired_record_is_not_exchanged(backend: Shared) {
    backend.put(short_lived("old", key(1), key(2)), PutCondition::Always).await.unwrap();
    assert_eq!(exchange(&*backend, "old", replacement(), NOW + 100).await.unwrap(), Taken::Nothing);
}

pub async fn an_expired_replacement_is_not_returned(backend: Shared) {
    backend.put(short_lived("old", key(1), key(2)), PutCondition::Always).await.unwrap();
    exchange(&*backend, "old", replacement(), NOW).await.unwrap();
    let before = exchange(&*backend, "old", replacement(), NOW + 29).await.unwrap();
    assert!(matches!(before, Taken::Replacement(_)));
    assert_eq!(exchange(&*backend, "old", replacement(), NOW + 30).await.unwrap(), Taken::Nothing);
}

pub async fn given_concurrent_exchanges_then_one_gets_the_record(backend: Shared) {
    for round in 0..10 {
        let (old, browser) = (key(round), key(200));
        backend.put(short_lived("old", old, browser), PutCondition::Always).await.unwrap();
        let first = at_once(|_| {
            let backend = backend.clone();
            async move {
                let new = ShortLived { id: id("new", old), browser, ..replacement() };
                match exchange(&*backend, "old", new, NOW).await.unwrap() {
                    Taken::Record(_) => true,
                    Taken::Replacement(record) => {
                        assert_eq!(record, b"replacement");
                        false
                    }
                    Taken::Nothing => panic!("every call after the first gets the replacement"),
                }
            }
        });
        assert_eq!(first.await, 1);
    }
}

pub async fn the_replacement_can_be_replaced(backend: Shared) {
    backend.put(short_lived("old", key(1), key(2)), PutCondition::Always).await.unwrap();
    exchange(&*backend, "old", replacement(), NOW).await.unwrap();
    let known = ShortLived { record: b"known".to_vec(), expires_at: NOW + 60, ..replacement() };
    assert!(backend.put(known, PutCondition::IfPresent).await.unwrap());
    let before = exchange(&*backend, "old", replacement(), NOW + 59).await.unwrap();
    assert_eq!(before, Taken::Replacement(b"known".to_vec()));
}
