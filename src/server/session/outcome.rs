//! How a sign-in ended: kept for a minute, so that a second arrival of the same answer ends up where the first did.
//!
//! Browsers send a callback twice more often than one would think: a double click, a prefetch, a retry behind a balancer.
//! A code works once, so only the first arrival may redeem it (RFC 6749 §4.1.2).

use serde::{Deserialize, Serialize};

use super::{EstablishedSession, SignInTransaction};

/// How a sign-in ended.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Outcome {
    /// Where the browser goes.
    pub leads_to: String,
    /// The session that was established, if one was. The store seals it for the browser of the sign-in, as all else.
    pub session: Option<EstablishedSession>,
}

/// What an authorization response finds when it arrives.
#[derive(Debug)]
pub enum Arrival {
    /// It is the first: here is the transaction, which nobody gets a second time.
    First(Box<SignInTransaction>),
    /// The same answer came before; there is an outcome unless it is still in the making.
    Again(Option<Outcome>),
    /// There is no such sign-in in this browser, it is over, or another answer was given to it.
    Unknown,
}
