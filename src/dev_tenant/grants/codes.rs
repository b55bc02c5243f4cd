//! Authorization codes: each works once, within a minute.

use std::collections::HashMap;
use std::time::Duration;

use super::Grant;
use crate::dev_tenant::place::Place;
use crate::dev_tenant::random::{fingerprint, opaque};

const CODE_LIFETIME: Duration = Duration::from_mins(1);
/// How long a spent code is remembered, so that its reuse is noticed.
const MEMORY: Duration = Duration::from_hours(1);

/// What a code was given for (RFC 6749, section 4.1.3; RFC 7636, section 4.6).
#[derive(Clone, Debug)]
pub struct IssuedCode {
    pub grant: Grant,
    pub redirect_uri: String,
    pub code_challenge: String,
    pub nonce: Option<String>,
    pub wants_client_info: bool,
    /// Where the person signed in; the code is good there only.
    pub place: Place,
}

/// What came of presenting a code.
pub enum Redemption {
    First(Box<IssuedCode>),
    /// The code was presented before: what it gave must end (RFC 6749, section 4.1.2).
    Again {
        family: String,
    },
    Expired,
    Unknown,
}

struct Entry {
    issued: IssuedCode,
    issued_at: Duration,
    spent: bool,
}

#[derive(Default)]
pub struct Codes {
    by_fingerprint: HashMap<String, Entry>,
}

impl Codes {
    /// Returns a new code.
    pub fn issue(&mut self, issued: IssuedCode, now: Duration) -> String {
        self.by_fingerprint.retain(|_, entry| entry.issued_at + MEMORY > now);
        let value = opaque();
        self.by_fingerprint.insert(fingerprint(&value), Entry { issued, issued_at: now, spent: false });
        value
    }

    /// Takes the code out of use, whether or not the rest of the request turns out to be right.
    pub fn redeem(&mut self, value: &str, now: Duration) -> Redemption {
        let Some(entry) = self.by_fingerprint.get_mut(&fingerprint(value)) else { return Redemption::Unknown };
        if entry.spent {
            return Redemption::Again { family: entry.issued.grant.family.clone() };
        }
        entry.spent = true;
        if now >= entry.issued_at + CODE_LIFETIME {
            return Redemption::Expired;
        }
        Redemption::First(Box::new(entry.issued.clone()))
    }
}
