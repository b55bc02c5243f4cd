//! The issuers of access tokens of version 1.0.
//!
//! An app registration chooses the version of the access tokens for its API (`requestedAccessTokenVersion`). Tokens of version
//! 1.0 have another issuer (`https://sts.windows.net/{tenantid}/`), but the keys of version 2.0 sign them.

use url::Url;

use super::issuer::TEMPLATE;
use crate::server::entra::{Authority, AuthorityKind};

/// Returns the template of the issuers of version 1.0 for an authority. `None` if its access tokens always have version 2.0,
/// or if their issuer is not documented.
pub(super) fn version_one_issuer(authority: &Authority) -> Option<String> {
    if !matches!(authority.kind(), AuthorityKind::Workforce { .. } | AuthorityKind::MultiTenant { .. }) {
        return None;
    }
    if let Some(cloud) = authority.cloud() {
        return cloud.version_one_issuer().map(str::to_owned);
    }
    // An authority outside all clouds is the dev tenant, whose issuers are on its own origin.
    let origin = Url::parse(authority.address()).ok()?.origin().ascii_serialization();
    Some(format!("{origin}/{TEMPLATE}/"))
}
