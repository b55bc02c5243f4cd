//! Device codes: somebody types the short code into the device page while the application asks every five seconds.

use std::collections::{BTreeSet, HashMap};
use std::time::Duration;

use super::Grant;
use crate::dev_tenant::place::Place;
use crate::dev_tenant::random::{characters, fingerprint, opaque};
use crate::dev_tenant::scopes::Scopes;

pub const DEVICE_LIFETIME: Duration = Duration::from_mins(15);
pub const INTERVAL: Duration = Duration::from_secs(5);
/// Clocks and networks are not exact to the millisecond.
const TOLERANCE: Duration = Duration::from_millis(250);
/// Nine characters that are not mistaken for each other and spell no word.
const ALPHABET: &[u8] = b"BCDFGHJKLMNPQRSTVWXZ23456789";

/// What came of asking for tokens with a device code (RFC 8628, section 3.5).
pub enum Poll {
    Approved(Box<Grant>),
    Pending,
    TooFast,
    Declined,
    Expired,
    Unknown,
}

enum Decision {
    None,
    Approved(Box<Grant>),
    Declined,
}

/// What a device asks for.
#[derive(Clone)]
pub struct Asked {
    pub place: Place,
    pub scopes: Scopes,
    /// Whether a client without a secret asks.
    pub public_client: bool,
    /// The authentication contexts that letting the device in stands for.
    pub contexts: BTreeSet<String>,
}

struct Device {
    user_code: UserCode,
    asked: Asked,
    issued_at: Duration,
    interval: Duration,
    last_poll: Option<Duration>,
    decision: Decision,
}

#[derive(PartialEq, Eq)]
struct UserCode(String);

impl UserCode {
    fn parse(typed: &str) -> Self {
        Self(typed.chars().filter(char::is_ascii_alphanumeric).collect::<String>().to_ascii_uppercase())
    }
}

#[derive(Default)]
pub struct Devices {
    by_fingerprint: HashMap<String, Device>,
}

impl Devices {
    /// Returns a new device code and its user code.
    pub fn issue(&mut self, asked: Asked, now: Duration) -> (String, String) {
        self.by_fingerprint.retain(|_, device| device.issued_at + 2 * DEVICE_LIFETIME > now);
        let value = opaque();
        let typed = characters(ALPHABET, 9);
        let device = Device {
            user_code: UserCode(typed.clone()),
            asked,
            issued_at: now,
            interval: INTERVAL,
            last_poll: None,
            decision: Decision::None,
        };
        self.by_fingerprint.insert(fingerprint(&value), device);
        (value, typed)
    }

    /// Returns what the device with this user code asks for, while it can be decided on.
    pub fn asked_for(&self, typed: &str, now: Duration) -> Option<Asked> {
        let wanted = UserCode::parse(typed);
        let device = self.by_fingerprint.values().find(|device| device.is_open(&wanted, now))?;
        Some(device.asked.clone())
    }

    /// Lets the device in; says whether there was one to let in.
    pub fn approve(&mut self, typed: &str, grant: Grant, now: Duration) -> bool {
        self.decide(typed, Decision::Approved(Box::new(grant)), now)
    }

    /// Turns the device away; says whether there was one to turn away.
    pub fn decline(&mut self, typed: &str, now: Duration) -> bool {
        self.decide(typed, Decision::Declined, now)
    }

    /// Answers the application that asks; an approved code is used up by it.
    pub fn poll(&mut self, value: &str, now: Duration) -> Poll {
        let key = fingerprint(value);
        let Some(device) = self.by_fingerprint.get_mut(&key) else { return Poll::Unknown };
        if now >= device.issued_at + DEVICE_LIFETIME {
            return Poll::Expired;
        }
        let earliest = device.last_poll.map_or(Duration::ZERO, |last| last + device.interval.saturating_sub(TOLERANCE));
        device.last_poll = Some(now);
        if now < earliest {
            // RFC 8628, section 3.5: the interval grows by five seconds.
            device.interval += INTERVAL;
            return Poll::TooFast;
        }
        let answer = match &device.decision {
            Decision::None => return Poll::Pending,
            Decision::Approved(grant) => Poll::Approved(grant.clone()),
            Decision::Declined => return Poll::Declined,
        };
        self.by_fingerprint.remove(&key);
        answer
    }

    pub fn clear(&mut self) {
        self.by_fingerprint.clear();
    }

    fn decide(&mut self, typed: &str, decision: Decision, now: Duration) -> bool {
        let wanted = UserCode::parse(typed);
        let device = self.by_fingerprint.values_mut().find(|device| device.is_open(&wanted, now));
        device.map(|device| device.decision = decision).is_some()
    }
}

impl Device {
    fn is_open(&self, wanted: &UserCode, now: Duration) -> bool {
        self.user_code == *wanted && matches!(self.decision, Decision::None) && now < self.issued_at + DEVICE_LIFETIME
    }
}
