//! Device codes: a user enters the user code on the device page while the application polls every five seconds.

use std::collections::{BTreeSet, HashMap};
use std::time::Duration;

use crate::dev_tenant::protocol::authority_path::AuthorityPath;
use crate::dev_tenant::protocol::random::{characters, fingerprint, opaque};
use crate::dev_tenant::protocol::scopes::Scopes;
use crate::dev_tenant::state::grants::grant::Grant;

pub const DEVICE_LIFETIME: Duration = Duration::from_mins(15);
pub const INTERVAL: Duration = Duration::from_secs(5);
/// Tolerance for early polls, because clocks and networks are not exact to the millisecond.
const TOLERANCE: Duration = Duration::from_millis(250);
/// The characters of user codes: without look-alikes, and without vowels so that no word appears.
const ALPHABET: &[u8] = b"BCDFGHJKLMNPQRSTVWXZ23456789";

/// The result of polling with a device code (RFC 8628, section 3.5).
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

/// The device authorization request of a device.
#[derive(Clone)]
pub struct DeviceRequest {
    pub authority: AuthorityPath,
    pub scopes: Scopes,
    /// Whether the application is a public client: it sent no client secret.
    pub public_client: bool,
    /// The authentication contexts (`acrs`) that the approval of the device meets.
    pub contexts: BTreeSet<String>,
}

struct Device {
    user_code: UserCode,
    request: DeviceRequest,
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
    /// Stores a device authorization request and returns its new device code and user code.
    pub fn issue(&mut self, request: DeviceRequest, now: Duration) -> (String, String) {
        self.by_fingerprint.retain(|_, device| device.issued_at + 2 * DEVICE_LIFETIME > now);
        let value = opaque();
        let typed = characters(ALPHABET, 9);
        let device = Device {
            user_code: UserCode(typed.clone()),
            request,
            issued_at: now,
            interval: INTERVAL,
            last_poll: None,
            decision: Decision::None,
        };
        self.by_fingerprint.insert(fingerprint(&value), device);
        (value, typed)
    }

    /// Returns the request of the device with this user code, if it is still undecided.
    pub fn request_of(&self, typed: &str, now: Duration) -> Option<DeviceRequest> {
        let wanted = UserCode::parse(typed);
        let device = self.by_fingerprint.values().find(|device| device.is_open(&wanted, now))?;
        Some(device.request.clone())
    }

    /// Approves the device. `false` if no undecided device has this user code.
    pub fn approve(&mut self, typed: &str, grant: Grant, now: Duration) -> bool {
        self.decide(typed, Decision::Approved(Box::new(grant)), now)
    }

    /// Rejects the device. `false` if no undecided device has this user code.
    pub fn decline(&mut self, typed: &str, now: Duration) -> bool {
        self.decide(typed, Decision::Declined, now)
    }

    /// Returns the result for a polling application. An approved device code cannot be used again.
    pub fn poll(&mut self, value: &str, now: Duration) -> Poll {
        let key = fingerprint(value);
        let Some(device) = self.by_fingerprint.get_mut(&key) else { return Poll::Unknown };
        if now >= device.issued_at + DEVICE_LIFETIME {
            return Poll::Expired;
        }
        let earliest = device.last_poll.map_or(Duration::ZERO, |last| last + device.interval.saturating_sub(TOLERANCE));
        device.last_poll = Some(now);
        if now < earliest {
            // RFC 8628, section 3.5: an early poll makes the interval grow by five seconds.
            device.interval += INTERVAL;
            return Poll::TooFast;
        }
        let outcome = match &device.decision {
            Decision::None => return Poll::Pending,
            Decision::Approved(grant) => Poll::Approved(grant.clone()),
            Decision::Declined => return Poll::Declined,
        };
        self.by_fingerprint.remove(&key);
        outcome
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
