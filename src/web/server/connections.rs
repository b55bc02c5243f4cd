//! The open connections of the server: their number, and which of them are idle.
//!
//! A connection is idle while the server waits for the client: for headers, for a body, or until a response is received. When
//! the limit is reached, the connection that has been idle for the longest time is closed for a new one. Therefore clients that
//! send nothing cannot lock out others.

use std::{
    collections::BTreeMap,
    sync::{
        Arc, Mutex, MutexGuard, PoisonError,
        atomic::{AtomicBool, Ordering},
    },
    time::Duration,
};

use tokio::sync::Notify;

/// The open connections of the server, and their limit.
pub struct Connections {
    most: usize,
    state: Mutex<State>,
    /// The notification of a waiting task that a connection has ended.
    ended: Notify,
}

#[derive(Default)]
struct State {
    open: usize,
    /// The idle connections, in the order in which they became idle.
    idle: BTreeMap<u64, Arc<Notify>>,
    next: u64,
}

/// An open connection. It ends when this value is dropped.
pub struct Connection {
    all: Arc<Connections>,
    /// The key of this connection in [`State::idle`]. `None` if the connection is busy.
    idle_since: Mutex<Option<u64>>,
    evicted: Arc<Notify>,
    has_request: AtomicBool,
}

impl Connections {
    /// Creates the counter of open connections, with a limit of `most` connections.
    pub fn new(most: usize) -> Arc<Self> {
        Arc::new(Self { most, state: Mutex::default(), ended: Notify::new() })
    }

    /// Waits until the limit allows another connection, and counts it. Only one task at a time may wait.
    pub async fn admit(self: &Arc<Self>) -> Connection {
        while !self.is_admitted() {
            self.ended.notified().await;
        }
        let (idle_since, evicted) = (Mutex::default(), Arc::default());
        let connection = Connection { all: Arc::clone(self), idle_since, evicted, has_request: AtomicBool::new(false) };
        connection.idle();
        connection
    }

    /// Counts one more connection and returns `true`. At the limit, closes an idle connection instead and returns
    /// `false`.
    fn is_admitted(&self) -> bool {
        let mut state = self.state();
        let has_room = state.open < self.most;
        if has_room {
            state.open += 1;
        } else if let Some((_, oldest)) = state.idle.pop_first() {
            oldest.notify_one();
        }
        has_room
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Connection {
    /// Marks the connection as idle: the server waits for the client.
    pub fn idle(&self) {
        let mut idle_since = self.idle_since();
        if idle_since.is_none() {
            let mut state = self.all.state();
            let now = state.next;
            state.next += 1;
            state.idle.insert(now, Arc::clone(&self.evicted));
            *idle_since = Some(now);
        }
    }

    /// Marks the connection as busy: the client waits for the server.
    pub fn busy(&self) {
        if let Some(since) = self.idle_since().take() {
            self.all.state().idle.remove(&since);
        }
    }

    /// Records that the headers of a request have arrived on this connection.
    pub fn has_request(&self) {
        self.has_request.store(true, Ordering::Relaxed);
    }

    /// Waits until this connection has to be closed for a new one.
    pub async fn evicted(&self) {
        self.evicted.notified().await;
    }

    /// Waits until the connection has been open for this time without a request. Never returns if a request has
    /// arrived.
    pub async fn without_request(&self, limit: Duration) {
        tokio::time::sleep(limit).await;
        if self.has_request.load(Ordering::Relaxed) {
            std::future::pending::<()>().await;
        }
    }

    fn idle_since(&self) -> MutexGuard<'_, Option<u64>> {
        self.idle_since.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for Connection {
    fn drop(&mut self) {
        self.busy();
        self.all.state().open -= 1;
        self.all.ended.notify_one();
    }
}
