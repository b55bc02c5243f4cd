//! Refresh tokens: ninety days from the last use, kept as hashes only.

use std::collections::{HashMap, HashSet};

use serde::{Deserialize, Serialize};

use super::Grant;
use crate::dev_tenant::random::{fingerprint, opaque};

const LIFETIME_SECONDS: u64 = 90 * 24 * 3600;

/// What becomes of a refresh token when it was used.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum RefreshMode {
    /// A new one is given, and the old one stays valid: so does Entra ID.
    #[default]
    Entra,
    /// A new one is given, and using the old one again ends the whole sign-in (RFC 9700, section 4.14.2).
    Strict,
}

#[derive(Clone, Debug, Deserialize, Serialize)]
pub struct RefreshGrant {
    pub grant: Grant,
    /// In seconds since 1970.
    issued_at: u64,
    used: bool,
}

/// What came of presenting a refresh token.
pub enum RefreshOutcome {
    Valid(Box<Grant>),
    Revoked,
    Expired,
    Unknown,
}

#[derive(Default)]
pub struct RefreshGrants {
    by_fingerprint: HashMap<String, RefreshGrant>,
    ended_families: HashSet<String>,
}

impl RefreshGrants {
    pub fn from_remembered(by_fingerprint: HashMap<String, RefreshGrant>) -> Self {
        Self { by_fingerprint, ended_families: HashSet::new() }
    }

    /// Returns what a restart must not lose.
    pub fn to_remember(&self) -> HashMap<&str, &RefreshGrant> {
        let living = |(_, kept): &(&String, &RefreshGrant)| !self.has_ended(&kept.grant.family);
        self.by_fingerprint.iter().filter(living).map(|(hash, kept)| (hash.as_str(), kept)).collect()
    }

    /// Returns a new refresh token.
    pub fn issue(&mut self, grant: Grant, now: u64) -> String {
        self.by_fingerprint.retain(|_, kept| kept.issued_at + LIFETIME_SECONDS > now);
        let value = opaque();
        self.by_fingerprint.insert(fingerprint(&value), RefreshGrant { grant, issued_at: now, used: false });
        value
    }

    /// Returns what a refresh token was given for, without using it.
    pub fn peek(&self, value: &str) -> Option<Grant> {
        self.by_fingerprint.get(&fingerprint(value)).map(|kept| kept.grant.clone())
    }

    pub fn redeem(&mut self, value: &str, mode: RefreshMode, now: u64) -> RefreshOutcome {
        let Some(kept) = self.by_fingerprint.get_mut(&fingerprint(value)) else { return RefreshOutcome::Unknown };
        let grant = kept.grant.clone();
        let used_before = std::mem::replace(&mut kept.used, true);
        if now >= kept.issued_at + LIFETIME_SECONDS {
            return RefreshOutcome::Expired;
        }
        if used_before && mode == RefreshMode::Strict {
            self.end_family(&grant.family);
        }
        if self.has_ended(&grant.family) {
            return RefreshOutcome::Revoked;
        }
        RefreshOutcome::Valid(Box::new(grant))
    }

    /// Ends every token of one sign-in, access tokens included.
    pub fn end_family(&mut self, family: &str) {
        self.ended_families.insert(family.to_owned());
    }

    /// Ends every sign-in of a person. Access tokens are checked against them, so they end as well: Graph's own take some
    /// minutes.
    pub fn end_those_of(&mut self, persona_id: &str) {
        let theirs = self.by_fingerprint.values().filter(|kept| kept.grant.persona_id == persona_id);
        let families: Vec<_> = theirs.map(|kept| kept.grant.family.clone()).collect();
        self.ended_families.extend(families);
    }

    pub fn has_ended(&self, family: &str) -> bool {
        self.ended_families.contains(family)
    }

    /// Forgets all refresh tokens; access tokens that are out live on.
    pub fn forget_all(&mut self) {
        self.by_fingerprint.clear();
    }
}
