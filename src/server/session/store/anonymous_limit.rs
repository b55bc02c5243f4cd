//! A bound for the short-lived records that requests without a session create: sign-ins, device codes, consents, problems.
//!
//! Rate limits apply to an address or a network, so an attacker with many addresses could otherwise fill the store. The bound
//! is far above the load of real users. It applies to each process, because a shared counter would cost a write per sign-in.

use std::sync::{Mutex, PoisonError};

/// The default bound: about 100 MB of records from each process.
pub const MOST_ANONYMOUS_RECORDS: u32 = 100_000;
/// The minutes whose records count: the ten minutes of a sign-in's lifetime, and the current minute, which has begun.
const WINDOW_MINUTES: i64 = 11;
const SLOTS: usize = 11;

/// Counts the short-lived records that this process created for requests without a session in the last minutes.
pub struct AnonymousLimit {
    most: u32,
    /// For each of the last minutes: its number since 1970, and the count of its records.
    counts: Mutex<[(i64, u32); SLOTS]>,
}

impl AnonymousLimit {
    pub fn new(most: u32) -> Self {
        Self { most, counts: Mutex::default() }
    }

    /// Counts a new short-lived record. Returns `false`, and does not count the record, if there are too many.
    pub fn admits(&self, now: i64) -> bool {
        let minute = now.div_euclid(60);
        let mut counts = self.counts.lock().unwrap_or_else(PoisonError::into_inner);
        let oldest = minute - WINDOW_MINUTES;
        let recent = counts.iter().filter(|(counted, _)| *counted > oldest).map(|(_, count)| *count);
        if recent.fold(0, u32::saturating_add) >= self.most {
            return false;
        }
        let slot = usize::try_from(minute.rem_euclid(WINDOW_MINUTES)).unwrap_or_default();
        if let Some((counted, count)) = counts.get_mut(slot) {
            if *counted != minute {
                (*counted, *count) = (minute, 0);
            }
            *count += 1;
        }
        true
    }
}

#[cfg(test)]
mod tests {
    use super::AnonymousLimit;

    #[test]
    fn given_the_bound_then_more_are_rejected_for_ten_minutes() {
        let limit = AnonymousLimit::new(3);
        let noon = 1_800_000_000;
        assert!(limit.admits(noon) && limit.admits(noon + 59) && limit.admits(noon + 300));
        assert!(!limit.admits(noon + 300) && !limit.admits(noon + 659));
        assert!(limit.admits(noon + 660), "the first two have expired");
        assert!(limit.admits(noon + 661));
        assert!(!limit.admits(noon + 662));
    }
}
