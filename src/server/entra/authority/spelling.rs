//! The spellings of an authority that mean the same: Microsoft compares tenants without regard to case.

use super::{Authority, AuthorityError, AuthorityKind};
use crate::server::entra::is_guid;

/// The parts of the path of the metadata, which get copied along with an authority.
const WELL_KNOWN: [&str; 2] = [".well-known", "openid-configuration"];
const VERSION: &str = "v2.0";

/// Returns the tenant in the path of an authority, in lower case. Doubled slashes, a slash at the end, `/v2.0` and the path of
/// the metadata make no difference.
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

/// Says whether a path ends with the version whose issuers this app knows.
pub(super) fn has_version_two(path: &str) -> bool {
    path.trim_end_matches('/').rsplit('/').next().is_some_and(|last| last.eq_ignore_ascii_case(VERSION))
}

impl Authority {
    /// Says whether Microsoft may issue the tokens of this authority: at its own hosts, or at a custom domain, whose address
    /// ends with `/v2.0` and contains a tenant ID or a policy.
    pub fn may_be_microsoft(&self) -> bool {
        let is_custom_domain =
            || has_version_two(&self.address) && self.address.split('/').any(is_guid) || self.is_b2c();
        self.kind != AuthorityKind::OpenId || is_custom_domain()
    }
}
