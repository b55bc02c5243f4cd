//! Rights: the permissions that a page, a server function or a Graph request needs, declared in its signature.

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

/// The permissions that a right consists of.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Needs {
    pub(super) scopes: Vec<Scope>,
    pub(super) roles: Vec<&'static str>,
    pub(super) tenants: Vec<&'static str>,
    pub(super) contexts: Vec<&'static str>,
    /// The names of APIs, whose scopes are settings.
    pub(super) apis: Vec<&'static str>,
}

impl Needs {
    /// A scope of the downstream API. A user who has not consented to it is sent to the provider (incremental consent).
    pub fn scope(scope: &'static str) -> Self {
        Self { scopes: vec![Scope::new(scope.to_owned())], ..Self::default() }
    }

    /// An app role (claim `roles`). Only an administrator can assign it, so a user without it sees an error.
    ///
    /// In an app for several tenants, the administrators of each tenant assign its roles to their own users. A role therefore
    /// proves nothing about data of another tenant. Either combine it with [`Needs::tenant`], or restrict the data to the
    /// user's tenant, which the proof carries: [`SignedIn::user`](super::SignedIn::user) has the verified `tenant_id`.
    ///
    /// ```
    /// use leptos_entra::server::{Needs, Right};
    ///
    /// /// An operator of the organization that runs this app.
    /// struct Operator;
    ///
    /// impl Right for Operator {
    ///     fn needs() -> Needs {
    ///         Needs::role("Operator").and(Needs::tenant("11111111-2222-4333-8444-555555555555"))
    ///     }
    /// }
    /// ```
    pub fn role(role: &'static str) -> Self {
        Self { roles: vec![role], ..Self::default() }
    }

    /// A tenant (claim `tid`, a GUID in any case) that the user must belong to. A user of another tenant, or of a provider other
    /// than Microsoft, sees an error. No user belongs to two tenants at once, so two of them can never be met.
    pub fn tenant(tenant_id: &'static str) -> Self {
        Self { tenants: vec![tenant_id], ..Self::default() }
    }

    /// An authentication context (claim `acrs`), `c1` to `c99`. A user who has not met it authenticates again at the provider.
    pub fn context(context: &'static str) -> Self {
        Self { contexts: vec![context], ..Self::default() }
    }

    /// The scopes of an API by name, as its settings list them. A user who has not consented to them is sent to the provider.
    pub fn api<A: NamedApi>() -> Self {
        Self { apis: vec![A::NAME], ..Self::default() }
    }

    /// Returns the scopes that the right needs, apart from those of APIs by name.
    pub fn scopes(&self) -> &[Scope] {
        &self.scopes
    }

    /// Returns the permissions of both rights together.
    #[must_use]
    pub fn and(mut self, other: Self) -> Self {
        self.scopes.extend(other.scopes);
        self.roles.extend(other.roles);
        self.tenants.extend(other.tenants);
        self.contexts.extend(other.contexts);
        self.apis.extend(other.apis);
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
    fn a_pair_of_rights_needs_the_sum_of_both() {
        let both = <(ReadMail, Operator)>::needs();
        assert_eq!(both, Needs::scope("Mail.Read").and(Needs::context("c1")).and(Needs::role("Operator")));
        assert_eq!(<(Operator, ())>::needs(), Needs::role("Operator"));
    }
}
