//! Sessions in the session store: created once, saved with a compare-and-swap, ended for good.

use std::{collections::HashMap, time::Duration};

use leptos_entra::server::{
    clock,
    config::SessionLifetimes,
    session::{
        self, KeyRing, MOST_SESSIONS_OF_A_USER, NewSignIn, ParkedSessions, Person, Store, TokenSet, UserSession,
        Visitor, session_key,
        store::{StoreError, backend::SessionFilter},
    },
};
use serde_json::json;
use tower_sessions::{
    SessionStore as _,
    session::{Id, Record},
};

use super::records::{Shared, last_use, save};

/// Returns a store over a backend, with random keys.
pub fn store(backend: &Shared) -> Store {
    Store::with_backend(backend.clone(), KeyRing::random().unwrap())
}

/// Returns a new session of the user with this name.
pub fn record(name: &str) -> Record {
    let data = HashMap::from([("user".to_owned(), serde_json::to_value(user(name)).unwrap())]);
    Record { id: Id::default(), data, expiry_date: clock::now() + SessionLifetimes::default().absolute }
}

/// Returns the user with this name.
pub fn user(name: &str) -> UserSession {
    let user = json!({
        "relying_party": "rp", "issuer": "https://login.example/v2.0", "subject": name, "tenant_id": "Tenant",
        "object_id": name, "display_name": name, "username": null, "login_hint": null,
        "provider_session": format!("sid of {name}"), "signed_in_at": 0,
    });
    serde_json::from_value(user).unwrap()
}

/// Returns tokens of a session that expire at this time.
pub fn tokens(expires_at: i64) -> TokenSet {
    let scopes = json!({ "resource": null, "scopes": ["User.Read"] });
    let access_token =
        json!({ "scopes": scopes, "access_token": "access", "refresh_at": expires_at, "expires_at": expires_at });
    let set = json!({ "access_tokens": [access_token], "refresh_token": "refresh", "id_token": "a.b.c" });
    serde_json::from_value(set).unwrap()
}

pub async fn a_created_session_is_loaded(backend: Shared) {
    let store = store(&backend);
    let mut created = record("maya");
    store.create(&mut created).await.unwrap();
    let loaded = store.load(&created.id).await.unwrap().unwrap();
    assert_eq!(loaded.data["user"], created.data["user"]);
    assert_eq!(loaded.expiry_date.unix_timestamp(), created.expiry_date.unix_timestamp());
    assert!(store.load(&Id::default()).await.unwrap().is_none());
}

pub async fn a_save_does_not_revive_an_ended_session(backend: Shared) {
    let store = store(&backend);
    let mut ended = record("maya");
    store.create(&mut ended).await.unwrap();
    store.delete(&ended.id).await.unwrap();
    assert!(store.save(&ended).await.is_err());
    assert_eq!(store.load(&ended.id).await.unwrap(), None);
}

pub async fn given_a_used_id_then_a_new_session_gets_another_id(backend: Shared) {
    let store = store(&backend);
    let mut first = record("maya");
    store.create(&mut first).await.unwrap();
    let mut second = Record { id: first.id, ..record("mallory") };
    store.create(&mut second).await.unwrap();
    assert_ne!(second.id, first.id);
    assert_eq!(store.load(&first.id).await.unwrap().unwrap().data["user"], first.data["user"]);
}

pub async fn given_two_concurrent_changes_then_the_second_save_fails(backend: Shared) {
    let store = store(&backend);
    let mut created = record("maya");
    store.create(&mut created).await.unwrap();
    let (mut one, other) =
        (store.load(&created.id).await.unwrap().unwrap(), store.load(&created.id).await.unwrap().unwrap());
    one.data.insert("note".to_owned(), json!("kept"));
    store.save(&one).await.unwrap();
    assert!(store.save(&other).await.is_err());
    assert_eq!(store.load(&created.id).await.unwrap().unwrap().data["note"], json!("kept"));
}

pub async fn a_request_may_save_twice(backend: Shared) {
    let store = store(&backend);
    let mut created = record("maya");
    store.create(&mut created).await.unwrap();
    store.save(&created).await.unwrap();
    let loaded = store.load(&created.id).await.unwrap().unwrap();
    store.save(&loaded).await.unwrap();
    store.save(&loaded).await.unwrap();
    assert!(store.load(&created.id).await.unwrap().is_some());
}

pub async fn tokens_exist_only_with_their_session(backend: Shared) {
    let store = store(&backend);
    let mut session = record("maya");
    assert!(matches!(store.insert_tokens(session.id, &tokens(1)).await, Err(StoreError::Gone)));
    store.create(&mut session).await.unwrap();
    store.insert_tokens(session.id, &tokens(1)).await.unwrap();
    let (_, version) = store.tokens(session.id).await.unwrap().unwrap();
    assert!(store.replace_tokens(session.id, version, &tokens(2)).await.unwrap());
    assert!(!store.replace_tokens(session.id, version, &tokens(3)).await.unwrap());
    assert!(store.tokens(session.id).await.unwrap().is_some());
    store.delete(&session.id).await.unwrap();
    assert!(store.tokens(session.id).await.unwrap().is_none());
}

pub async fn expired_and_idle_sessions_are_not_loaded(backend: Shared) {
    let store = store(&backend);
    let mut old = Record { expiry_date: clock::now() - Duration::from_secs(1), ..record("old") };
    let (mut idle, mut live) = (record("idle"), record("live"));
    for session in [&mut old, &mut idle, &mut live] {
        store.create(session).await.unwrap();
    }
    let long_ago = clock::unix_now() - SessionLifetimes::default().idle.as_secs().cast_signed() - 1;
    backend.update_session(session_key(idle.id), last_use(long_ago)).await.unwrap();
    assert_eq!(store.load(&old.id).await.unwrap(), None);
    assert_eq!(store.load(&idle.id).await.unwrap(), None);
    while store.sweep().await.unwrap() > 0 {}
    for gone in [&old, &idle] {
        // Redis deletes an expired session by itself, a little later. Until then the session can be saved, but is not
        // loaded.
        let is_forgotten = backend.session(session_key(gone.id)).await.unwrap().is_none();
        assert_eq!(store.save(gone).await.is_err(), is_forgotten);
        assert_eq!(store.load(&gone.id).await.unwrap(), None);
    }
    assert!(store.load(&live.id).await.unwrap().is_some());
}

pub async fn the_last_use_is_written_once_a_minute(backend: Shared) {
    let store = store(&backend);
    let mut session = record("maya");
    store.create(&mut session).await.unwrap();
    let key = session_key(session.id);
    let seen_at = async || backend.session(key).await.unwrap().unwrap().seen_at;
    let now = clock::unix_now();
    backend.update_session(key, last_use(now - 30)).await.unwrap();
    store.load(&session.id).await.unwrap();
    assert_eq!(seen_at().await, now - 30, "no write within the minute");
    backend.update_session(key, last_use(now - 90)).await.unwrap();
    store.load(&session.id).await.unwrap();
    assert!(seen_at().await >= now);
}

pub async fn given_a_user_then_tid_and_oid_or_iss_and_sub_find_sessions(backend: Shared) {
    let store = store(&backend);
    let (mut one, mut other) = (record("maya"), record("theo"));
    for session in [&mut one, &mut other] {
        store.create(session).await.unwrap();
    }
    let person = Person::in_tenant("tenant", "MAYA");
    let [found] = store.sessions_of(person).await.unwrap().try_into().unwrap();
    assert_eq!(found.key, session_key(one.id));
    assert_eq!(person, Person::of(&user("maya")));
    let [found] = store.sessions_at_provider("rp", "sid of theo").await.unwrap().try_into().unwrap();
    assert_eq!(found.key, session_key(other.id));
    assert!(store.sessions_at_provider("another", "sid of theo").await.unwrap().is_empty());
    let elsewhere = UserSession { tenant_id: None, ..user("maya") };
    assert_eq!(Person::of(&elsewhere), Person::of_issuer("https://login.example/v2.0", "maya"));
    assert_ne!(Person::of(&elsewhere), person);
    assert_ne!(Person::of_issuer("a", "bc"), Person::of_issuer("ab", "c"));
}

pub async fn two_stores_on_one_backend_share_sessions(backend: Shared) {
    let one = store(&backend);
    let other = one.clone();
    let mut session = record("maya");
    one.create(&mut session).await.unwrap();
    assert!(other.load(&session.id).await.unwrap().is_some());
    other.delete(&session.id).await.unwrap();
    assert!(one.load(&session.id).await.unwrap().is_none());
}

/// The attack: an attacker with write access to the database changes the column `expires_at` to extend an expired
/// session.
pub async fn given_a_changed_expiry_then_the_sealed_one_counts(backend: Shared) {
    let store = store(&backend);
    let mut expired = Record { expiry_date: clock::now() - Duration::from_secs(1), ..record("maya") };
    let mut live = record("theo");
    for session in [&mut expired, &mut live] {
        store.create(session).await.unwrap();
        let key = session_key(session.id);
        let found = backend.session(key).await.unwrap().unwrap();
        let later = found.expires_at + 1_000_000;
        let prolonged = save([found.revision; 2], found.record, found.revision, later);
        assert!(backend.update_session(key, prolonged).await.unwrap());
        assert_eq!(backend.session(key).await.unwrap().unwrap().expires_at, later);
    }
    assert_eq!(store.load(&expired.id).await.unwrap(), None);
    let loaded = store.load(&live.id).await.unwrap().unwrap();
    assert_eq!(loaded.expiry_date.unix_timestamp(), live.expiry_date.unix_timestamp());
    assert!(!loaded.data.contains_key("expires_at"));
}

pub async fn given_too_many_sessions_then_a_sign_in_ends_the_oldest(backend: Shared) {
    let store = store(&backend);
    let mut ids = Vec::new();
    for _ in 0..MOST_SESSIONS_OF_A_USER + 2 {
        let mut session = record("maya");
        store.create(&mut session).await.unwrap();
        ids.push(session.id);
    }
    let mut other = record("theo");
    store.create(&mut other).await.unwrap();
    let (user, tokens) = (user("maya"), tokens(1));
    let visitor = Visitor { brought: Some(ids[0]), parked: ParkedSessions::default(), browser: "Firefox".to_owned() };
    let sign_in = NewSignIn { user: &user, tokens: &tokens, replaces: None, adds_account: false };
    let (established, _) = session::establish(&store, &visitor, sign_in).await.unwrap();
    let left = store.sessions_of(Person::of(&user)).await.unwrap();
    assert_eq!(left.len(), MOST_SESSIONS_OF_A_USER);
    assert!(left.iter().any(|session| session.key == session_key(established.id)));
    assert!(store.load(&ids[0]).await.unwrap().is_none(), "the session of the browser was replaced");
    assert!(store.load(&other.id).await.unwrap().is_some());
}

pub async fn given_many_sessions_when_all_end_then_one_call_ends_them(backend: Shared) {
    let store = store(&backend);
    let mut other = record("theo");
    store.create(&mut other).await.unwrap();
    for _ in 0..20 {
        store.create(&mut record("maya")).await.unwrap();
    }
    let mut listed = store.sessions_of(Person::in_tenant("tenant", "maya")).await.unwrap();
    store.end_session(listed[3].key).await.unwrap();
    listed.push(listed[5].clone());
    assert_eq!(store.end_all(&listed).await.unwrap(), 19, "each session counts once");
    assert_eq!(store.end_all(&listed).await.unwrap(), 0);
    assert!(store.load(&other.id).await.unwrap().is_some());
}

pub async fn given_a_working_store_then_the_probe_leaves_nothing(backend: Shared) {
    store(&backend).probe().await.unwrap();
    assert!(backend.list_sessions(SessionFilter::All).await.unwrap().is_empty());
}
