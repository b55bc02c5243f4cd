//! Every sign-in, refresh and sign-out at one replica takes effect at all others.

use axum::http::{Method, StatusCode};

use super::{assert_signed_in_everywhere, on_each_store, signed_in};
use crate::cast::{Browser, ORIGIN, replicas::Replicas};

on_each_store!(
    a_sign_in_begun_on_one_replica_is_finished_on_another,
    fifty_calls_at_once_make_one_refresh,
    a_sign_out_on_one_replica_applies_to_all_at_once,
    a_sign_out_at_the_provider_ends_the_session_on_all_replicas,
    twenty_replicas_open_a_new_store_at_once,
);

async fn a_sign_in_begun_on_one_replica_is_finished_on_another(store: &str) {
    let replicas = Replicas::start(2, store).await;
    for (first, second) in [(0, 1), (1, 0)] {
        let mut browser = Browser::new(replicas.only(first));
        let callback = browser.reach_callback("/sign-in", "maya").await;
        let mut browser = browser.at(replicas.only(second));
        assert_eq!(browser.get(&callback).await.location(), "/");
        assert_signed_in_everywhere(&replicas, &browser).await;
    }
    // The requests go through the proxy, which chooses a replica for each.
    let mut browser = replicas.browser();
    assert_eq!(browser.sign_in("maya").await.location(), "/");
    browser.get("/").await.assert_shows("Maya Lindqvist");
    let answered = replicas.answered(3).await;
    assert_ne!(answered[0].replicas, answered[1].replicas, "{answered:?}");
}

async fn fifty_calls_at_once_make_one_refresh(store: &str) {
    let replicas = Replicas::start(3, store).await;
    let control = replicas.tenant.control();
    control.set_access_token_lifetime(1);
    let mut browser = replicas.browser();
    browser.sign_in("maya").await;
    tokio::time::sleep(std::time::Duration::from_millis(1200)).await;
    control.set_access_token_lifetime(3600);
    let calls = (0..50).map(|_| {
        let mut browser = browser.clone();
        tokio::spawn(async move { browser.call("/api/call_api").await.status })
    });
    for call in calls.collect::<Vec<_>>() {
        assert_eq!(call.await.unwrap(), StatusCode::OK);
    }
    assert_eq!(control.counters().refreshes, 1, "a second use would end the sign-in at the dev tenant");
    let answered = replicas.answered(52).await;
    let busy = |replica| answered.iter().filter(|request| request.replicas.contains(&replica)).count() > 10;
    assert!((0..3).all(busy), "{answered:?}");
    assert_signed_in_everywhere(&replicas, &browser).await;
    assert_eq!(browser.call("/api/call_api").await.status, StatusCode::OK);
}

async fn a_sign_out_on_one_replica_applies_to_all_at_once(store: &str) {
    let (replicas, browser) = signed_in(3, store).await;
    assert_signed_in_everywhere(&replicas, &browser).await;
    let left = browser.clone().at(replicas.only(0)).submit("/api/sign_out").await;
    left.assert_shows("Signing you out");
    for replica in 0..3 {
        let mut thief = browser.clone().at(replicas.only(replica));
        thief.get("/").await.assert_signed_out();
        let mut thief = browser.clone().at(replicas.only(replica));
        assert_eq!(thief.call("/api/call_api").await.status, StatusCode::UNAUTHORIZED);
    }
}

async fn a_sign_out_at_the_provider_ends_the_session_on_all_replicas(store: &str) {
    let (replicas, left_alone) = signed_in(3, store).await;
    // The same user signs in with a second browser, within the same session at the provider.
    let mut browser = left_alone.clone();
    browser.cookies.clear();
    let callback = browser.reach_callback("/sign-in", "maya").await;
    assert_eq!(browser.get(&callback).await.location(), "/");
    let page = browser.submit("/api/sign_out").await;
    let (_, end_session) = page.header("refresh").split_once("url=").unwrap();
    let page = browser.visit_tenant(end_session).await;
    assert_signed_in_everywhere(&replicas, &left_alone).await;
    // The provider's page loads this address in a frame without cookies. The proxy sends the request to any replica.
    let (_, frame) = page.body.split_once("<iframe ").unwrap();
    let address = frame.split('"').find(|part| part.starts_with(ORIGIN)).unwrap().replace("&amp;", "&");
    let headers = [("sec-fetch-site", "cross-site"), ("sec-fetch-dest", "iframe"), ("accept", "text/html")];
    let told = replicas.browser().send(Method::GET, &address, &headers, "").await;
    assert_eq!(told.status, StatusCode::OK);
    for replica in 0..replicas.count() {
        left_alone.clone().at(replicas.only(replica)).get("/").await.assert_signed_out();
    }
}

async fn twenty_replicas_open_a_new_store_at_once(store: &str) {
    let replicas = Replicas::start(20, store).await;
    let begun = (0..20).map(|replica| {
        let mut browser = Browser::new(replicas.only(replica));
        tokio::spawn(async move { browser.get("/sign-in").await.location().to_owned() })
    });
    for authorize in begun.collect::<Vec<_>>() {
        assert!(authorize.await.unwrap().starts_with(replicas.tenant.origin()));
    }
    let mut browser = replicas.browser();
    assert_eq!(browser.sign_in("maya").await.location(), "/");
    assert_signed_in_everywhere(&replicas, &browser).await;
}
