//! The comparison of a right with the facts of a session. It sends no request, so it is a table of decisions.

use std::collections::HashSet;

use super::right::{Needs, Proof};
use crate::server::{oidc::ProofRequest, session::UserSession};

/// The accepted difference between the clocks of this machine and of the provider.
const TOLERANCE_SECONDS: i64 = 60;
/// The time after a sign-in in which a step that it requested without success is not requested again.
pub const REPEAT_STEP_AFTER_SECONDS: i64 = 10 * 60;

/// The facts of a session that decide about a right.
pub struct Facts<'a> {
    pub user: &'a UserSession,
    /// The object IDs of the user's groups, fetched from Graph. `None` if they were not fetched.
    pub groups: Option<&'a HashSet<String>>,
    /// The time now, in seconds since 1970.
    pub now: i64,
}

/// The relation of a session to a right, without the scopes of the right.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    Met,
    /// A step at the provider can give the missing proof of authentication.
    StepNeeded,
    /// The decision needs the user's groups, which are not known.
    GroupsUnknown,
    Refused(Refusal),
}

/// The part of a right that the user lacks. No step at the provider gives it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    OtherTenant,
    RoleMissing,
    GroupMissing,
    /// The sign-in of this session requested the proof, and the provider did not give it.
    ProofMissing,
}

impl Standing {
    fn met_or(is_met: bool, refusal: Refusal) -> Self {
        if is_met { Self::Met } else { Self::Refused(refusal) }
    }

    /// Returns a number that is higher for a worse standing.
    fn severity(self) -> u8 {
        match self {
            Self::Met => 0,
            Self::StepNeeded => 1,
            Self::GroupsUnknown => 2,
            Self::Refused(_) => 3,
        }
    }

    /// Returns the standing of two needs that must both be met.
    fn and(self, other: Self) -> Self {
        if other.severity() > self.severity() { other } else { self }
    }

    /// Returns the standing of two needs of which one must be met. Unknown groups come before a step, so that the user is
    /// not disturbed for nothing.
    fn or(self, other: Self) -> Self {
        let rank = |standing: Self| match standing {
            Self::GroupsUnknown => 1,
            Self::StepNeeded => 2,
            other => other.severity(),
        };
        if rank(other) < rank(self) { other } else { self }
    }
}

impl Needs {
    /// Compares the needs with the facts of a session. The scopes are left out, because they belong to access tokens.
    pub fn standing(&self, facts: &Facts<'_>) -> Standing {
        let tenants = self.tenants.iter().map(|tenant| Standing::met_or(facts.is_of(tenant), Refusal::OtherTenant));
        let has_role = |role: &&str| facts.user.membership.has_role(role);
        let roles = self.roles.iter().map(|role| Standing::met_or(has_role(role), Refusal::RoleMissing));
        let groups = self.groups.iter().map(|group| match facts.is_in(group) {
            Some(is_in) => Standing::met_or(is_in, Refusal::GroupMissing),
            None => Standing::GroupsUnknown,
        });
        let alternatives = self.alternatives.iter().map(|alternatives| {
            let each: Vec<_> = alternatives.iter().map(|needs| needs.standing(facts)).collect();
            let best = each.iter().copied().reduce(Standing::or).unwrap_or(Standing::Refused(Refusal::RoleMissing));
            // A session knows only the proof that its sign-in requested, so two alternatives would cause a redirect loop.
            let failed = Standing::Refused(Refusal::ProofMissing);
            if best == Standing::StepNeeded && each.contains(&failed) { failed } else { best }
        });
        let proofs = self.proofs.iter().map(|proof| facts.standing_of(proof));
        tenants.chain(roles).chain(groups).chain(alternatives).chain(proofs).fold(Standing::Met, Standing::and)
    }

    /// Returns the proof that a step must request. It includes proof that the session has, because the session that follows
    /// has only what its sign-in requested. Of alternatives it is the one that is met, or that a step can meet.
    pub fn proof_request(&self, facts: &Facts<'_>) -> ProofRequest {
        let own = self.proofs.iter().map(|proof| facts.request_of(proof));
        let chosen = self.alternatives.iter().filter_map(|alternatives| {
            let with = |standing| alternatives.iter().find(|needs| needs.standing(facts) == standing);
            with(Standing::Met).or_else(|| with(Standing::StepNeeded))
        });
        let chosen = chosen.map(|needs| needs.proof_request(facts));
        own.chain(chosen).fold(ProofRequest::default(), ProofRequest::and)
    }
}

impl Facts<'_> {
    fn is_of(&self, tenant: &str) -> bool {
        self.user.tenant_id.as_deref().is_some_and(|own| own.eq_ignore_ascii_case(tenant))
    }

    /// Returns whether the user is in a group. `None` if the groups are not known.
    fn is_in(&self, group: &str) -> Option<bool> {
        match self.user.membership.groups.ids() {
            Some(ids) => Some(ids.iter().any(|id| id.eq_ignore_ascii_case(group))),
            None => self.groups.map(|groups| groups.contains(&group.to_ascii_lowercase())),
        }
    }

    fn standing_of(&self, proof: &Proof) -> Standing {
        let (user, requested) = (self.user, &self.user.proof_requested);
        let (is_met, was_requested) = match proof {
            Proof::Context { name, within } => {
                let is_listed = user.contexts.iter().any(|met| met == name);
                match within {
                    Some(age) if is_listed => self.met_and_requested(self.proven_at(), *age),
                    _ => (is_listed, requested.contexts.iter().any(|context| context == name)),
                }
            }
            Proof::Acr(values) => (
                self.has_acr(values),
                values.iter().all(|value| requested.acr_values.iter().any(|known| known == value)),
            ),
            Proof::SignedInWithin(age) => self.met_and_requested(user.authenticated_at, *age),
        };
        let is_recent = user.signed_in_at.saturating_add(REPEAT_STEP_AFTER_SECONDS) > self.now;
        match (is_met, was_requested && is_recent) {
            (true, _) => Standing::Met,
            (false, true) => Standing::Refused(Refusal::ProofMissing),
            (false, false) => Standing::StepNeeded,
        }
    }

    fn request_of(&self, proof: &Proof) -> ProofRequest {
        let of_age = |age: u64| ProofRequest {
            max_age: Some(age),
            again: !self.is_fresh(self.user.authenticated_at, age),
            ..ProofRequest::default()
        };
        match proof {
            Proof::Context { name, within } => {
                ProofRequest { contexts: vec![(*name).to_owned()], ..within.map(of_age).unwrap_or_default() }
            }
            Proof::Acr(values) => ProofRequest {
                acr_values: values.iter().map(|value| (*value).to_owned()).collect(),
                // The parameter `acr_values` alone is voluntary, so a provider with a session of the user can ignore it.
                again: !self.has_acr(values),
                ..ProofRequest::default()
            },
            Proof::SignedInWithin(age) => of_age(*age),
        }
    }

    /// Returns the time of the authentication that met the contexts. Without `auth_time` it is the time of the sign-in, if that
    /// requested a new authentication (`prompt=login`). `None` if it may have been silent.
    fn proven_at(&self) -> Option<i64> {
        let user = self.user;
        user.authenticated_at.or(user.proof_requested.again.then_some(user.signed_in_at))
    }

    fn has_acr(&self, values: &[&str]) -> bool {
        self.user.acr.as_deref().is_some_and(|acr| values.contains(&acr))
    }

    fn is_fresh(&self, since: Option<i64>, age: u64) -> bool {
        since.is_some_and(|since| is_within(self.now, since, age))
    }

    /// Returns whether the authentication at this time is recent enough, and whether the sign-in of this session requested that
    /// without success. An authentication that was recent at the sign-in was a success, and has expired since.
    fn met_and_requested(&self, since: Option<i64>, age: u64) -> (bool, bool) {
        let (user, requested) = (self.user, &self.user.proof_requested);
        let was_fresh = since.is_some_and(|since| is_within(user.signed_in_at, since, age));
        let was_requested = requested.again && requested.max_age.is_some_and(|requested| requested <= age);
        (self.is_fresh(since, age), was_requested && !was_fresh)
    }
}

/// Returns whether an authentication was at most this many seconds old.
fn is_within(now: i64, since: i64, age: u64) -> bool {
    let age = i64::try_from(age).unwrap_or(i64::MAX);
    now.saturating_sub(since) <= age.saturating_add(TOLERANCE_SECONDS)
}

#[cfg(test)]
mod tests;
