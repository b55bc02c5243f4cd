//! The stop of the built program: after the signal it is not ready, but works until the drain ends.

use std::time::{Duration, Instant};

use axum::http::StatusCode;
use tokio::{task::block_in_place, time};

use crate::cast::{Browser, replicas::Replicas};

/// Waits until the readiness probe of the only replica has this status. Returns the body.
async fn until_ready_is(replicas: &Replicas, status: StatusCode) -> String {
    let mut browser = Browser::new(replicas.only(0));
    let begun = Instant::now();
    loop {
        let ready = browser.get("/health/ready").await;
        if ready.status == status {
            return ready.body;
        }
        assert!(begun.elapsed() < Duration::from_secs(20), "{} {}", ready.status, ready.body);
        time::sleep(Duration::from_millis(20)).await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn given_sigterm_then_not_ready_and_sign_ins_work() {
    let mut replicas = Replicas::start_with(1, "memory:", &[("DRAIN_SECONDS", "300")]).await;
    until_ready_is(&replicas, StatusCode::OK).await;
    let mut begun = Browser::new(replicas.only(0));
    let callback = begun.reach_callback("/sign-in", "maya").await;

    replicas.signal(0, "TERM");
    let body = until_ready_is(&replicas, StatusCode::SERVICE_UNAVAILABLE).await;
    assert!(body.contains("\"draining\":true") && body.contains("\"store\":true"), "{body}");
    assert_eq!(begun.get("/health/live").await.status, StatusCode::OK);
    assert_eq!(begun.get(&callback).await.location(), "/");
    begun.get("/").await.assert_shows("Maya Lindqvist");
    let mut later = Browser::new(replicas.only(0));
    assert_eq!(later.sign_in("tom").await.location(), "/");

    // The second signal ends the drain of five minutes.
    replicas.signal(0, "TERM");
    assert_eq!(block_in_place(|| replicas.exit_code(0)), Some(0));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn given_sigint_then_the_program_ends_after_the_drain() {
    let mut replicas = Replicas::start_with(1, "memory:", &[("DRAIN_SECONDS", "2")]).await;
    let begun = Instant::now();
    replicas.signal(0, "INT");
    assert_eq!(block_in_place(|| replicas.exit_code(0)), Some(0));
    let elapsed = begun.elapsed();
    assert!(elapsed >= Duration::from_secs(2) && elapsed < Duration::from_secs(12), "{elapsed:?}");
}
