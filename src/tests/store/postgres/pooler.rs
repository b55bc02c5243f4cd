//! The store works with PostgreSQL behind a pooler, both with session pooling and with transaction pooling.

use leptos_entra::server::session::{KeyRing, Store, store::backend::TokenCondition};

use super::{
    super::records::{acquire, exchange, last_use},
    Backend as _, NOW, key, new_session, open, short_lived,
};
use crate::cast::servers;

/// Checks that the store works behind `PgBouncer`. Two processes use it alternately, so that transaction pooling moves
/// them between server connections.
async fn works_behind_a_pooler(pool_mode: &str) {
    let (_pooler, url) = servers::start_pgbouncer(&servers::postgres(), pool_mode);
    let processes = [open(&url), open(&url)];
    for (round, process) in (0..20).zip(processes.iter().cycle()) {
        assert!(process.insert_session(new_session(round), NOW).await.unwrap());
        assert!(process.put_tokens(key(round), vec![round], TokenCondition::Always).await.unwrap());
        let (one, other) = tokio::join!(process.session(key(round)), process.tokens(key(round)));
        assert!(one.unwrap().is_some() && other.unwrap().is_some());
        assert!(process.update_session(key(round), last_use(NOW + 60)).await.unwrap());
        assert!(process.lease_tokens(key(round), acquire(1, NOW, NOW + 5)).await.unwrap());
        process.put(short_lived("old", round), super::PutCondition::Always).await.unwrap();
        exchange(process, "old", short_lived("new", round), NOW).await.unwrap();
        assert_eq!(process.end_sessions(&[key(round)]).await.unwrap(), 1);
    }
    Store::with_backend(std::sync::Arc::new(open(&url)), KeyRing::random().unwrap()).probe().await.unwrap();
}

#[tokio::test]
async fn given_session_pooling_then_the_store_works() {
    works_behind_a_pooler("session").await;
}

#[tokio::test]
async fn given_transaction_pooling_then_the_store_works() {
    works_behind_a_pooler("transaction").await;
}
