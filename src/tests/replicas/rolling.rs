//! A rolling restart: the replicas stop and start one after the other, while users sign in.

use std::sync::{
    Arc,
    atomic::{AtomicBool, Ordering},
};

use tokio::task::{JoinSet, block_in_place};

use crate::cast::{Browser, World, replicas::Replicas, servers};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_rolling_restart_breaks_no_sign_in() {
    // The drain is longer than the time for which nginx avoids a replica that was restarted. Otherwise nginx could avoid all
    // three at once.
    let mut replicas = Replicas::start_with(3, &servers::postgres(), &[("DRAIN_SECONDS", "3")]).await;
    let is_over = Arc::new(AtomicBool::new(false));
    let mut users = JoinSet::new();
    for persona in ["maya", "tom"] {
        users.spawn(sign_in_again_and_again(replicas.all(), persona, Arc::clone(&is_over)));
    }
    for replica in 0..replicas.count() {
        replicas.signal(replica, "TERM");
        assert_eq!(block_in_place(|| replicas.exit_code(replica)), Some(0));
        block_in_place(|| replicas.start_again(replica));
    }
    is_over.store(true, Ordering::Relaxed);
    let sign_ins = users.join_all().await;
    assert!(sign_ins.iter().all(|number| *number >= 3), "{sign_ins:?} sign-ins prove little");
}

/// Signs in with new browsers until the restart is over. Returns the number of sign-ins.
async fn sign_in_again_and_again(world: World, persona: &'static str, is_over: Arc<AtomicBool>) -> usize {
    let mut sign_ins = 0;
    while !is_over.load(Ordering::Relaxed) {
        let mut browser = Browser::new(world.clone());
        assert_eq!(browser.sign_in(persona).await.location(), "/");
        browser.get("/").await.assert_shows("/api/sign_out");
        sign_ins += 1;
    }
    sign_ins
}
