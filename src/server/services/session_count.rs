//! The number of live sessions for the metrics, counted at most once a minute.

use std::time::Duration;

use tokio::{
    sync::Mutex,
    time::{Instant, timeout},
};

use crate::server::session::Store;

/// The time for which the number of sessions is cached, because the store reads an index, a table or all keys to count them.
const COUNT_LIFETIME: Duration = Duration::from_mins(1);
/// The timeout of counting, which is shorter than that of a scrape.
const COUNT_TIMEOUT: Duration = Duration::from_secs(5);

/// The cached number of live sessions. The lock makes concurrent scrapes share one count.
#[derive(Default)]
pub struct SessionCount(Mutex<Option<(Instant, Option<usize>)>>);

impl SessionCount {
    /// Returns the number of live sessions. `None` if the store failed.
    pub(super) async fn of(&self, store: &Store) -> Option<usize> {
        let mut last = self.0.lock().await;
        if let Some((_, number)) = last.filter(|(at, _)| at.elapsed() < COUNT_LIFETIME) {
            return number;
        }
        let number = timeout(COUNT_TIMEOUT, store.count_sessions()).await.ok().and_then(Result::ok);
        *last = Some((Instant::now(), number));
        number
    }
}
