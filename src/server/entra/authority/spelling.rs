//! The equivalent spellings of an authority: Microsoft ignores the case of tenants.

use super::error::AuthorityError;

/// The path of the metadata. It is ignored, because it is often copied together with an authority.
const WELL_KNOWN: [&str; 2] = [".well-known", "openid-configuration"];
const VERSION: &str = "v2.0";

/// Returns the tenant in the path of an authority, in lower case. Ignores doubled slashes, a slash at the end, `/v2.0` and the
/// path of the metadata.
pub(super) fn tenant_of(path: &str) -> Result<Option<String>, AuthorityError> {
    let parts: Vec<&str> = path.split('/').filter(|part| !part.is_empty()).collect();
    let parts = parts.strip_suffix(WELL_KNOWN.as_slice()).unwrap_or(&parts);
    let parts = match parts.split_last() {
        Some((last, before)) if last.eq_ignore_ascii_case(VERSION) => before,
        _ => parts,
    };
    match parts {
        [] => Ok(None),
        [tenant] => Ok(Some(tenant.to_ascii_lowercase())),
        _ => Err(AuthorityError::TooLong),
    }
}

/// Returns whether a path ends with `v2.0`, the version of Microsoft's endpoints whose issuers this app knows.
pub(super) fn has_version_two(path: &str) -> bool {
    path.trim_end_matches('/').rsplit('/').next().is_some_and(|last| last.eq_ignore_ascii_case(VERSION))
}
