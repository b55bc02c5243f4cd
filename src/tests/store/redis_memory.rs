//! Tests of the store on a Redis or Valkey server whose memory is full and whose eviction policy is `noeviction`.

use leptos_entra::server::session::store::backend::PutCondition;

use super::{
    records::{exchange, id, key, request, session, short_lived, taken},
    redis::{backend, connection, now, sign_in, tell},
};
use crate::cast::servers;

#[tokio::test]
async fn a_full_server_rejects_writes_and_keeps_its_connection() {
    let server = servers::start_redis();
    let (backend, mut redis) = (backend(&server.url), connection(&server.url));
    sign_in(&backend, 1).await;
    tell(&mut redis, "CONFIG SET maxmemory 1");
    let mut connections = || -> i64 {
        let info: redis::InfoDict = redis::cmd("INFO").arg("stats").query(&mut redis).unwrap();
        info.get("total_connections_received").unwrap()
    };
    let before = connections();
    assert!(backend.insert_session(session(key(2), None), now()).await.is_err());
    assert!(backend.session(key(1)).await.unwrap().is_some());
    assert_eq!(connections(), before);
    assert!(super::redis::backend(&server.url).session(key(1)).await.unwrap().is_some(), "on a new connection, too");
    assert_eq!(backend.end_sessions(&[key(1)]).await.unwrap(), 1, "what makes room is done");
}

#[tokio::test]
async fn given_full_memory_then_no_sign_in_is_written() {
    let server = servers::start_redis();
    let (backend, mut redis) = (backend(&server.url), connection(&server.url));
    let open = short_lived("sign-in", key(1), key(2));
    backend.put(open.clone(), PutCondition::Always).await.unwrap();
    tell(&mut redis, "CONFIG SET maxmemory 1");
    let another = short_lived("sign-in", key(3), key(2));
    for condition in [PutCondition::Always, PutCondition::IfAbsent { now: now() }] {
        assert!(backend.put(another.clone(), condition).await.is_err(), "{condition:?}");
    }
    assert!(backend.put(open, PutCondition::IfPresent).await.is_err());
    let answered = short_lived("sign-in-answered", key(1), key(2));
    assert!(exchange(&*backend, "sign-in", answered, now()).await.is_err());
    assert!(backend.find(id("sign-in", key(3)), now()).await.unwrap().is_none());
    assert!(backend.find(id("sign-in", key(1)), now()).await.unwrap().is_some(), "a failed step changes nothing");
    assert!(taken(&backend, request("sign-in", key(1), key(2), now())).await.is_some(), "this makes room");
}
