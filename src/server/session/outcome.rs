//! How a sign-in ended: kept for a minute, so that a second arrival of the same answer ends up where the first did.
//!
//! Browsers send a callback twice more often than one would think: a double click, a prefetch, a retry behind a balancer.
//! A code works once, so only the first arrival may redeem it (RFC 6749 §4.1.2).

use openidconnect::CsrfToken;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use tower_sessions::session::Id;

use super::{SignInCookie, SignInTransaction};

/// How a sign-in ended.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Outcome {
    /// Where the browser goes.
    pub leads_to: String,
    /// The session that was established, if one was.
    pub session: Option<SealedSession>,
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

/// The ID of a session, readable only with the cookie of the sign-in that established it.
///
/// The store knows that cookie's hash and not the cookie, so a stolen database cannot be turned into sessions.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SealedSession {
    sealed: [u8; 16],
    /// When the session ends at the latest, in seconds since 1970.
    pub ends_at: i64,
}

impl SealedSession {
    /// Seals an ID. A `state` and its cookie seal one session only: the pad is used once.
    pub fn seal(id: Id, ends_at: i64, state: &CsrfToken, cookie: &SignInCookie) -> Self {
        Self { sealed: xor(id.0.to_le_bytes(), pad(state, cookie)), ends_at }
    }

    /// Returns the ID; with another `state` or cookie than it was sealed with, an ID that means nothing.
    pub fn open(&self, state: &CsrfToken, cookie: &SignInCookie) -> Id {
        Id(i128::from_le_bytes(xor(self.sealed, pad(state, cookie))))
    }
}

fn pad(state: &CsrfToken, cookie: &SignInCookie) -> [u8; 16] {
    let hash = Sha256::new()
        .chain_update(b"the session of a sign-in\0")
        .chain_update(cookie.secret())
        .chain_update(b"\0")
        .chain_update(state.secret())
        .finalize();
    hash.first_chunk().copied().unwrap_or_default()
}

fn xor(left: [u8; 16], right: [u8; 16]) -> [u8; 16] {
    (u128::from_le_bytes(left) ^ u128::from_le_bytes(right)).to_le_bytes()
}

#[cfg(test)]
mod tests {
    use super::{CsrfToken, Id, SealedSession, SignInCookie};

    #[test]
    fn only_the_cookie_and_the_state_of_the_sign_in_open_what_was_sealed() {
        let (id, state, cookie) = (Id::default(), CsrfToken::new_random(), SignInCookie::new_random());
        let sealed = SealedSession::seal(id, 0, &state, &cookie);
        assert_eq!(sealed.open(&state, &cookie), id);
        assert_ne!(sealed.sealed, id.0.to_le_bytes());
        assert_ne!(sealed.open(&CsrfToken::new_random(), &cookie), id);
        assert_ne!(sealed.open(&state, &SignInCookie::new_random()), id);
    }
}
