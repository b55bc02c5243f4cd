//! Records to be kept, and what the cases of the suite have in common.

use std::{future::Future, sync::Arc};

use leptos_entra::server::session::store::backend::{Backend, Key, Listing, NewSession, ShortLived};

pub type Shared = Arc<dyn Backend>;

/// The time at which the cases play. Far ahead, so that no server's own clock ends a record in between.
pub const NOW: i64 = 4_000_000_000;
/// So many at once, for races.
pub const MANY: usize = 16;

/// A key made of one byte.
pub fn key(byte: u8) -> Key {
    [byte; 32]
}

/// A session with this key, of somebody or of nobody.
pub fn session(key: Key, person: Option<Key>) -> NewSession {
    let listed = Listing {
        person,
        provider_session: person.map(|_| [99; 32]),
        browser: "Firefox on Android".to_owned(),
        started_at: NOW - 5,
    };
    NewSession { key, record: b"record\0\xff".to_vec(), mark: 1, listed, expires_at: NOW + 100 }
}

/// A session that is there, with tokens.
pub async fn with_tokens(backend: &Shared, key: Key) {
    assert!(backend.insert_session(session(key, None), NOW).await.unwrap());
    assert!(backend.put_tokens(key, b"tokens".to_vec()).await.unwrap());
}

/// A record of one browser that lives for a hundred seconds.
pub fn short_lived(kind: &'static str, key: Key, browser: Key) -> ShortLived {
    ShortLived { kind, key, browser, record: b"short\0lived".to_vec(), expires_at: NOW + 100 }
}

/// Does something many times at once, and returns how often it succeeded.
pub async fn at_once<F: Future<Output = bool> + Send + 'static>(one: impl Fn(usize) -> F) -> usize {
    let running: Vec<_> = (0..MANY).map(|number| tokio::spawn(one(number))).collect();
    let mut succeeded = 0;
    for one in running {
        succeeded += usize::from(one.await.unwrap());
    }
    succeeded
}

/// Sweeps until nothing is left to be swept; returns how much was.
pub async fn sweep_all(backend: &Shared, now: i64, idle_since: i64) -> usize {
    let mut swept = 0;
    loop {
        match backend.sweep(now, idle_since, 10).await.unwrap() {
            0 => return swept,
            some => swept += some,
        }
    }
}
