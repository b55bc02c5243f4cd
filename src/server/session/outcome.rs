//! The outcome of a sign-in, stored for a minute, so that a repeated authorization response has the same result as the first.
//!
//! Browsers often send the callback request twice: after a double click, a prefetch, or a retry behind a load balancer. A code
//! works once, so only the first request may redeem it (RFC 6749 §4.1.2).

use serde::{Deserialize, Serialize};

use super::{EstablishedSession, ParkedSessions, SignInTransaction};

/// The outcome of a sign-in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Outcome {
    /// The address to which the browser is redirected: a path of this app, or the provider's URL for the journey that
    /// follows.
    pub leads_to: String,
    /// The session that was established, or `None`. The store encrypts it for the browser of the sign-in.
    pub session: Option<EstablishedSession>,
    /// The sessions of the browser's other accounts after the sign-in.
    #[serde(default, skip_serializing_if = "ParkedSessions::is_empty")]
    pub parked: ParkedSessions,
}

/// The result of looking up the transaction of an authorization response.
#[derive(Debug)]
pub enum ResponseLookup {
    /// The authorization response arrived for the first time. No other request gets the transaction.
    First(Box<SignInTransaction>),
    /// The same response arrived before. `None` while the first request is still running.
    Repeated(Option<Outcome>),
    /// This browser has no sign-in with this `state`, the sign-in has expired, or a different response arrived before.
    Unknown,
}
