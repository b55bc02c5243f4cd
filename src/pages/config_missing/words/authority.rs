//! The words for settings that name an invalid authority.

use super::problem_words::ProblemWords;
use crate::server::entra::AuthorityError;

/// Returns the words for an invalid authority.
pub fn problem_words(error: AuthorityError) -> ProblemWords {
    ProblemWords::with_advice(problem(error), advice(error))
}

const fn problem(error: AuthorityError) -> &'static str {
    match error {
        AuthorityError::NotAbsolute => "is not an absolute address",
        AuthorityError::NotHttps => "must begin with https:// (http:// is for this machine only)",
        AuthorityError::TooMuch => "contains a user name, a password, a query or a fragment",
        AuthorityError::NoTenant => "does not name a tenant",
        AuthorityError::BadTenant => "names a tenant that is neither an ID (a GUID) nor a domain",
        AuthorityError::TooLong => "has a path that continues after the tenant",
        AuthorityError::UnknownHost => "is not on one of Microsoft's sign-in hosts",
        AuthorityError::RegionalHost => {
            "is on a regional host of Microsoft, where programs get tokens and users cannot sign in"
        }
        AuthorityError::B2cAddress => "is the address of an Azure AD B2C tenant, which has its own variables",
        AuthorityError::B2cTenant => "is not the name of an Azure AD B2C tenant",
        AuthorityError::B2cPolicy => "is not the name of a user flow or custom policy of Azure AD B2C",
        AuthorityError::ManyTenants => "is for many tenants, which only AUTHORITY can be",
        AuthorityError::VersionOne => {
            "is the address of version 1 of the Microsoft identity platform, whose tokens have another issuer"
        }
    }
}

const fn advice(error: AuthorityError) -> &'static str {
    match error {
        AuthorityError::NotAbsolute => "Write the whole address, beginning with https://.",
        AuthorityError::NotHttps => "Write https:// instead of http://.",
        AuthorityError::TooMuch => "Leave out everything but https://, the host and the path.",
        AuthorityError::NoTenant => {
            "Append a slash and the Directory (tenant) ID, from the Overview of the app registration."
        }
        AuthorityError::BadTenant => "Copy the Directory (tenant) ID from the Overview of the app registration.",
        AuthorityError::TooLong => "Leave out everything after the tenant.",
        AuthorityError::UnknownHost => {
            "For a custom domain or another OpenID provider use OIDC_AUTHORITY instead. Otherwise check the host."
        }
        AuthorityError::RegionalHost => "Write login.microsoftonline.com in place of the host.",
        AuthorityError::B2cAddress => "Set B2C_TENANT_NAME and SIGNUPSIGNIN_USER_FLOW instead.",
        AuthorityError::B2cTenant => {
            "Write the first part of the tenant's domain: contoso.onmicrosoft.com has the name contoso."
        }
        AuthorityError::B2cPolicy => "Copy its name from the Azure portal: it begins with B2C_1_ or B2C_1A_.",
        AuthorityError::ManyTenants => "Use AUTHORITY without /v2.0, together with ALLOWED_TENANTS.",
        AuthorityError::VersionOne => "Append /v2.0.",
    }
}
