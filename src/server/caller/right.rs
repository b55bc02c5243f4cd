//! Rights: the permissions that a page, a server function or a Graph request needs, declared in its signature.

use std::{mem, time::Duration};

use openidconnect::Scope;

use crate::server::named_apis::NamedApi;

/// A named right, the type parameter of [`SignedIn`](super::SignedIn). Two rights combine to one: `(ReadMail,
/// Operator)`.
///
/// ```
/// use leptos_entra::server::{Needs, Right};
///
/// /// The right to read the user's mail.
/// pub struct ReadMail;
///
/// impl Right for ReadMail {
///     fn needs() -> Needs {
///         Needs::scope("Mail.Read")
///     }
/// }
/// ```
pub trait Right: 'static {
    /// Returns the permissions that the user needs.
    fn needs() -> Needs;
}

/// The right of every signed-in user, which needs no permission.
impl Right for () {
    fn needs() -> Needs {
        Needs::default()
    }
}

impl<A: Right, B: Right> Right for (A, B) {
    fn needs() -> Needs {
        A::needs().and(B::needs())
    }
}

/// The permissions that a right consists of. All of them are needed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Needs {
    pub(in crate::server) scopes: Vec<Scope>,
    pub(super) roles: Vec<&'static str>,
    pub(super) tenants: Vec<&'static str>,
    /// The names of APIs, whose scopes are settings.
    pub(in crate::server) apis: Vec<&'static str>,
    pub(super) groups: Vec<&'static str>,
    pub(super) proofs: Vec<Proof>,
    /// Lists of needs. Of each list one must be met.
    pub(super) alternatives: Vec<Vec<Needs>>,
}

/// A proof of authentication that a step at the provider can give. Ages are in seconds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Proof {
    Context {
        name: &'static str,
        within: Option<u64>,
    },
    /// One of these classes (`acr`).
    Acr(Vec<&'static str>),
    SignedInWithin(u64),
}

impl Needs {
    /// A scope of the downstream API. A user who has not consented to it is sent to the provider (incremental consent).
    pub fn scope(scope: &'static str) -> Self {
        Self { scopes: vec![Scope::new(scope.to_owned())], ..Self::default() }
    }

    /// An app role (claim `roles`). Only an administrator can assign it, so a user without it sees an error.
    ///
    /// In an app for several tenants, the administrators of each tenant assign its roles to their own users. A role therefore
    /// proves nothing about data of another tenant. Either use [`Needs::role_in_tenant`], or restrict the data to the
    /// user's tenant, which the proof carries: [`SignedIn::user`](super::SignedIn::user) has the verified `tenant_id`.
    pub fn role(role: &'static str) -> Self {
        Self { roles: vec![role], ..Self::default() }
    }

    /// An app role that counts for users of one tenant only (claims `roles` and `tid`).
    ///
    /// ```
    /// use leptos_entra::server::{Needs, Right};
    ///
    /// /// An operator of the organization that runs this app.
    /// struct Operator;
    ///
    /// impl Right for Operator {
    ///     fn needs() -> Needs {
    ///         Needs::role_in_tenant("Operator", "11111111-2222-4333-8444-555555555555")
    ///     }
    /// }
    /// ```
    pub fn role_in_tenant(role: &'static str, tenant_id: &'static str) -> Self {
        Self::tenant(tenant_id).and(Self::role(role))
    }

    /// A tenant (claim `tid`, a GUID in any case) that the user must belong to. A user of another tenant, or of a provider other
    /// than Microsoft, sees an error. No user belongs to two tenants at once, so two of them can never be met.
    pub fn tenant(tenant_id: &'static str) -> Self {
        Self { tenants: vec![tenant_id], ..Self::default() }
    }

    /// A group of Entra ID by its object ID, a GUID in any case. Members of nested groups count. If the ID token does not
    /// list the groups, they are fetched from Microsoft Graph; if that fails, the user sees an error.
    ///
    /// A group name is never compared, because names can change and groups can share one.
    pub fn group(object_id: &'static str) -> Self {
        Self { groups: vec![object_id], ..Self::default() }
    }

    /// An authentication context (claim `acrs`), `c1` to `c99`. A user who has not met it authenticates again at the provider.
    pub fn context(context: &'static str) -> Self {
        Self { proofs: vec![Proof::Context { name: context, within: None }], ..Self::default() }
    }

    /// A class of authentication (claim `acr`): one of these values, which the provider defines. A user without it
    /// authenticates again (`acr_values` and `prompt=login`). Entra ID has authentication contexts instead.
    pub fn acr(values: impl IntoIterator<Item = &'static str>) -> Self {
        Self { proofs: vec![Proof::Acr(values.into_iter().collect())], ..Self::default() }
    }

    /// An authentication that is not older than this (claim `auth_time`). A user whose authentication is older, or of an
    /// unknown age, authenticates again (`max_age` and `prompt=login`).
    pub fn signed_in_within(age: Duration) -> Self {
        Self { proofs: vec![Proof::SignedInWithin(age.as_secs())], ..Self::default() }
    }

    /// Limits the age of the authentication that met the contexts of these needs. After it, the user authenticates again.
    /// Without a context this is [`Needs::signed_in_within`], so that the limit always has an effect.
    #[must_use]
    pub fn within(mut self, age: Duration) -> Self {
        let mut has_context = false;
        for proof in &mut self.proofs {
            if let Proof::Context { within, .. } = proof {
                *within = Some(within.map_or(age.as_secs(), |known| known.min(age.as_secs())));
                has_context = true;
            }
        }
        if has_context { self } else { self.and(Self::signed_in_within(age)) }
    }

    /// One of these alternatives. If none is met, the user gets the step of the first one that a step can meet. An empty list
    /// is never met.
    ///
    /// The scopes of all alternatives are needed, because the proof does not say which alternative was met.
    pub fn any_of(alternatives: impl IntoIterator<Item = Self>) -> Self {
        let mut alternatives: Vec<_> = alternatives.into_iter().collect();
        let scopes = alternatives.iter_mut().flat_map(|needs| mem::take(&mut needs.scopes)).collect();
        let apis = alternatives.iter_mut().flat_map(|needs| mem::take(&mut needs.apis)).collect();
        Self { scopes, apis, alternatives: vec![alternatives], ..Self::default() }
    }

    /// The scopes of an API by name, as its settings list them. A user who has not consented to them is sent to the provider.
    pub fn api<A: NamedApi>() -> Self {
        Self { apis: vec![A::NAME], ..Self::default() }
    }

    /// Returns the scopes that the right needs, apart from those of APIs by name.
    pub fn scopes(&self) -> &[Scope] {
        &self.scopes
    }

    /// Returns whether every user with the right has an app role, which only an administrator can assign.
    pub fn contains_role(&self) -> bool {
        let is_in_each = |alternatives: &Vec<Self>| alternatives.iter().all(Self::contains_role);
        !self.roles.is_empty() || self.alternatives.iter().any(is_in_each)
    }

    /// Returns the permissions of both rights together.
    #[must_use]
    pub fn and(mut self, other: Self) -> Self {
        self.scopes.extend(other.scopes);
        self.roles.extend(other.roles);
        self.tenants.extend(other.tenants);
        self.apis.extend(other.apis);
        self.groups.extend(other.groups);
        self.proofs.extend(other.proofs);
        self.alternatives.extend(other.alternatives);
        self
    }
}

#[cfg(test)]
mod tests {
    use super::{Needs, Right};

    struct ReadMail;
    struct Operator;

    impl Right for ReadMail {
        fn needs() -> Needs {
            Needs::scope("Mail.Read").and(Needs::context("c1"))
        }
    }

    impl Right for Operator {
        fn needs() -> Needs {
            Needs::role("Operator")
        }
    }

    #[test]
    fn a_right_contains_a_role_if_each_alternative_does() {
        let any_of = |first, second| Needs::any_of([first, second]).contains_role();
        assert!(any_of(Needs::role("A"), Needs::role("B")) && Needs::role("A").contains_role());
        assert!(!any_of(Needs::role("A"), Needs::scope("B")) && !Needs::scope("A").contains_role());
    }

    #[test]
    fn a_pair_of_rights_needs_the_sum_of_both() {
        let both = <(ReadMail, Operator)>::needs();
        assert_eq!(both, Needs::scope("Mail.Read").and(Needs::context("c1")).and(Needs::role("Operator")));
        assert_eq!(<(Operator, ())>::needs(), Needs::role("Operator"));
    }
}
