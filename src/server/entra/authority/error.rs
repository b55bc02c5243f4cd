//! The reasons why an address, or a pair of names, is not a valid authority. The page `config_missing` has the texts.

/// Why an address, or a pair of names, is not a valid authority.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AuthorityError {
    NotAbsolute,
    /// The address begins with `http://`, which is for this machine only.
    NotHttps,
    /// The address has a user name, a password, a query or a fragment.
    TooMuch,
    NoTenant,
    /// The tenant is neither an ID (a GUID) nor a domain.
    BadTenant,
    /// The path continues after the tenant.
    TooLong,
    /// The host is not one of Microsoft's sign-in hosts.
    UnknownHost,
    /// A regional host of Microsoft, where programs get tokens and users cannot sign in.
    RegionalHost,
    /// The address of an Azure AD B2C tenant, which needs other variables than `AUTHORITY`.
    B2cAddress,
    /// The name is not that of an Azure AD B2C tenant.
    B2cTenant,
    /// The name is not that of a user flow or custom policy of Azure AD B2C.
    B2cPolicy,
    /// An alias such as `common`, which only `AUTHORITY` may contain.
    ManyTenants,
    /// The address of version 1 of the Microsoft identity platform, whose tokens have another issuer.
    VersionOne,
}
