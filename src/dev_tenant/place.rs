//! Whose people a path speaks of: one tenant's, several tenants', or in Azure AD B2C those of a tenant and a policy.

use serde::{Deserialize, Serialize};

use super::flavour::{Flavour, Policy};
use super::problem::Problem;
use super::registration::{
    CUSTOMER_DOMAIN, PARTNER_DOMAIN, PARTNER_TENANT_ID, PERSONAL_ACCOUNTS, TENANT_DOMAIN, TENANT_ID,
};

/// What stands in a path.
#[derive(Clone, Debug, Deserialize)]
pub struct Named {
    tenant: String,
    #[serde(default)]
    policy: Option<String>,
}

/// A tenant that people are at home in.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq, Serialize)]
pub enum Home {
    Ours,
    /// Another organisation.
    Partner,
    /// The tenant of all personal accounts.
    Personal,
}

impl Home {
    /// Returns the claim `tid`.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Ours => TENANT_ID,
            Self::Partner => PARTNER_TENANT_ID,
            Self::Personal => PERSONAL_ACCOUNTS,
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Realm {
    One(Home),
    Common,
    Organizations,
    Consumers,
}

/// A place where people sign in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    pub realm: Realm,
    /// In Azure AD B2C only.
    pub policy: Option<Policy>,
}

impl Place {
    /// Finds the place whose documents a path names.
    pub fn of_documents(flavour: Flavour, named: &Named) -> Result<Self, Problem> {
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

    /// Finds the place where a path has people sign in: not every one that has documents does, because the application
    /// may be registered for one tenant.
    pub fn of_sign_in(flavour: Flavour, named: &Named) -> Result<Self, Problem> {
        let place = Self::of_documents(flavour, named)?;
        match place.realm {
            Realm::One(_) => Ok(place),
            _ if flavour == Flavour::MultiTenant => Ok(place),
            _ => Err(Problem::not_multi_tenant()),
        }
    }

    /// Returns what stands for this place in the endpoints' addresses.
    pub fn in_endpoints(self) -> String {
        match (self.policy, self.realm) {
            (Some(policy), _) => format!("{CUSTOMER_DOMAIN}/{}", policy.name().to_ascii_lowercase()),
            (None, Realm::One(home)) => home.id().to_owned(),
            (None, Realm::Common) => "common".to_owned(),
            (None, Realm::Organizations) => "organizations".to_owned(),
            (None, Realm::Consumers) => "consumers".to_owned(),
        }
    }

    /// Says whether people of this tenant sign in here.
    pub fn admits(self, home: Home) -> bool {
        match self.realm {
            Realm::One(one) => one == home,
            Realm::Common => true,
            Realm::Organizations => home != Home::Personal,
            Realm::Consumers => home == Home::Personal,
        }
    }
}
