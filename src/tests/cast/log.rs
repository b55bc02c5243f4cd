//! A log that can be read.

use std::{
    io::Write,
    sync::{Arc, Mutex},
};

use tracing::subscriber::NoSubscriber;
use tracing_subscriber::{EnvFilter, fmt::MakeWriter};

/// What was logged on this thread since [`Log::begin`].
#[derive(Clone, Default)]
pub struct Log(Arc<Mutex<Vec<u8>>>);

impl Log {
    /// Listens until what comes with it is dropped. Everything of ours and of the libraries around us is heard at its most
    /// talkative; the wire itself (hyper, h2) is not a log that an operator turns on.
    pub fn begin() -> (Self, impl Sized) {
        let log = Self::default();
        let filter = EnvFilter::new("trace,hyper=off,hyper_util=off,h2=off,reqwest=trace");
        let subscriber = tracing_subscriber::fmt().with_ansi(false).with_env_filter(filter).with_writer(log.clone());
        // While there is one subscriber only, `tracing` lets the thread that comes by first decide whether an event is wanted
        // at all, and the other tests' threads want none.
        let second = tracing::Dispatch::new(NoSubscriber::new());
        (log, (tracing::subscriber::set_default(subscriber.finish()), second))
    }

    /// Returns all that was logged.
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
