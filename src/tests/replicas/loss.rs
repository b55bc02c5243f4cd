//! Tests that no session is lost when replicas or session stores are killed.

use std::{
    hash::{BuildHasher as _, RandomState},
    sync::{
        Arc,
        atomic::{AtomicBool, AtomicUsize, Ordering},
    },
    time::{Duration, Instant},
};

use axum::http::StatusCode;

use super::{assert_signed_in_everywhere, on_each_store, signed_in};
use crate::cast::{
    Browser, World,
    replicas::Replicas,
    servers::{self, Server},
};

on_each_store!(a_replica_killed_during_a_sign_in_loses_no_session, replicas_killed_at_any_moment_lose_no_session,);

async fn a_replica_killed_during_a_sign_in_loses_no_session(store: &str) {
    let mut replicas = Replicas::start(3, store).await;
    let mut browser = replicas.browser();
    let callback = browser.reach_callback("/sign-in", "maya").await;
    let begun_at = replicas.answered(1).await[0].replicas[0];
    replicas.kill(begun_at);
    assert_eq!(browser.get(&callback).await.location(), "/");
    let finished_at = *replicas.answered(2).await[1].replicas.last().unwrap();
    replicas.kill(finished_at);
    for _ in 0..3 {
        browser.get("/").await.assert_shows("Maya Lindqvist");
    }
    assert_eq!(browser.call("/api/call_api").await.status, StatusCode::OK);
    replicas.start_again(begun_at);
    replicas.start_again(finished_at);
    assert_signed_in_everywhere(&replicas, &browser).await;
}

/// Signs users in continuously while one replica after the other is killed. Every session that a response confirmed must survive.
async fn replicas_killed_at_any_moment_lose_no_session(store: &str) {
    const SIGN_INS: usize = 12;
    const KILLS: usize = 8;
    const AT_MOST: Duration = Duration::from_secs(40);
    let mut replicas = Replicas::start(3, store).await;
    let count = Arc::new(AtomicUsize::new(0));
    let enough = Arc::new(AtomicBool::new(false));
    let people: Vec<_> =
        (0..3).map(|_| tokio::spawn(sign_users_in(replicas.all(), Arc::clone(&count), Arc::clone(&enough)))).collect();
    let begun = Instant::now();
    let mut kills = 0;
    while (count.load(Ordering::Relaxed) < SIGN_INS || kills < KILLS) && begun.elapsed() < AT_MOST {
        let moment = RandomState::new().hash_one(kills) % 250;
        tokio::time::sleep(Duration::from_millis(moment)).await;
        replicas.kill(kills % 3);
        replicas.start_again(kills % 3);
        kills += 1;
    }
    enough.store(true, Ordering::Relaxed);
    let mut signed_in = Vec::new();
    for person in people {
        signed_in.extend(person.await.unwrap());
    }
    assert!(signed_in.len() >= SIGN_INS && kills >= KILLS, "{} people, {kills} kills", signed_in.len());
    for (count, browser) in signed_in.into_iter().enumerate() {
        browser.at(replicas.only(count % 3)).get("/").await.assert_shows("Maya Lindqvist");
    }
}

/// Signs users in until `enough` is set. Returns the browsers whose sign-in the app has confirmed.
async fn sign_users_in(world: World, count: Arc<AtomicUsize>, enough: Arc<AtomicBool>) -> Vec<Browser> {
    let mut signed_in = Vec::new();
    while !enough.load(Ordering::Relaxed) {
        let mut browser = Browser::new(world.clone());
        let begun = browser.get("/sign-in").await;
        // A request may fail when its replica is killed. It has confirmed no session, so nothing is lost.
        let Some(authorize) = begun.headers.get("location").and_then(|address| address.to_str().ok()) else { continue };
        let picker = browser.visit_tenant(authorize).await;
        let callback = browser.press(&picker, &[("persona", "maya")]).await.location().to_owned();
        let landed = browser.get(&callback).await;
        if landed.headers.get("location").is_some_and(|address| address == "/") {
            signed_in.push(browser);
            count.fetch_add(1, Ordering::Relaxed);
        }
    }
    signed_in
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_redis_restart_keeps_all_sessions() {
    assert_restart_is_survived(servers::start_redis()).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_postgres_restart_keeps_all_sessions() {
    assert_restart_is_survived(servers::start_postgres()).await;
}

/// Asserts that pages report the error while the store is stopped, and that all sessions work again after its restart.
async fn assert_restart_is_survived(mut store: Server) {
    let (replicas, mut browser) = signed_in(2, &store.url).await;
    for end in [Server::kill, Server::stop] {
        end(&mut store);
        for replica in 0..2 {
            let mut browser = browser.clone().at(replicas.only(replica));
            let cookies = browser.cookies.clone();
            let page = browser.get("/").await;
            assert_eq!(page.status, StatusCode::SERVICE_UNAVAILABLE);
            page.assert_shows("Your session cannot be read right now");
            assert_eq!(browser.cookies, cookies, "no cookie is removed");
            assert_eq!(browser.call("/api/call_api").await.status, StatusCode::SERVICE_UNAVAILABLE);
            let begun = Browser::new(replicas.only(replica)).get("/sign-in").await;
            assert_eq!(begun.status, StatusCode::SERVICE_UNAVAILABLE, "{begun:?}");
        }
        store.start_again();
        for replica in 0..2 {
            assert_recovers(browser.clone().at(replicas.only(replica))).await;
        }
        assert_signed_in_everywhere(&replicas, &browser).await;
        assert_eq!(browser.call("/api/call_api").await.status, StatusCode::OK);
    }
}

async fn assert_recovers(mut browser: Browser) {
    let begun = Instant::now();
    loop {
        let page = browser.get("/").await;
        if page.status == StatusCode::OK {
            page.assert_shows("Maya Lindqvist");
            return;
        }
        assert!(begun.elapsed() < Duration::from_secs(10), "{page:?}");
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
}
