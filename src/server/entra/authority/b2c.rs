//! The addresses and policy names of Azure AD B2C.

use url::Url;

/// Upper bound of a policy's name. Microsoft's portal rejects longer names.
const LONGEST_POLICY: usize = 64;

/// Returns tenant and policy if this is the address of an Azure AD B2C tenant at a custom domain:
/// `https://{domain}/{tenant}/{policy}/v2.0`.
pub fn custom_domain(address: &Url) -> Option<(&str, &str)> {
    let mut parts = address.path().split('/').skip(1);
    let (tenant, policy, version) = (parts.next()?, parts.next()?, parts.next()?);
    (version == "v2.0" && parts.next().is_none() && is_policy(policy)).then_some((tenant, policy))
}

/// Returns whether this is the name of a user flow (`B2C_1_…`) or a custom policy (`B2C_1A_…`) of Azure AD B2C.
pub fn is_policy(text: &str) -> bool {
    text.len() <= LONGEST_POLICY
        && text.get(..5).is_some_and(|start| start.eq_ignore_ascii_case("B2C_1"))
        && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-'))
}
