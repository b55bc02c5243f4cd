//! Sealed records: a record that cannot be opened ends its session and no other.

use leptos_entra::server::session::{
    BrowserKey, KeyRing, ResponseLookup, SessionKey, Store,
    keys::MasterKey,
    session_key,
    store::{
        StoreError,
        backend::{ShortLived, Taken, TokenCondition},
    },
};
use openidconnect::CsrfToken;
use tower_sessions::{SessionStore as _, session::Record};

use super::{
    facade_sessions::{record, tokens},
    facade_transactions::{RESPONSE_HASH, opened, record_key},
    records::{Shared, exchange, id, save},
};

/// Returns a store, and two sessions with tokens in the store.
async fn two_sessions(backend: &Shared) -> (Store, Record, Record) {
    let store = Store::with_backend(backend.clone(), KeyRing::random().unwrap());
    let (mut one, mut other) = (record("maya"), record("theo"));
    for session in [&mut one, &mut other] {
        store.create(session).await.unwrap();
        store.insert_tokens(session.id, &tokens(1)).await.unwrap();
    }
    (store, one, other)
}

/// Replaces the sealed record of a session and keeps the session's revision.
async fn put_record(backend: &Shared, key: SessionKey, bytes: Vec<u8>) {
    let found = backend.session(key).await.unwrap().unwrap();
    assert!(
        backend.update_session(key, save([found.revision; 2], bytes, found.revision, found.expires_at)).await.unwrap()
    );
}

pub async fn a_changed_record_ends_only_its_own_session(backend: Shared) {
    let (store, one, other) = two_sessions(&backend).await;
    let key = session_key(one.id);
    let mut bytes = backend.session(key).await.unwrap().unwrap().record;
    *bytes.last_mut().unwrap() ^= 1;
    put_record(&backend, key, bytes).await;
    assert!(store.load(&one.id).await.unwrap().is_none());
    assert!(backend.session(key).await.unwrap().is_none());
    assert!(store.tokens(one.id).await.unwrap().is_none());
    assert!(store.load(&other.id).await.unwrap().is_some());
}

pub async fn records_of_two_sessions_cannot_be_swapped(backend: Shared) {
    let (store, one, other) = two_sessions(&backend).await;
    let theirs = backend.session(session_key(other.id)).await.unwrap().unwrap().record;
    put_record(&backend, session_key(one.id), theirs).await;
    assert!(store.load(&one.id).await.unwrap().is_none());
    assert!(store.load(&other.id).await.unwrap().is_some());
}

pub async fn an_older_record_of_the_same_session_is_rejected(backend: Shared) {
    let (store, one, _) = two_sessions(&backend).await;
    let key = session_key(one.id);
    let older = backend.session(key).await.unwrap().unwrap().record;
    let loaded = store.load(&one.id).await.unwrap().unwrap();
    store.save(&loaded).await.unwrap();
    put_record(&backend, key, older).await;
    assert!(store.load(&one.id).await.unwrap().is_none());
}

pub async fn undecryptable_tokens_end_their_session(backend: Shared) {
    let (store, one, other) = two_sessions(&backend).await;
    let bytes = b"nothing that was ever sealed".to_vec();
    assert!(backend.put_tokens(session_key(one.id), bytes, TokenCondition::IfVersion(1)).await.unwrap());
    assert!(store.tokens(one.id).await.unwrap().is_none());
    assert!(store.load(&one.id).await.unwrap().is_none());
    assert!(store.tokens(other.id).await.unwrap().is_some());
}

pub async fn tokens_of_two_sessions_cannot_be_swapped(backend: Shared) {
    let (store, one, other) = two_sessions(&backend).await;
    let theirs = backend.tokens(session_key(other.id)).await.unwrap().unwrap().tokens;
    assert!(backend.put_tokens(session_key(one.id), theirs, TokenCondition::Always).await.unwrap());
    assert!(store.tokens(one.id).await.unwrap().is_none());
}

pub async fn a_missing_key_ends_only_the_sessions_that_it_sealed(backend: Shared) {
    let old = Store::with_backend(backend.clone(), KeyRing::of(vec![MasterKey::new(&[1; 32], 0)]));
    let new = Store::with_backend(backend.clone(), KeyRing::of(vec![MasterKey::new(&[2; 32], 0)]));
    let (mut earlier, mut later) = (record("maya"), record("theo"));
    old.create(&mut earlier).await.unwrap();
    new.create(&mut later).await.unwrap();
    assert!(new.load(&earlier.id).await.unwrap().is_none());
    assert!(new.load(&later.id).await.unwrap().is_some());
}

pub async fn given_a_new_key_then_records_of_the_old_key_still_open(backend: Shared) {
    let old = Store::with_backend(backend.clone(), KeyRing::of(vec![MasterKey::new(&[1; 32], 0)]));
    let both = KeyRing::of(vec![MasterKey::new(&[2; 32], 1), MasterKey::new(&[1; 32], 0)]);
    let new = Store::with_backend(backend.clone(), both);
    let mut session = record("maya");
    old.create(&mut session).await.unwrap();
    old.insert_tokens(session.id, &tokens(1)).await.unwrap();
    assert_eq!(new.load(&session.id).await.unwrap().unwrap().data["user"], session.data["user"]);
    assert!(new.tokens(session.id).await.unwrap().is_some());
}

pub async fn given_a_short_lived_record_of_another_key_then_it_is_missing(backend: Shared) {
    let store = Store::with_backend(backend.clone(), KeyRing::random().unwrap());
    let stranger = Store::with_backend(backend.clone(), KeyRing::random().unwrap());
    let (state, cookie) = opened(&store).await;
    let arrival = stranger.take_transaction(&state, &cookie, RESPONSE_HASH).await.unwrap();
    assert!(matches!(arrival, ResponseLookup::Unknown));
    store.open_admin_consent(&state, &cookie).await.unwrap();
    assert!(!stranger.take_admin_consent(&state, &cookie).await.unwrap());
}

pub async fn the_backend_contains_no_plain_text(backend: Shared) {
    let (store, one, _) = two_sessions(&backend).await;
    let key = session_key(one.id);
    let (state, cookie) = opened(&store).await;
    let taken = exchange(&*backend, "sign-in", probe(&state, cookie.hash().into()), 0).await.unwrap();
    let Taken::Record(transaction) = taken else { panic!("the transaction was there") };
    let session = backend.session(key).await.unwrap().unwrap().record;
    let tokens = backend.tokens(key).await.unwrap().unwrap().tokens;
    for bytes in [session, tokens, transaction] {
        for clear in [&b"maya"[..], b"user", b"access", b"refresh", b"vvvv", b"return_to", &one.id.0.to_le_bytes()] {
            assert!(!bytes.windows(clear.len()).any(|window| window == clear));
        }
    }
}

fn probe(state: &CsrfToken, browser: BrowserKey) -> ShortLived {
    ShortLived { id: id("probe", record_key(state)), browser, record: Vec::new(), expires_at: i64::MAX }
}

pub async fn a_store_without_a_key_rejects_writes(backend: Shared) {
    let store = Store::with_backend(backend, KeyRing::of(Vec::new()));
    let (mut session, id) = (record("maya"), record("maya").id);
    assert!(store.create(&mut session).await.is_err());
    assert!(matches!(store.insert_tokens(id, &tokens(1)).await, Err(StoreError::NoKey)));
}
