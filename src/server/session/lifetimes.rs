//! The lifetimes of the records of sign-ins. The lifetimes of sessions are settings.

use std::time::Duration;

/// The authorization response must arrive within this time after its sign-in has begun.
pub const TRANSACTION_LIFETIME: Duration = Duration::from_mins(10);
/// A repeated authorization response waits at most this long for the outcome of the first request. If the process of
/// the first request crashes, its lock expires after this time.
pub const HANDLING_LIFETIME: Duration = Duration::from_secs(30);
/// The outcome of a sign-in is stored for this time.
pub const OUTCOME_LIFETIME: Duration = Duration::from_mins(1);
/// How long the next sign-in can name the account of a session that has ended at the provider.
pub const ENDED_SESSION_LIFETIME: Duration = Duration::from_hours(1);
