//! Refresh tokens of the dev tenant. They are valid for 90 days and kept as hashes only.

use std::collections::{HashMap, HashSet};

use serde::{Deserialize, Serialize};

use crate::dev_tenant::protocol::random::{fingerprint, opaque};
use crate::dev_tenant::settings::RefreshMode;
use crate::dev_tenant::state::grants::grant::Grant;

const LIFETIME_SECONDS: u64 = 90 * 24 * 3600;

#[derive(Clone, Debug, Deserialize, Serialize)]
pub struct RefreshGrant {
    pub grant: Grant,
    /// The time of the issue, in seconds since 1970.
    issued_at: u64,
    used: bool,
}

/// The result of presenting a refresh token to the token endpoint.
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
    pub fn from_saved(by_fingerprint: HashMap<String, RefreshGrant>) -> Self {
        Self { by_fingerprint, ended_families: HashSet::new() }
    }

    /// Returns the grants for the state file: all whose family (the tokens of one sign-in) has not ended.
    pub fn to_save(&self) -> HashMap<&str, &RefreshGrant> {
        let is_valid = |(_, kept): &(&String, &RefreshGrant)| !self.has_ended(&kept.grant.family);
        self.by_fingerprint.iter().filter(is_valid).map(|(hash, kept)| (hash.as_str(), kept)).collect()
    }

    /// Stores a grant and returns a new refresh token for it.
    pub fn issue(&mut self, grant: Grant, now: u64) -> String {
        self.by_fingerprint.retain(|_, kept| kept.issued_at + LIFETIME_SECONDS > now);
        let value = opaque();
        self.by_fingerprint.insert(fingerprint(&value), RefreshGrant { grant, issued_at: now, used: false });
        value
    }

    /// Returns the grant of a refresh token without using the token.
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

    /// Ends all tokens of one sign-in, including access tokens.
    pub fn end_family(&mut self, family: &str) {
        self.ended_families.insert(family.to_owned());
    }

    /// Ends all sign-ins of a user. Access tokens end at once, because they are checked against ended families; at the
    /// real Graph this takes some minutes.
    pub fn end_all_of_user(&mut self, persona_id: &str) {
        let of_user = self.by_fingerprint.values().filter(|kept| kept.grant.persona_id == persona_id);
        let families: Vec<_> = of_user.map(|kept| kept.grant.family.clone()).collect();
        self.ended_families.extend(families);
    }

    pub fn has_ended(&self, family: &str) -> bool {
        self.ended_families.contains(family)
    }

    /// Removes all refresh tokens. Issued access tokens stay valid.
    pub fn forget_all(&mut self) {
        self.by_fingerprint.clear();
    }
}
