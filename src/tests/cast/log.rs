//! Captures log events so that a test can read them.

use std::{
    io::Write,
    sync::{Arc, Mutex},
};

use tracing::subscriber::NoSubscriber;
use tracing_subscriber::{EnvFilter, fmt::MakeWriter};

/// The events that were logged on this thread since [`Log::begin`].
#[derive(Clone, Default)]
pub struct Log(Arc<Mutex<Vec<u8>>>);

impl Log {
    /// Captures events until the returned guard is dropped. The level is `trace` for the app and its libraries. `hyper` and `h2`
    /// are off, because operators do not enable their logs.
    pub fn begin() -> (Self, impl Sized) {
        let log = Self::default();
        let filter = EnvFilter::new("trace,hyper=off,hyper_util=off,h2=off,reqwest=trace");
        let subscriber = tracing_subscriber::fmt().with_ansi(false).with_env_filter(filter).with_writer(log.clone());
        // With a single subscriber, `tracing` caches the first thread's decision on whether an event is enabled. Threads of other
        // tests have no subscriber and would disable the event, so a second subscriber prevents this cache.
        let second = tracing::Dispatch::new(NoSubscriber::new());
        (log, (tracing::subscriber::set_default(subscriber.finish()), second))
    }

    /// Returns the bytes of the captured log.
    pub fn bytes(&self) -> Vec<u8> {
        self.0.lock().unwrap().clone()
    }
}

impl Write for Log {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

impl MakeWriter<'_> for Log {
    type Writer = Self;

    fn make_writer(&self) -> Self {
        self.clone()
    }
}
