//! The number of sign-ins of this process by their outcome. They are counted with and without `MANAGEMENT_ADDR`.

use std::sync::atomic::{AtomicU64, Ordering};

use super::labels;
use crate::server::{clock, sign_in_problem::SignInProblemKind};

/// Counts of the sign-ins since the start of the process.
pub struct SignInCounts {
    since: i64,
    succeeded: AtomicU64,
    /// In the order of [`SignInProblemKind::ALL`].
    failed: [AtomicU64; SignInProblemKind::ALL.len()],
}

/// The counts at one moment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SignInsSoFar {
    /// The start of the process, in seconds since 1970.
    pub since: i64,
    pub succeeded: u64,
    /// The classes of failures that occurred, the most frequent first, each with the name that it has in the metrics and its number.
    pub failed: Vec<(&'static str, u64)>,
}

impl Default for SignInCounts {
    fn default() -> Self {
        Self { since: clock::unix_now(), succeeded: AtomicU64::default(), failed: Default::default() }
    }
}

impl SignInCounts {
    pub(super) fn count_success(&self) {
        self.succeeded.fetch_add(1, Ordering::Relaxed);
    }

    pub(super) fn count_failure(&self, kind: SignInProblemKind) {
        let counts = SignInProblemKind::ALL.iter().zip(&self.failed);
        if let Some((_, count)) = counts.into_iter().find(|(known, _)| **known == kind) {
            count.fetch_add(1, Ordering::Relaxed);
        }
    }

    /// Returns the counts until now.
    pub fn so_far(&self) -> SignInsSoFar {
        let counts = SignInProblemKind::ALL.into_iter().zip(&self.failed);
        let counts = counts.map(|(kind, count)| (labels::reason(kind), count.load(Ordering::Relaxed)));
        let mut failed: Vec<_> = counts.filter(|(_, count)| *count > 0).collect();
        failed.sort_by_key(|(name, count)| (std::cmp::Reverse(*count), *name));
        SignInsSoFar { since: self.since, succeeded: self.succeeded.load(Ordering::Relaxed), failed }
    }
}

#[cfg(test)]
mod tests {
    use super::{SignInCounts, SignInProblemKind as Kind};

    #[test]
    fn failures_are_counted_by_class_the_most_frequent_first() {
        let counts = SignInCounts::default();
        assert!(counts.so_far().failed.is_empty());
        counts.count_success();
        for kind in [Kind::Declined, Kind::Refused, Kind::ClockSkew, Kind::Refused] {
            counts.count_failure(kind);
        }
        let so_far = counts.so_far();
        assert_eq!(so_far.succeeded, 1);
        assert_eq!(so_far.failed, [("refused", 2), ("clock_skew", 1), ("declined", 1)]);
    }

    #[test]
    fn each_class_has_a_count() {
        let counts = SignInCounts::default();
        for kind in Kind::ALL {
            counts.count_failure(kind);
        }
        assert_eq!(counts.so_far().failed.len(), Kind::ALL.len());
    }
}
