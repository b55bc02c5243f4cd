//! The form of issuers: Microsoft's template for many tenants, and the comparison of two issuers.

/// The tenant of all personal Microsoft accounts.
pub(super) const PERSONAL_ACCOUNTS: &str = "9188040d-6c67-4c5b-b112-36a304b66dad";
/// The placeholder for the tenant in the issuers of aliases and of signing keys.
pub(super) const TEMPLATE: &str = "{tenantid}";

/// Returns whether a signing key may verify tokens of this issuer: its `issuer` member equals the issuer, with the tenant in
/// place of `{tenantid}`. A key without this member may verify tokens of every issuer.
pub fn is_key_for(key_issuer: Option<&str>, iss: &str, tenant: Option<&str>) -> bool {
    key_issuer.is_none_or(|issuer| same_issuer(&issuer.replace(TEMPLATE, tenant.unwrap_or(TEMPLATE)), iss))
}

/// Compares two issuers. The case of scheme and host is ignored (RFC 3986 §6.2.2.1).
pub(super) fn same_issuer(one: &str, other: &str) -> bool {
    let host_ends = |text: &str| text.match_indices('/').nth(2).map_or(text.len(), |(index, _)| index);
    let (one_host, one_path) = one.split_at(host_ends(one));
    let (other_host, other_path) = other.split_at(host_ends(other));
    one_host.eq_ignore_ascii_case(other_host) && one_path == other_path
}
