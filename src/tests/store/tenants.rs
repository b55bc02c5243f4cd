//! The tenants of sessions, for the operator.

use leptos_entra::server::session::{KeyRing, Store, session_key, store::backend::SessionFilter};
use serde_json::json;
use tower_sessions::SessionStore as _;

use super::{
    facade_sessions::{record, store},
    records::Shared,
};

pub async fn the_sessions_of_a_tenant_are_found_in_any_case(backend: Shared) {
    let store = store(&backend);
    let (mut maya, mut theo, mut elsewhere, mut without) =
        (record("maya"), record("theo"), record("ines"), record("sam"));
    elsewhere.data.get_mut("user").unwrap()["tenant_id"] = json!("another tenant");
    without.data.get_mut("user").unwrap()["tenant_id"] = json!(null);
    for session in [&mut maya, &mut theo, &mut elsewhere, &mut without] {
        store.create(session).await.unwrap();
    }
    for name in ["tenant", "TENANT"] {
        let found = store.sessions_of_tenant(name).await.unwrap();
        let mut keys: Vec<_> = found.sessions.iter().map(|session| session.key).collect();
        let mut expected = [maya.id, theo.id].map(session_key);
        keys.sort_unstable();
        expected.sort_unstable();
        assert_eq!(keys, expected);
        assert_eq!((found.without_tenant, found.not_opened), (1, 0));
    }
    let found = store.sessions_of_tenant("tenan").await.unwrap();
    assert_eq!((found.sessions.len(), found.without_tenant), (0, 1));
}

pub async fn a_71_without_the_session_keys_no_tenant_is_known(backend: Shared) {
    let (mut one, mut other) = (record("maya"), record("theo"));
    let owner = store(&backend);
    owner.create(&mut one).await.unwrap();
    owner.create(&mut other).await.unwrap();
    let listed = backend.list_sessions(SessionFilter::All).await.unwrap();
    let tenants: Vec<_> = listed.into_iter().map(|session| session.listed.tenant.unwrap()).collect();
    assert!(tenants.iter().all(|sealed| !sealed.to_ascii_lowercase().windows(6).any(|part| part == b"tenant")));
    assert_ne!(tenants[0], tenants[1], "equal tenants do not look equal");
    let stranger = Store::with_backend(backend.clone(), KeyRing::random().unwrap());
    let found = stranger.sessions_of_tenant("tenant").await.unwrap();
    assert_eq!((found.sessions.len(), found.not_opened), (0, 2));
}
