//! The tenants whose users may sign in. The setting is required for a multi-tenant authority, and optional for others.

/// The setting `ALLOWED_TENANTS`: the tenants whose users may sign in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AllowedTenants {
    Any,
    /// The IDs of the tenants: GUIDs in lower case.
    Listed(Vec<String>),
}

impl AllowedTenants {
    /// Returns whether the users of a tenant may sign in.
    pub fn allows(&self, tenant: &str) -> bool {
        match self {
            Self::Any => true,
            Self::Listed(listed) => listed.iter().any(|allowed| allowed.eq_ignore_ascii_case(tenant)),
        }
    }
}
