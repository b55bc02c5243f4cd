//! The clock of the dev tenant: the real time plus an offset that tests can set.

use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use time::OffsetDateTime;
use time::macros::format_description;

#[derive(Debug, Default)]
pub struct Clock {
    ahead_seconds: AtomicU64,
}

impl Clock {
    /// Returns the time of the dev tenant's clock since 1970.
    #[expect(
        clippy::disallowed_methods,
        reason = "the dev tenant imports nothing from the rest of the crate, so it has a separate clock"
    )]
    pub fn now(&self) -> Duration {
        let ahead = Duration::from_secs(self.ahead_seconds.load(Ordering::Relaxed));
        SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default() + ahead
    }

    /// Returns the time in whole seconds since 1970, as in tokens.
    pub fn seconds(&self) -> u64 {
        self.now().as_secs()
    }

    pub fn advance(&self, seconds: u64) {
        self.ahead_seconds.fetch_add(seconds, Ordering::Relaxed);
    }

    pub fn reset(&self) {
        self.ahead_seconds.store(0, Ordering::Relaxed);
    }

    /// Returns the time in the format of Entra ID's errors: `2026-08-13 21:24:29Z`.
    pub fn timestamp(&self) -> String {
        self.date_time()
            .format(format_description!("[year]-[month]-[day] [hour]:[minute]:[second]Z"))
            .unwrap_or_default()
    }

    /// Returns the time in the format of Graph's errors: `2026-08-13T21:24:29`.
    pub fn graph_date(&self) -> String {
        self.date_time()
            .format(format_description!("[year]-[month]-[day]T[hour]:[minute]:[second]"))
            .unwrap_or_default()
    }

    pub fn date_time(&self) -> OffsetDateTime {
        let seconds = i64::try_from(self.seconds()).unwrap_or(i64::MAX);
        OffsetDateTime::from_unix_timestamp(seconds).unwrap_or(OffsetDateTime::UNIX_EPOCH)
    }
}
