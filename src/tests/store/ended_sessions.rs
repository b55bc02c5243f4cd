//! Sessions that ended at the provider.

use leptos_entra::server::session::{session_key, store::backend::NewSession};
use serde_json::json;
use tower_sessions::{SessionStore as _, session::Id};

use super::{
    facade_sessions::{record, store},
    records::{Shared, id, session},
};

pub async fn an_ended_user_is_found_once_and_with_the_session_id_only(backend: Shared) {
    let store = store(&backend);
    let (mut ended, mut other) = (record("maya"), record("theo"));
    for session in [&mut ended, &mut other] {
        store.create(session).await.unwrap();
    }
    assert!(store.take_ended_user(ended.id).await.unwrap().is_none(), "the session has not ended");
    let found = store.sessions_at_provider("rp", "sid of maya").await.unwrap();
    assert_eq!(store.end_at_provider(&found).await.unwrap(), 1);
    assert!(store.load(&ended.id).await.unwrap().is_none());
    assert!(store.take_ended_user(Id::default()).await.unwrap().is_none());
    assert!(store.take_ended_user(other.id).await.unwrap().is_none());
    let user = store.take_ended_user(ended.id).await.unwrap().unwrap();
    assert_eq!(user.subject, "maya");
    assert!(store.take_ended_user(ended.id).await.unwrap().is_none());
    assert!(store.load(&other.id).await.unwrap().is_some());
}

pub async fn given_a_changed_session_then_its_ended_user_is_found(backend: Shared) {
    let store = store(&backend);
    let mut created = record("maya");
    store.create(&mut created).await.unwrap();
    let mut loaded = store.load(&created.id).await.unwrap().unwrap();
    loaded.data.insert("note".to_owned(), json!("changed"));
    store.save(&loaded).await.unwrap();
    store.end_keys_at_provider(&[session_key(created.id)]).await.unwrap();
    assert_eq!(store.take_ended_user(created.id).await.unwrap().unwrap().subject, "maya");
}

pub async fn a_70_the_record_of_an_ended_session_is_no_session(backend: Shared) {
    let store = store(&backend);
    let mut ended = record("maya");
    store.create(&mut ended).await.unwrap();
    let key = session_key(ended.id);
    let before = backend.session(key).await.unwrap().unwrap();
    store.end_keys_at_provider(&[key]).await.unwrap();
    let kept = backend.find(id("ended-session", key.to_bytes().into()), 0).await.unwrap().unwrap();
    assert!(!kept.windows(before.record.len()).any(|part| part == before.record), "the copy has a second seal");
    let restored = NewSession { record: kept, revision: before.revision, ..session(key, None) };
    assert!(backend.insert_session(restored, before.seen_at).await.unwrap());
    assert!(store.load(&ended.id).await.unwrap().is_none());
}
