//! Tests of the lists of sessions that a backend returns: by user, by session at the provider, and of all sessions.

use leptos_entra::server::session::{
    PersonKey, SessionKey,
    store::backend::{NewSession, PutCondition, SessionFilter, TokenCondition},
};

use super::records::{NOW, Shared, key, last_use, session, short_lived, sweep_all};

async fn keys_of(backend: &Shared, person: PersonKey) -> Vec<SessionKey> {
    let mut keys: Vec<_> =
        backend.list_sessions(SessionFilter::OfPerson(person)).await.unwrap().iter().map(|found| found.key).collect();
    keys.sort_unstable();
    keys
}

pub async fn sessions_are_listed_by_user_and_by_provider_session(backend: Shared) {
    for (own, person, provider_session) in [(1, 7, 70), (2, 7, 71), (3, 8, 70)] {
        let mut new = session(key(own), Some(key(person)));
        new.listed.provider_session = Some(key(provider_session));
        backend.insert_session(new, NOW).await.unwrap();
    }
    assert_eq!(keys_of(&backend, key(7)).await, [key(1), key(2)]);
    assert_eq!(keys_of(&backend, key(8)).await, [key(3)]);
    let mut together: Vec<_> = backend
        .list_sessions(SessionFilter::AtProvider(key(70)))
        .await
        .unwrap()
        .iter()
        .map(|found| found.key)
        .collect();
    together.sort_unstable();
    assert_eq!(together, [key(1), key(3)]);
    assert!(backend.list_sessions(SessionFilter::AtProvider(key(7))).await.unwrap().is_empty());
}

pub async fn given_a_session_without_a_user_then_no_list_contains_it(backend: Shared) {
    backend.insert_session(session(key(1), None), NOW).await.unwrap();
    assert!(keys_of(&backend, key(0)).await.is_empty());
    assert!(backend.list_sessions(SessionFilter::AtProvider(key(0))).await.unwrap().is_empty());
}

pub async fn an_ended_session_is_in_no_list(backend: Shared) {
    for own in [1, 2] {
        backend.insert_session(session(key(own), Some(key(7))), NOW).await.unwrap();
    }
    backend.end_sessions(&[key(1)]).await.unwrap();
    assert_eq!(keys_of(&backend, key(7)).await, [key(2)]);
    assert_eq!(backend.list_sessions(SessionFilter::AtProvider(key(99))).await.unwrap().len(), 1);
}

pub async fn a_swept_session_is_in_no_list(backend: Shared) {
    backend.insert_session(session(key(1), Some(key(7))), NOW - 60).await.unwrap();
    backend.insert_session(session(key(2), Some(key(7))), NOW).await.unwrap();
    sweep_all(&backend, NOW, NOW - 60).await;
    let live = backend.list_sessions(SessionFilter::OfPerson(key(7))).await.unwrap();
    let live: Vec<_> = live.iter().filter(|found| found.seen_at > NOW - 60).map(|found| found.key).collect();
    assert_eq!(live, [key(2)]);
}

pub async fn a_list_shows_the_last_use(backend: Shared) {
    let new = session(key(1), Some(key(7)));
    backend.insert_session(new.clone(), NOW).await.unwrap();
    backend.update_session(key(1), last_use(NOW + 60)).await.unwrap();
    let [found] = backend.list_sessions(SessionFilter::OfPerson(key(7))).await.unwrap().try_into().unwrap();
    assert_eq!((found.key, found.listed, found.seen_at, found.expires_at), (key(1), new.listed, NOW + 60, NOW + 100));
}

pub async fn all_sessions_are_listed_for_the_operator(backend: Shared) {
    assert!(backend.list_sessions(SessionFilter::All).await.unwrap().is_empty());
    let key_of = |number: u16| {
        let mut key = [3; 32];
        key[..2].copy_from_slice(&number.to_be_bytes());
        SessionKey::from(key)
    };
    for number in 0..700 {
        let person = (number % 2 == 0).then_some(key(7));
        assert!(backend.insert_session(session(key_of(number), person), NOW).await.unwrap());
    }
    backend.put_tokens(key_of(1), b"tokens".to_vec(), TokenCondition::Always).await.unwrap();
    backend.put(short_lived("device", key(9), key(8)), PutCondition::Always).await.unwrap();
    backend.end_sessions(&[key_of(0)]).await.unwrap();
    let mut found = backend.list_sessions(SessionFilter::All).await.unwrap();
    found.sort_unstable_by_key(|session| session.key);
    assert!(found.iter().map(|session| session.key).eq((1..700).map(key_of)), "{}", found.len());
    let [odd, even, ..] = found.as_slice() else { panic!("there are more") };
    let listings = [session(odd.key, None).listed, session(even.key, Some(key(7))).listed];
    assert_eq!([&odd.listed, &even.listed], listings.each_ref());
}

pub async fn only_sessions_that_exist_are_counted(backend: Shared) {
    let count = async || backend.count_sessions(NOW, NOW - 60).await.unwrap();
    assert_eq!(count().await, 0);
    for own in 1..=9 {
        backend.insert_session(session(key(own), Some(key(7))), NOW).await.unwrap();
    }
    backend.put_tokens(key(1), b"tokens".to_vec(), TokenCondition::Always).await.unwrap();
    backend.put(short_lived("device", key(9), key(8)), PutCondition::Always).await.unwrap();
    backend.end_sessions(&[key(2)]).await.unwrap();
    assert_eq!(count().await, 8);
}

pub async fn expired_and_idle_sessions_are_not_counted(backend: Shared) {
    for (own, expires_at, seen_at) in
        [(1, NOW + 1, NOW - 59), (2, NOW, NOW), (3, NOW + 1, NOW - 60), (4, NOW, NOW - 60)]
    {
        let new = NewSession { expires_at, ..session(key(own), None) };
        backend.insert_session(new, seen_at).await.unwrap();
    }
    assert_eq!(backend.count_sessions(NOW, NOW - 60).await.unwrap(), 1);
}
