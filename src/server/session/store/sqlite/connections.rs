//! The connections to the SQLite file: several readers, and one writer with its own thread.

use std::{
    path::Path,
    sync::{
        Mutex, PoisonError,
        atomic::{AtomicUsize, Ordering},
        mpsc,
    },
    thread,
    time::Duration,
};

use rusqlite::{Connection, OpenFlags, Params};
use tokio::{sync::oneshot, time::timeout};

use super::{super::StoreError, schema};

/// The timeout of a write: a little longer than SQLite waits for the lock of another process.
const WRITE_TIMEOUT: Duration = Duration::from_secs(6);

type Change = Box<dyn FnOnce(&mut Connection) + Send>;

/// The connections to one SQLite store.
pub struct SqliteConnections {
    /// The connections for reads. Empty for a store in memory, because a second connection would see another database.
    readers: Vec<Mutex<Connection>>,
    next_reader: AtomicUsize,
    writer: mpsc::Sender<Change>,
}

impl SqliteConnections {
    /// Opens a store in a file, and migrates its tables.
    pub fn to_file(path: &Path) -> Result<Self, StoreError> {
        let open = || {
            let flags = OpenFlags::default() | OpenFlags::SQLITE_OPEN_NO_MUTEX;
            Connection::open_with_flags(path, flags)
                .map_err(|error| StoreError::Open(format!("{}: {error}", path.display())))
        };
        let mut writer = open()?;
        schema::prepare(&writer)?;
        schema::migrate(&mut writer)?;
        let threads = thread::available_parallelism().map_or(2, usize::from);
        let readers = (0..threads)
            .map(|_| {
                let reader = open()?;
                schema::prepare(&reader)?;
                Ok(Mutex::new(reader))
            })
            .collect::<Result<_, StoreError>>()?;
        Self::start(readers, writer)
    }

    /// Opens a store that is lost when the process ends.
    pub fn in_memory() -> Result<Self, StoreError> {
        let mut writer = Connection::open_in_memory()?;
        schema::prepare(&writer)?;
        schema::migrate(&mut writer)?;
        Self::start(Vec::new(), writer)
    }

    /// Runs a read on the caller's thread, because it takes microseconds.
    pub async fn read<T: Send + 'static>(
        &self,
        read: impl FnOnce(&Connection) -> Result<T, StoreError> + Send + 'static,
    ) -> Result<T, StoreError> {
        let Some(reader) = self.free_reader() else {
            return self.write(|connection| read(connection)).await;
        };
        read(&reader.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// Runs a change on the writer's thread, and returns when it is in the file. After a timeout, a change that has not started
    /// is skipped.
    pub async fn write<T: Send + 'static>(
        &self,
        change: impl FnOnce(&mut Connection) -> Result<T, StoreError> + Send + 'static,
    ) -> Result<T, StoreError> {
        let (done, result) = oneshot::channel();
        let change = Box::new(move |connection: &mut Connection| {
            // Skip a change whose caller timed out, because the caller has reported a failure. A started change runs to its end.
            if !done.is_closed() {
                let _ = done.send(change(connection));
            }
        });
        self.writer.send(change).map_err(|_| StoreError::Stopped)?;
        timeout(WRITE_TIMEOUT, result).await.map_err(|_| StoreError::Late)?.map_err(|_| StoreError::Stopped)?
    }

    /// Runs one statement on the writer's thread. Returns whether it changed a row.
    pub async fn change(
        &self,
        statement: &'static str,
        parameters: impl Params + Send + 'static,
    ) -> Result<bool, StoreError> {
        self.write(move |connection| Ok(connection.prepare_cached(statement)?.execute(parameters)? > 0)).await
    }

    fn start(readers: Vec<Mutex<Connection>>, mut writer: Connection) -> Result<Self, StoreError> {
        let (sender, changes) = mpsc::channel::<Change>();
        thread::Builder::new()
            .name("session-store".into())
            .spawn(move || {
                for change in changes {
                    change(&mut writer);
                }
            })
            .map_err(|error| StoreError::Open(format!("its thread cannot be started: {error}")))?;
        Ok(Self { readers, next_reader: AtomicUsize::new(0), writer: sender })
    }

    fn free_reader(&self) -> Option<&Mutex<Connection>> {
        let index = self.next_reader.fetch_add(1, Ordering::Relaxed).checked_rem(self.readers.len())?;
        self.readers.get(index)
    }
}

#[cfg(test)]
mod tests {
    use std::sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
        mpsc,
    };

    use super::{SqliteConnections, StoreError};

    #[tokio::test(start_paused = true)]
    async fn given_a_queued_change_when_it_times_out_then_it_never_runs() {
        let connections = SqliteConnections::in_memory().unwrap();
        let (release, released) = mpsc::channel::<()>();
        let was_made = Arc::new(AtomicBool::new(false));
        let made = Arc::clone(&was_made);
        let slow = connections.write(move |_| released.recv().map_err(|_| StoreError::Stopped));
        let queued = connections.write(move |_| {
            made.store(true, Ordering::Relaxed);
            Ok(())
        });
        let (slow, queued) = tokio::join!(biased; slow, queued);
        assert!(matches!((slow, queued), (Err(StoreError::Late), Err(StoreError::Late))));
        tokio::time::resume();
        release.send(()).unwrap();
        connections.write(|_| Ok(())).await.unwrap();
        assert!(!was_made.load(Ordering::Relaxed));
    }
}
