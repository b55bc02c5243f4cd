//! Records and helpers that the test cases of the store's backends share.

use std::{future::Future, sync::Arc};

use leptos_entra::server::session::{
    BrowserKey, PersonKey, RecordKey, SessionKey, StoreError,
    store::backend::{
        Backend, LeaseChange, Listing, NewSession, RecordId, Replacement, SessionUpdate, ShortLived, TakeRequest,
        Taken, TokenCondition,
    },
};

pub type Shared = Arc<dyn Backend>;

/// The current time in the test cases. It is far in the future, so that no record expires by a server's own clock.
pub const NOW: i64 = 4_000_000_000;
/// The number of concurrent calls in tests of races.
pub const MANY: usize = 16;

/// Returns a key of any type, filled with one byte.
pub fn key<K: From<[u8; 32]>>(byte: u8) -> K {
    [byte; 32].into()
}

/// Returns the ID of a short-lived record.
pub fn id(kind: &'static str, key: RecordKey) -> RecordId {
    RecordId { kind, key }
}

/// Makes an update that stores the time of the last use of a session.
pub fn last_use(seen_at: i64) -> SessionUpdate {
    SessionUpdate::LastUse { seen_at }
}

/// Makes an update that replaces the record of a session.
pub fn save(expected: [i64; 2], record: Vec<u8>, revision: i64, expires_at: i64) -> SessionUpdate {
    SessionUpdate::Record { expected, revision, record, expires_at }
}

/// Makes a request for the lease on the tokens of a session.
pub fn acquire(owner: i64, now: i64, until: i64) -> LeaseChange {
    LeaseChange::Acquire { owner, now, until }
}

/// Makes a request to take (read and remove) a short-lived record.
pub fn request(kind: &'static str, key: RecordKey, browser: BrowserKey, now: i64) -> TakeRequest {
    TakeRequest { id: id(kind, key), browser, now }
}

/// Takes a short-lived record without writing a replacement. Returns the record.
pub async fn taken(backend: &Shared, request: TakeRequest) -> Option<Vec<u8>> {
    match backend.take(request, None).await.unwrap() {
        Taken::Record(record) => Some(record),
        Taken::Replacement(_) => panic!("there is no replacement"),
        Taken::Nothing => None,
    }
}

/// Takes a record of kind `taken` and writes its replacement, which has the same key and browser.
pub async fn exchange(
    backend: &dyn Backend,
    taken: &'static str,
    replacement: ShortLived,
    now: i64,
) -> Result<Taken, StoreError> {
    let ShortLived { id, browser, record, expires_at } = replacement;
    let request = TakeRequest { id: RecordId { kind: taken, ..id }, browser, now };
    backend.take(request, Some(Replacement { kind: id.kind, record, expires_at })).await
}

/// Makes a new session with this key. Without a person, the session belongs to no user.
pub fn session(key: SessionKey, person: Option<PersonKey>) -> NewSession {
    let listed = Listing {
        person,
        provider_session: person.map(|_| self::key(99)),
        tenant: person.map(|_| b"tenant\0\xff".to_vec()),
        browser: "Firefox on Android".to_owned(),
        started_at: NOW - 5,
    };
    NewSession { key, record: b"record\0\xff".to_vec(), revision: 1, listed, expires_at: NOW + 100 }
}

/// Inserts a session with tokens into the backend.
pub async fn with_tokens(backend: &Shared, key: SessionKey) {
    assert!(backend.insert_session(session(key, None), NOW).await.unwrap());
    assert!(backend.put_tokens(key, b"tokens".to_vec(), TokenCondition::Always).await.unwrap());
}

/// Makes a record of one browser that expires in a hundred seconds.
pub fn short_lived(kind: &'static str, key: RecordKey, browser: BrowserKey) -> ShortLived {
    ShortLived { id: id(kind, key), browser, record: b"short\0lived".to_vec(), expires_at: NOW + 100 }
}

/// Makes many concurrent calls of `one`. Returns how many of them succeeded.
pub async fn at_once<F: Future<Output = bool> + Send + 'static>(one: impl Fn(usize) -> F) -> usize {
    let running: Vec<_> = (0..MANY).map(|number| tokio::spawn(one(number))).collect();
    let mut succeeded = 0;
    for one in running {
        succeeded += usize::from(one.await.unwrap());
    }
    succeeded
}

/// Sweeps a backend until nothing is left to delete. Returns how many records were deleted.
pub async fn sweep_all(backend: &Shared, now: i64, idle_since: i64) -> usize {
    let mut swept = 0;
    loop {
        match backend.sweep(now, idle_since, 10).await.unwrap() {
            0 => return swept,
            some => swept += some,
        }
    }
}
