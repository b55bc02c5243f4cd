//! rusqlite: a reading connection for each core and one that writes, called inline or on blocking threads.

use std::{
    marker::PhantomData,
    path::Path,
    sync::{
        Arc, Mutex, MutexGuard, PoisonError,
        atomic::{AtomicUsize, Ordering},
    },
    time::Duration,
};

use rusqlite::Connection;

use crate::store::{Failure, INSERT, Key, LATER, NOW, READ, Store, UPDATE};

/// Calls SQLite on the runtime's own threads.
#[derive(Clone)]
pub struct Inline;
/// Calls SQLite on the runtime's threads for blocking work.
#[derive(Clone)]
pub struct Blocking;

/// Where a call runs.
pub trait Place: Clone + Send + Sync + 'static {
    fn run<T: Send + 'static>(
        work: impl FnOnce() -> Result<T, Failure> + Send + 'static,
    ) -> impl Future<Output = Result<T, Failure>> + Send;
}

impl Place for Inline {
    async fn run<T: Send + 'static>(work: impl FnOnce() -> Result<T, Failure> + Send + 'static) -> Result<T, Failure> {
        work()
    }
}

impl Place for Blocking {
    async fn run<T: Send + 'static>(work: impl FnOnce() -> Result<T, Failure> + Send + 'static) -> Result<T, Failure> {
        tokio::task::spawn_blocking(work).await?
    }
}

/// A session store by rusqlite.
#[derive(Clone)]
pub struct RusqliteStore<P> {
    connections: Arc<Connections>,
    place: PhantomData<P>,
}

struct Connections {
    readers: Vec<Mutex<Connection>>,
    writer: Mutex<Connection>,
    next: AtomicUsize,
}

impl<P> RusqliteStore<P> {
    pub fn open(file: &Path) -> Result<Self, Failure> {
        let cores = std::thread::available_parallelism()?.get();
        let readers = (0..cores).map(|_| connection(file).map(Mutex::new)).collect::<Result<_, _>>()?;
        let writer = Mutex::new(connection(file)?);
        Ok(Self {
            connections: Arc::new(Connections { readers, writer, next: AtomicUsize::new(0) }),
            place: PhantomData,
        })
    }
}

fn connection(file: &Path) -> Result<Connection, Failure> {
    let connection = Connection::open(file)?;
    connection.pragma_update(None, "synchronous", "NORMAL")?;
    connection.busy_timeout(Duration::from_secs(5))?;
    Ok(connection)
}

impl Connections {
    /// Returns a connection that nobody uses, or else waits for the next one in turn.
    fn reader(&self) -> MutexGuard<'_, Connection> {
        let first = self.next.fetch_add(1, Ordering::Relaxed) % self.readers.len();
        let (behind, ahead) = self.readers.split_at(first);
        let free = ahead.iter().chain(behind).find_map(|reader| reader.try_lock().ok());
        free.unwrap_or_else(|| self.readers[first].lock().unwrap_or_else(PoisonError::into_inner))
    }

    fn writer(&self) -> MutexGuard<'_, Connection> {
        self.writer.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl<P: Place> Store for RusqliteStore<P> {
    async fn read(&self, key: Key) -> Result<Vec<u8>, Failure> {
        let connections = Arc::clone(&self.connections);
        P::run(move || {
            let reader = connections.reader();
            let record = reader.prepare_cached(READ)?.query_row((key, NOW), |row| row.get(0))?;
            Ok(record)
        })
        .await
    }

    async fn update(&self, key: Key, record: Arc<[u8]>) -> Result<(), Failure> {
        let connections = Arc::clone(&self.connections);
        P::run(move || {
            connections.writer().prepare_cached(UPDATE)?.execute((&*record, NOW, key))?;
            Ok(())
        })
        .await
    }

    async fn insert(&self, key: Key, record: Arc<[u8]>) -> Result<(), Failure> {
        let connections = Arc::clone(&self.connections);
        P::run(move || {
            connections.writer().prepare_cached(INSERT)?.execute((key, &*record, LATER, NOW))?;
            Ok(())
        })
        .await
    }
}
