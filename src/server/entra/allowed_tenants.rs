//! Whose people may sign in. An authority that stands for many tenants needs the answer; for any other it may be given.

/// `ALLOWED_TENANTS`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AllowedTenants {
    Any,
    /// The tenants' IDs: GUIDs in lower case.
    Listed(Vec<String>),
}

impl AllowedTenants {
    /// Says whether the people of a tenant may sign in.
    pub fn allows(&self, tenant: &str) -> bool {
        match self {
            Self::Any => true,
            Self::Listed(listed) => listed.iter().any(|allowed| allowed.eq_ignore_ascii_case(tenant)),
        }
    }
}
