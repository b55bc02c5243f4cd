//! Several replicas of the program behind nginx, without sticky sessions, on one session store: they behave like one process.

mod loss;
mod one;
mod rolling;

use crate::cast::{Browser, replicas::Replicas};

/// Defines each test once for every kind of store that replicas can share.
macro_rules! on_each_store {
    ($($name:ident),+ $(,)?) => {
        mod on_sqlite {
            $(#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn $name() {
                let folder = tempfile::tempdir().unwrap();
                super::$name(&format!("sqlite:{}", folder.path().join("sessions.db").display())).await;
            })+
        }
        mod on_redis {
            $(#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn $name() {
                super::$name(&crate::cast::servers::redis()).await;
            })+
        }
        mod on_postgres {
            $(#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn $name() {
                super::$name(&crate::cast::servers::postgres()).await;
            })+
        }
    };
}
use on_each_store;

/// Returns replicas of the app, and a browser that is signed in there.
async fn signed_in(count: usize, store: &str) -> (Replicas, Browser) {
    let replicas = Replicas::start(count, store).await;
    let mut browser = replicas.browser();
    assert_eq!(browser.sign_in("maya").await.location(), "/");
    (replicas, browser)
}

/// Asserts that every replica accepts the session of the browser.
async fn assert_signed_in_everywhere(replicas: &Replicas, browser: &Browser) {
    for replica in 0..replicas.count() {
        browser.clone().at(replicas.only(replica)).get("/").await.assert_shows("Maya Lindqvist");
    }
}
