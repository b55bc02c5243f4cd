//! Several accounts in one browser: parked sessions, and the switch to one of them.

use leptos_entra::server::{
    clock,
    config::SessionLifetimes,
    session::{self, NewSignIn, ParkedSessions, Store, Visitor, session_key},
};
use tower_sessions::{SessionStore as _, session::Id};

use super::{
    facade_sessions::{record, store, tokens, user},
    records::{Shared, last_use},
};

/// Signs a user in. Returns the ID of the new session, and the parked sessions.
async fn sign_in(store: &Store, name: &str, brought: Option<Id>, parked: &ParkedSessions) -> (Id, ParkedSessions) {
    let (user, tokens) = (user(name), tokens(1));
    let visitor = Visitor { brought, parked: parked.clone(), browser: "Firefox".to_owned() };
    let sign_in = NewSignIn { user: &user, tokens: &tokens, replaces: None, adds_account: true };
    let (session, parked) = session::establish(store, &visitor, sign_in).await.unwrap();
    (session.id, parked)
}

async fn is_live(store: &Store, id: Id) -> bool {
    store.user_of_parked(id).await.unwrap().is_some()
}

pub async fn an_added_account_parks_the_session_of_another_user(backend: Shared) {
    let store = store(&backend);
    let (maya, parked) = sign_in(&store, "maya", None, &ParkedSessions::default()).await;
    assert!(parked.is_empty());
    let (theo, parked) = sign_in(&store, "theo", Some(maya), &parked).await;
    assert_eq!(parked.ids(), [maya]);
    assert!(is_live(&store, maya).await && is_live(&store, theo).await);
    assert!(store.tokens(maya).await.unwrap().is_some() && store.tokens(theo).await.unwrap().is_some());
}

pub async fn the_same_user_is_never_in_a_browser_twice(backend: Shared) {
    let store = store(&backend);
    let (first, parked) = sign_in(&store, "maya", None, &ParkedSessions::default()).await;
    let (second, parked) = sign_in(&store, "maya", Some(first), &parked).await;
    assert!(parked.is_empty() && !is_live(&store, first).await, "the active session was replaced");
    let (theo, parked) = sign_in(&store, "theo", Some(second), &parked).await;
    let (third, parked) = sign_in(&store, "maya", Some(theo), &parked).await;
    assert_eq!(parked.ids(), [theo]);
    assert!(!is_live(&store, second).await && is_live(&store, third).await, "the parked session was replaced");
}

pub async fn only_an_existing_session_is_parked(backend: Shared) {
    let store = store(&backend);
    let (_, parked) = sign_in(&store, "maya", Some(Id::default()), &ParkedSessions::default()).await;
    assert!(parked.is_empty());
}

pub async fn the_sixth_account_ends_the_least_recent(backend: Shared) {
    let store = store(&backend);
    let (mut active, mut parked, mut all) = (None, ParkedSessions::default(), Vec::new());
    for name in ["a", "b", "c", "d", "e", "f"] {
        let (id, rest) = sign_in(&store, name, active, &parked).await;
        (active, parked) = (Some(id), rest);
        all.push(id);
    }
    assert_eq!(parked.ids(), [all[4], all[3], all[2], all[1]]);
    assert!(!is_live(&store, all[0]).await && is_live(&store, all[1]).await);
}

pub async fn a_renewed_session_keeps_all_but_its_id(backend: Shared) {
    let store = store(&backend);
    let mut old = record("maya");
    store.create(&mut old).await.unwrap();
    store.insert_tokens(old.id, &tokens(7)).await.unwrap();
    let (held, _) = store.tokens(old.id).await.unwrap().unwrap();
    let new = session::renew(&store, old.id, &held).await.unwrap().unwrap();
    assert_ne!(new.id, old.id);
    assert!(store.load(&old.id).await.unwrap().is_none() && store.tokens(old.id).await.unwrap().is_none());
    let loaded = store.load(&new.id).await.unwrap().unwrap();
    assert_eq!(loaded.data["user"], old.data["user"]);
    assert_eq!(new.ends_at, old.expiry_date.unix_timestamp());
    assert_eq!(loaded.expiry_date.unix_timestamp(), new.ends_at, "the absolute lifetime goes on");
    let (moved, _) = store.tokens(new.id).await.unwrap().unwrap();
    assert_eq!(moved.access_tokens[0].expires_at, held.access_tokens[0].expires_at);
    assert!(session::renew(&store, old.id, &held).await.unwrap().is_none(), "it has ended");
}

pub async fn a_look_at_a_parked_session_is_no_use_of_it(backend: Shared) {
    let store = store(&backend);
    let mut parked = record("maya");
    store.create(&mut parked).await.unwrap();
    let (key, last) = (session_key(parked.id), clock::unix_now() - 120);
    backend.update_session(key, last_use(last)).await.unwrap();
    assert!(is_live(&store, parked.id).await);
    assert_eq!(backend.session(key).await.unwrap().unwrap().seen_at, last);
    store.load(&parked.id).await.unwrap();
    assert!(backend.session(key).await.unwrap().unwrap().seen_at > last, "a request is a use");
}

pub async fn an_unused_session_names_its_user_once_within_an_hour(backend: Shared) {
    let store = store(&backend);
    let idle = SessionLifetimes::default().idle.as_secs().cast_signed();
    for (seconds, is_named) in [(-60, false), (60, true), (3_500, true), (3_700, false)] {
        let mut session = record("maya");
        store.create(&mut session).await.unwrap();
        let last = clock::unix_now() - idle - seconds;
        backend.update_session(session_key(session.id), last_use(last)).await.unwrap();
        while store.sweep().await.unwrap() > 0 {}
        let user = store.take_ended_user(session.id).await.unwrap();
        assert_eq!(user.is_some(), is_named, "{seconds}");
        assert!(store.take_ended_user(session.id).await.unwrap().is_none(), "{seconds}");
        assert_eq!(store.load(&session.id).await.unwrap().is_some(), seconds < 0, "{seconds}");
    }
}
