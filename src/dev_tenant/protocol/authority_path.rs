//! The authority in a URL path: one tenant, several tenants, or in Azure AD B2C a tenant and a policy.

use serde::{Deserialize, Serialize};

use crate::dev_tenant::protocol::ids::{
    CUSTOMER_DOMAIN, PARTNER_DOMAIN, PARTNER_TENANT_ID, PERSONAL_ACCOUNTS, TENANT_DOMAIN, TENANT_ID,
};
use crate::dev_tenant::protocol::policy::Policy;
use crate::dev_tenant::protocol::problem::Problem;
use crate::dev_tenant::settings::Flavour;

/// The first segments of a URL path, which name the authority.
#[derive(Clone, Debug, Deserialize)]
pub struct PathSegments {
    tenant: String,
    #[serde(default)]
    policy: Option<String>,
}

/// The tenant to which a user belongs.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq, Serialize)]
pub enum Home {
    Ours,
    /// The tenant of another organization.
    Partner,
    /// The tenant of all personal accounts.
    Personal,
}

impl Home {
    /// Returns the ID of the tenant, which is the claim `tid`.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Ours => TENANT_ID,
            Self::Partner => PARTNER_TENANT_ID,
            Self::Personal => PERSONAL_ACCOUNTS,
        }
    }
}

/// The tenants whose users may sign in at an authority.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Realm {
    One(Home),
    Common,
    Organizations,
    Consumers,
}

/// The authority of a request: a tenant or an alias for several, and in Azure AD B2C a policy.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AuthorityPath {
    pub realm: Realm,
    /// The policy, in Azure AD B2C only.
    pub policy: Option<Policy>,
}

impl AuthorityPath {
    /// Returns the authority whose discovery documents are at a path.
    pub fn of_documents(flavour: Flavour, named: &PathSegments) -> Result<Self, Problem> {
        let unknown = || Problem::unknown_tenant(&named.tenant);
        if flavour.is_b2c() {
            let policy = named.policy.as_deref().and_then(Policy::parse);
            let is_ours = [TENANT_ID, CUSTOMER_DOMAIN].contains(&named.tenant.as_str());
            let policy = policy.filter(|_| is_ours).ok_or_else(unknown)?;
            return Ok(Self { realm: Realm::One(Home::Ours), policy: Some(policy) });
        }
        let realm = match (flavour, named.tenant.as_str()) {
            _ if named.policy.is_some() => None,
            (_, TENANT_ID)
            | (Flavour::Workforce | Flavour::MultiTenant, TENANT_DOMAIN)
            | (Flavour::External, CUSTOMER_DOMAIN) => Some(Realm::One(Home::Ours)),
            (Flavour::External, _) => None,
            (_, "common") => Some(Realm::Common),
            (_, "organizations") => Some(Realm::Organizations),
            (_, "consumers" | PERSONAL_ACCOUNTS) => Some(Realm::Consumers),
            (Flavour::MultiTenant, PARTNER_TENANT_ID | PARTNER_DOMAIN) => Some(Realm::One(Home::Partner)),
            _ => None,
        };
        Ok(Self { realm: realm.ok_or_else(unknown)?, policy: None })
    }

    /// Returns the authority of a path for a sign-in. If the application is registered for one tenant only, this
    /// rejects `common`, `organizations` and `consumers`, although they have discovery documents.
    pub fn of_sign_in(flavour: Flavour, named: &PathSegments) -> Result<Self, Problem> {
        let authority = Self::of_documents(flavour, named)?;
        match authority.realm {
            Realm::One(_) => Ok(authority),
            _ if flavour == Flavour::MultiTenant => Ok(authority),
            _ => Err(Problem::not_multi_tenant()),
        }
    }

    /// Returns the path segments that name this authority in the URLs of its endpoints.
    pub fn in_endpoints(self) -> String {
        match (self.policy, self.realm) {
            (Some(policy), _) => format!("{CUSTOMER_DOMAIN}/{}", policy.name().to_ascii_lowercase()),
            (None, Realm::One(home)) => home.id().to_owned(),
            (None, Realm::Common) => "common".to_owned(),
            (None, Realm::Organizations) => "organizations".to_owned(),
            (None, Realm::Consumers) => "consumers".to_owned(),
        }
    }

    /// Returns whether users of this home tenant may sign in at this authority.
    pub fn admits(self, home: Home) -> bool {
        match self.realm {
            Realm::One(one) => one == home,
            Realm::Common => true,
            Realm::Organizations => home != Home::Personal,
            Realm::Consumers => home == Home::Personal,
        }
    }
}
