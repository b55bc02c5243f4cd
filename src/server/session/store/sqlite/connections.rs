//! The connections to the file: several that read, one with a thread of its own that writes.

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

/// A little longer than SQLite waits for another process.
const PATIENCE: Duration = Duration::from_secs(6);

type Change = Box<dyn FnOnce(&mut Connection) + Send>;

/// The connections to one store.
pub struct Connections {
    /// Empty for a store in memory: a second connection would see a database of its own.
    readers: Vec<Mutex<Connection>>,
    next_reader: AtomicUsize,
    writer: mpsc::Sender<Change>,
}

impl Connections {
    /// Opens a file.
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

    /// Makes a store that is gone when the process ends.
    pub fn in_memory() -> Result<Self, StoreError> {
        let mut writer = Connection::open_in_memory()?;
        schema::prepare(&writer)?;
        schema::migrate(&mut writer)?;
        Self::start(Vec::new(), writer)
    }

    /// Asks a question on the calling thread: it takes microseconds.
    pub async fn read<T: Send + 'static>(
        &self,
        question: impl FnOnce(&Connection) -> Result<T, StoreError> + Send + 'static,
    ) -> Result<T, StoreError> {
        let Some(reader) = self.free_reader() else {
            return self.write(|connection| question(connection)).await;
        };
        question(&reader.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// Makes a change on the writer's thread, and returns when it is in the file. Whoever has waited for too long gives up,
    /// and what has not begun by then is never done.
    pub async fn write<T: Send + 'static>(
        &self,
        change: impl FnOnce(&mut Connection) -> Result<T, StoreError> + Send + 'static,
    ) -> Result<T, StoreError> {
        let (done, result) = oneshot::channel();
        let change = Box::new(move |connection: &mut Connection| {
            // Who has given up was told, or has told somebody, that it was not done. In the middle of it is too late.
            if !done.is_closed() {
                let _ = done.send(change(connection));
            }
        });
        self.writer.send(change).map_err(|_| StoreError::Stopped)?;
        timeout(PATIENCE, result).await.map_err(|_| StoreError::Late)?.map_err(|_| StoreError::Stopped)?
    }

    /// Makes a change of one statement on the writer's thread; returns whether it changed something.
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

    use super::{Connections, StoreError};

    #[tokio::test(start_paused = true)]
    async fn who_waits_too_long_is_told_and_nothing_is_done_later() {
        let connections = Connections::in_memory().unwrap();
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
