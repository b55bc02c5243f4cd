//! Tests of Redis and Valkey only: leftovers, rejected servers, and a server that stops and starts.

use std::{
    sync::Arc,
    time::{Duration, Instant},
};

use leptos_entra::server::{
    config::{ServerAddress, SessionLifetimes},
    session::{
        StoreError,
        store::{
            Redis,
            backend::{PutCondition, RecordFilter, SessionFilter, TokenCondition},
        },
    },
};
use redis::{Commands as _, Connection};
use tokio::net::TcpListener;

use super::records::{Shared, at_once, exchange, key, last_use, save, session, short_lived};
use crate::cast::servers;

/// The time within which each store operation must return on a busy machine. The timeout of the store is two seconds.
const BOUND: Duration = Duration::from_secs(4);

pub fn backend(address: &str) -> Shared {
    Arc::new(Redis::open(&ServerAddress::redis(address).unwrap(), SessionLifetimes::default().idle).unwrap())
}

/// Opens a connection of the test itself to the Redis server at this address.
pub fn connection(address: &str) -> Connection {
    redis::Client::open(address).unwrap().get_connection().unwrap()
}

pub fn tell(redis: &mut Connection, command: &str) {
    let mut words = command.split(' ');
    let mut command = redis::cmd(words.next().unwrap());
    let _: () = command.arg(words.collect::<Vec<_>>()).query(redis).unwrap();
}

pub fn now() -> i64 {
    let elapsed = std::time::UNIX_EPOCH.elapsed().unwrap();
    i64::try_from(elapsed.as_secs()).unwrap()
}

/// Inserts a session of a user with a realistic expiry.
pub async fn sign_in(backend: &Shared, own: u8) {
    let mut new = session(key(own), Some(key(9)));
    new.expires_at = now() + 43_200;
    assert!(backend.insert_session(new, now()).await.unwrap());
}

#[tokio::test]
async fn data_of_a_newer_version_is_rejected() {
    let address = servers::redis();
    let _: () = connection(&address).set("leptos-entra:schema", 99).unwrap();
    let refused = backend(&address).session(key(1)).await.unwrap_err();
    assert!(matches!(refused, StoreError::Open(_)), "{refused:?}");
    assert!(refused.to_string().contains("newer version"), "{refused}");
}

#[tokio::test(flavor = "multi_thread")]
async fn processes_that_start_at_once_agree_on_the_version() {
    let address = servers::redis();
    let backends: Vec<_> = (0..16).map(|_| backend(&address)).collect();
    let started = at_once(|index| {
        let backend = backends[index].clone();
        async move { backend.session(key(1)).await.is_ok() }
    });
    assert_eq!(started.await, backends.len());
    assert_eq!(connection(&address).get::<_, i64>("leptos-entra:schema").unwrap(), 1);
}

#[tokio::test]
async fn given_ended_sessions_when_listed_then_the_set_drops_them() {
    let address = servers::redis();
    let (backend, mut redis) = (backend(&address), connection(&address));
    sign_in(&backend, 1).await;
    sign_in(&backend, 2).await;
    let digits = |byte: u8| format!("{byte:02x}").repeat(32);
    let person = format!("leptos-entra:p:{}", digits(9));
    let _: () = redis.del(format!("leptos-entra:s:{}", digits(1))).unwrap();
    assert_eq!(redis.zcard::<_, usize>(&person).unwrap(), 2);
    let listed = backend.list_sessions(SessionFilter::OfPerson(key(9))).await.unwrap();
    assert_eq!(listed.iter().map(|found| found.key).collect::<Vec<_>>(), [key(2)]);
    assert_eq!(redis.zcard::<_, usize>(&person).unwrap(), 1);
    backend.end_sessions(&[key(2)]).await.unwrap();
    assert!(!redis.exists::<_, bool>(&person).unwrap(), "the end of the last session deletes the set");
}

#[tokio::test]
async fn every_redis_key_but_the_version_expires() {
    let address = servers::redis();
    let (backend, mut redis) = (backend(&address), connection(&address));
    sign_in(&backend, 1).await;
    backend.put_tokens(key(1), b"tokens".to_vec(), TokenCondition::Always).await.unwrap();
    backend.put(short_lived("a", key(1), key(2)), PutCondition::Always).await.unwrap();
    exchange(&*backend, "a", short_lived("b", key(1), key(2)), now()).await.unwrap();
    backend.update_session(key(1), save([1, 2], b"new".to_vec(), 2, now() + 43_200)).await.unwrap();
    let names: Vec<String> = redis.keys("*").unwrap();
    assert_eq!(names.len(), 6, "{names:?}");
    for name in names {
        let left: i64 = redis.ttl(&name).unwrap();
        assert_eq!(left > 0, name != "leptos-entra:schema", "{name}: {left}");
    }
}

#[tokio::test]
async fn a_redis_session_expires_soon_after_it_is_idle_or_old() {
    let address = servers::redis();
    let (backend, mut redis) = (backend(&address), connection(&address));
    sign_in(&backend, 1).await;
    let name = format!("leptos-entra:s:{}", "01".repeat(32));
    let mut left = || redis.ttl::<_, i64>(&name).unwrap();
    assert!((3_600..=3_661).contains(&left()));
    backend.update_session(key(1), last_use(now() + 600)).await.unwrap();
    assert!((3_600..=3_661).contains(&left()), "counted from the caller's clock");
    backend.update_session(key(1), save([1, 2], b"new".to_vec(), 2, now() + 300)).await.unwrap();
    assert!((300..=361).contains(&left()));
    backend.update_session(key(1), last_use(now())).await.unwrap();
    assert!((300..=361).contains(&left()), "its use does not make it older than it may be");
}

#[tokio::test]
async fn redis_deletes_sessions_after_the_configured_idle_time() {
    let address = servers::redis();
    let opened = Redis::open(&ServerAddress::redis(&address).unwrap(), Duration::from_mins(10)).unwrap();
    let (backend, mut redis): (Shared, _) = (Arc::new(opened), connection(&address));
    sign_in(&backend, 1).await;
    let name = format!("leptos-entra:s:{}", "01".repeat(32));
    let mut left = || redis.ttl::<_, i64>(&name).unwrap();
    assert!((600..=661).contains(&left()));
    backend.update_session(key(1), last_use(now() + 60)).await.unwrap();
    assert!((600..=661).contains(&left()));
    backend.update_session(key(1), save([1, 2], b"new".to_vec(), 2, now() + 43_200)).await.unwrap();
    assert!((600..=721).contains(&left()));
}

#[tokio::test]
async fn the_read_of_a_session_is_one_command() {
    let server = servers::start_redis();
    let (backend, mut redis) = (backend(&server.url), connection(&server.url));
    sign_in(&backend, 1).await;
    let mut commands = || -> i64 {
        let info: redis::InfoDict = redis::cmd("INFO").arg("stats").query(&mut redis).unwrap();
        info.get("total_commands_processed").unwrap()
    };
    let before = commands();
    assert!(backend.session(key(1)).await.unwrap().is_some());
    assert_eq!(commands() - before, 2, "the read itself, and the INFO command before it");
}

#[tokio::test]
async fn a_killed_server_keeps_its_data_and_is_used_again() {
    let mut server = servers::start_redis();
    let backend = backend(&server.url);
    sign_in(&backend, 1).await;
    server.kill();
    let begun = Instant::now();
    assert!(matches!(backend.session(key(1)).await, Err(StoreError::Backend(_))));
    assert!(begun.elapsed() < BOUND);
    server.start_again();
    assert!(backend.session(key(1)).await.unwrap().is_some());
    assert_eq!(backend.list_sessions(SessionFilter::OfPerson(key(9))).await.unwrap().len(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn given_a_quiet_restart_then_no_request_fails() {
    let mut server = servers::start_redis();
    let backend = backend(&server.url);
    sign_in(&backend, 1).await;
    server.stop();
    server.start_again();
    assert!(backend.session(key(1)).await.unwrap().is_some());
    backend.update_session(key(1), last_use(now())).await.unwrap();
}

#[tokio::test]
async fn scripts_lost_by_the_server_are_sent_again() {
    let server = servers::start_redis();
    let backend = backend(&server.url);
    sign_in(&backend, 1).await;
    tell(&mut connection(&server.url), "SCRIPT FLUSH");
    assert_eq!(backend.end_sessions(&[key(1)]).await.unwrap(), 1);
}

#[tokio::test]
async fn given_a_hanging_server_then_requests_time_out() {
    let server = servers::start_redis();
    let backend = backend(&server.url);
    sign_in(&backend, 1).await;
    tell(&mut connection(&server.url), "CLIENT PAUSE 2500");
    let begun = Instant::now();
    assert!(backend.session(key(1)).await.is_err());
    assert!(begun.elapsed() < BOUND);
    while backend.session(key(1)).await.is_err() {
        assert!(begun.elapsed() < BOUND * 3);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn given_a_missing_server_then_requests_time_out() {
    let silent = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let nobody = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let addresses = [&silent, &nobody].map(|listener| format!("redis://{}", listener.local_addr().unwrap()));
    drop(nobody);
    for address in addresses {
        let backend = backend(&address);
        let begun = Instant::now();
        let failed = at_once(|_| {
            let backend = backend.clone();
            async move { backend.session(key(1)).await.is_err() }
        });
        assert_eq!(failed.await, super::records::MANY);
        assert!(begun.elapsed() < BOUND, "{address}: {:?}", begun.elapsed());
    }
}

#[tokio::test]
async fn an_acl_user_limited_to_the_app_keys_is_enough() {
    let server = servers::start_redis();
    tell(
        &mut connection(&server.url),
        "ACL SETUSER app on >word ~leptos-entra:* -@all +@read +@write +@scripting +@connection",
    );
    let backend = backend(&server.url.replace("redis://", "redis://app:word@"));
    sign_in(&backend, 1).await;
    assert!(backend.insert_session(session(key(2), None), now()).await.unwrap());
    assert!(backend.put_tokens(key(1), b"tokens".to_vec(), TokenCondition::Always).await.unwrap());
    assert_eq!(backend.list_sessions(SessionFilter::OfPerson(key(9))).await.unwrap().len(), 1);
    backend.put(short_lived("a", key(1), key(2)), PutCondition::Always).await.unwrap();
    exchange(&*backend, "a", short_lived("b", key(1), key(2)), now()).await.unwrap();
    backend.remove(RecordFilter::OfBrowser { kind: "b", browser: key(2) }).await.unwrap();
    assert_eq!(backend.end_sessions(&[key(1)]).await.unwrap(), 1);
}

#[tokio::test]
async fn the_redis_password_is_used_and_not_shown() {
    let server = servers::start_redis();
    tell(&mut connection(&server.url), "CONFIG SET requirepass right/one");
    let with = |password: &str| server.url.replace("redis://", &format!("redis://:{password}@"));
    assert!(backend(&with("right%2Fone")).session(key(1)).await.unwrap().is_none());
    let refused = backend(&with("wrong-one")).session(key(1)).await.unwrap_err();
    assert!(!format!("{refused} {refused:?}").contains("wrong-one"), "{refused:?}");
    assert!(backend(&server.url).session(key(1)).await.is_err());
}
