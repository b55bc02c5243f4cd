//! The kinds of authorities.

/// The kind of tenant or provider.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AuthorityKind {
    /// One workforce tenant, by its ID (a GUID) or one of its domains.
    Workforce { tenant: String },
    /// Many tenants: `common`, `organizations` or `consumers`.
    MultiTenant { alias: String },
    /// An external tenant (`ciamlogin.com`).
    External,
    /// A user flow or custom policy of an Azure AD B2C tenant: the first part of its domain, and the policy's name.
    B2c { tenant: String, policy: String },
    /// Any OpenID provider, or a custom domain (`OIDC_AUTHORITY`).
    OpenId,
}
