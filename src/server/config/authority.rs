//! The authority (`AUTHORITY`, `OIDC_AUTHORITY` or the variables of Azure AD B2C), `ALLOWED_TENANTS` and `CUSTOM_SIGNING_KEY`.

use super::{
    b2c::{self, B2cFlows},
    list,
    reader::{Reader, Reported},
    variable::{ALLOWED_TENANTS, AUTHORITY, CUSTOM_SIGNING_KEY, OIDC_AUTHORITY},
};
use crate::server::entra::{AllowedTenants, Authority, AuthorityKind, is_guid};

/// Reads the authority. Azure AD B2C wins over the others, and `OIDC_AUTHORITY` over `AUTHORITY`, as in Microsoft's samples.
pub(super) fn authority(reader: &mut Reader<'_>) -> Result<(Authority, Option<B2cFlows>), Reported> {
    if let Some((sign_in, flows)) = b2c::read(reader)? {
        return Ok((sign_in, Some(flows)));
    }
    let (variable, parsed) = if let Some(text) = reader.setting(&OIDC_AUTHORITY)? {
        (&OIDC_AUTHORITY, Authority::parse_oidc_authority(&text))
    } else if let Some(text) = reader.setting(&AUTHORITY)? {
        (&AUTHORITY, Authority::parse_authority(&text))
    } else {
        return Err(reader.report(&AUTHORITY, "is not set"));
    };
    let parsed = parsed.map_err(|error| reader.report_with_advice(variable, &error.to_string(), error.advice()));
    Ok((parsed?, None))
}

/// Reads `ALLOWED_TENANTS`. An authority for many tenants needs it, because it accepts the users of every tenant.
pub(super) fn allowed_tenants(
    reader: &mut Reader<'_>,
    authority: Option<&Authority>,
) -> Result<AllowedTenants, Reported> {
    // `consumers` is a single tenant, with all personal accounts.
    let many = authority.is_some_and(
        |authority| matches!(authority.kind(), AuthorityKind::MultiTenant { alias } if alias != "consumers"),
    );
    let Some(text) = reader.setting(&ALLOWED_TENANTS)? else {
        if many {
            return Err(reader.report(&ALLOWED_TENANTS, "is not set, but AUTHORITY is for many tenants"));
        }
        return Ok(AllowedTenants::Any);
    };
    if text == "*" {
        return Ok(AllowedTenants::Any);
    }
    let tenants: Vec<String> = list::items(&text).map(str::to_ascii_lowercase).collect();
    if tenants.is_empty() || !tenants.iter().all(|tenant| is_guid(tenant)) {
        return Err(reader.report(&ALLOWED_TENANTS, "is not a list of tenant IDs (GUIDs)"));
    }
    Ok(AllowedTenants::Listed(tenants))
}

/// Reads `CUSTOM_SIGNING_KEY`: whether the app registration has its own signing key.
///
/// This is a setting because Microsoft documents the parameter `appid` only for apps with such a key.
pub(super) fn has_custom_signing_key(reader: &mut Reader<'_>, authority: Option<&Authority>) -> Result<bool, Reported> {
    match reader.setting(&CUSTOM_SIGNING_KEY)?.map(|text| text.to_ascii_lowercase()).as_deref() {
        None | Some("off") => Ok(false),
        Some("on") if authority.is_some_and(Authority::is_b2c) => {
            let advice = "Remove it: the keys of a policy do not depend on it.";
            Err(reader.report_with_advice(&CUSTOM_SIGNING_KEY, "is on, but Azure AD B2C has no claims mapping", advice))
        }
        Some("on") => Ok(true),
        Some(_) => Err(reader.report(&CUSTOM_SIGNING_KEY, "is neither on nor off")),
    }
}
