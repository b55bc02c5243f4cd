//! The configured lifetimes of sessions.

use std::time::Duration;

use leptos_entra::server::{
    clock,
    config::SessionLifetimes,
    session::{self, NewSignIn, ParkedSessions, Person, Visitor, session_key},
};
use tower_sessions::SessionStore as _;

use super::{
    facade_sessions::{store, tokens, user},
    records::{Shared, last_use},
};

pub async fn the_configured_lifetimes_apply(backend: Shared) {
    let lifetimes = SessionLifetimes { idle: Duration::from_mins(10), absolute: Duration::from_hours(2) };
    let default = store(&backend);
    let store = default.clone().with_lifetimes(lifetimes);
    let (user, tokens) = (user("maya"), tokens(1));
    let visitor = Visitor { brought: None, parked: ParkedSessions::default(), browser: "Firefox".to_owned() };
    let sign_in = NewSignIn { user: &user, tokens: &tokens, replaces: None, adds_account: false };
    let (established, _) = session::establish(&store, &visitor, sign_in).await.unwrap();
    let left = established.ends_at - clock::unix_now();
    assert!((7_190..=7_200).contains(&left), "{left}");
    for (minutes, is_live) in [(9, true), (11, false)] {
        let last = clock::unix_now() - minutes * 60;
        backend.update_session(session_key(established.id), last_use(last)).await.unwrap();
        assert_eq!(store.sessions_of(Person::of(&user)).await.unwrap().len(), usize::from(is_live), "{minutes}");
        assert_eq!(store.load(&established.id).await.unwrap().is_some(), is_live, "{minutes}");
    }
    assert!(default.load(&established.id).await.unwrap().is_some(), "an hour has not passed");
}
