//! Races in PostgreSQL: thirty-two concurrent store calls from four processes.

use std::sync::Arc;

use leptos_entra::server::session::store::backend::{Taken, TokenCondition};
use tokio::task::JoinSet;

use super::{
    super::records::{acquire, exchange},
    Backend as _, NOW, Postgres, PutCondition, ShortLived, id, key, new_session, open, short_lived,
};
use crate::cast::servers;

const TRIES: u8 = 32;

/// Makes concurrent store calls from four processes. Returns the results of all calls.
async fn all<T: Send + 'static, F: Future<Output = T> + Send + 'static>(
    url: &str,
    one: impl Fn(Arc<Postgres>, u8) -> F,
) -> Vec<T> {
    let processes: Vec<_> = (0..4).map(|_| Arc::new(open(url))).collect();
    for process in &processes {
        process.session(key(0)).await.unwrap();
    }
    let mut tries = JoinSet::new();
    for (process, number) in processes.iter().cycle().zip(0..TRIES) {
        tries.spawn(one(Arc::clone(process), number));
    }
    tries.join_all().await
}

#[tokio::test(flavor = "multi_thread")]
async fn given_concurrent_takes_then_one_gets_the_record() {
    let url = servers::postgres();
    open(&url).put(short_lived("sign-in", 99), PutCondition::Always).await.unwrap();
    let all = all(&url, |process, number| async move {
        let exchanged = exchange(&*process, "sign-in", short_lived("answered", number), NOW).await.unwrap();
        (number, exchanged)
    })
    .await;
    let first = all.iter().find(|(_, exchanged)| *exchanged == Taken::Record(vec![99])).unwrap().0;
    let before = all.iter().filter(|(_, exchanged)| *exchanged == Taken::Replacement(vec![first]));
    assert_eq!(before.count(), usize::from(TRIES) - 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn given_concurrent_inserts_then_one_creates_the_record() {
    let url = servers::postgres();
    let put = |process: Arc<Postgres>, number| async move {
        (number, process.put(short_lived("used", number), PutCondition::IfAbsent { now: NOW }).await.unwrap())
    };
    let first = all(&url, put).await;
    let winners: Vec<_> = first.iter().filter(|(_, first)| *first).collect();
    let [(winner, _)] = winners.as_slice() else { panic!("{first:?}") };
    let process = open(&url);
    assert_eq!(process.find(id("used", key(1)), NOW).await.unwrap(), Some(vec![*winner]));
    // An expired record counts as absent, so one of the concurrent calls may replace it.
    let again = all(&url, |process, number| async move {
        let record = ShortLived { expires_at: NOW + 1200, ..short_lived("used", number) };
        process.put(record, PutCondition::IfAbsent { now: NOW + 600 }).await.unwrap()
    });
    assert_eq!(again.await.into_iter().filter(|first| *first).count(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn given_concurrent_leases_or_replacements_then_one_succeeds() {
    let url = servers::postgres();
    let process = open(&url);
    assert!(process.insert_session(new_session(1), NOW).await.unwrap());
    assert!(process.put_tokens(key(1), vec![0], TokenCondition::Always).await.unwrap());
    let leased = all(&url, |process, number| async move {
        process.lease_tokens(key(1), acquire(i64::from(number), NOW, NOW + 5)).await.unwrap()
    });
    assert_eq!(leased.await.into_iter().filter(|leased| *leased).count(), 1);
    let replaced = all(&url, |process, number| async move {
        process.put_tokens(key(1), vec![number], TokenCondition::IfVersion(1)).await.unwrap()
    });
    assert_eq!(replaced.await.into_iter().filter(|replaced| *replaced).count(), 1);
    assert_eq!(process.tokens(key(1)).await.unwrap().unwrap().version, 2);
}

#[tokio::test(flavor = "multi_thread")]
async fn tokens_written_while_their_session_ends_are_deleted() {
    let url = servers::postgres();
    let process = open(&url);
    for _ in 0..10 {
        assert!(process.insert_session(new_session(1), NOW).await.unwrap());
        let ended = all(&url, |process, number| async move {
            if number % 4 == 0 {
                process.end_sessions(&[key(1)]).await.unwrap() == 1
            } else {
                process.put_tokens(key(1), vec![number], TokenCondition::Always).await.unwrap();
                false
            }
        });
        assert_eq!(ended.await.into_iter().filter(|ended| *ended).count(), 1);
        assert_eq!(process.tokens(key(1)).await.unwrap(), None);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn concurrent_sweeps_delete_each_session_once() {
    let url = servers::postgres();
    let process = open(&url);
    for seed in 0..100 {
        assert!(process.insert_session(new_session(seed), NOW).await.unwrap());
    }
    let swept: usize =
        all(&url, |process, _| async move { process.sweep(NOW + 9999, NOW, 7).await.unwrap() }).await.iter().sum();
    assert!(swept > 7 && swept <= 100, "{swept}");
    while process.sweep(NOW + 9999, NOW, 50).await.unwrap() > 0 {}
    assert_eq!(process.session(key(99)).await.unwrap(), None);
}
