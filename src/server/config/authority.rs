//! The authority (`AUTHORITY`, `OIDC_AUTHORITY` or the variables of Azure AD B2C), `ALLOWED_TENANTS` and `CUSTOM_SIGNING_KEY`.

use super::{
    b2c::{self, B2cFlows},
    finding::{Missing, Problem, ValueProblem},
    list,
    reader::{Reader, Reported},
    variable::Variable,
};
use crate::server::entra::{AllowedTenants, Authority, AuthorityKind, is_guid};

/// Reads the authority. As in Microsoft's samples, the variables of Azure AD B2C win over `OIDC_AUTHORITY`, and that
/// over `AUTHORITY`.
pub(super) fn authority(reader: &mut Reader<'_>) -> Result<(Authority, Option<B2cFlows>), Reported> {
    if let Some((sign_in, flows)) = b2c::read(reader)? {
        return Ok((sign_in, Some(flows)));
    }
    let (variable, parsed) = if let Some(text) = reader.setting(Variable::OidcAuthority)? {
        (Variable::OidcAuthority, Authority::parse_oidc_authority(&text))
    } else if let Some(text) = reader.setting(Variable::Authority)? {
        (Variable::Authority, Authority::parse_authority(&text))
    } else {
        return Err(reader.report(Variable::Authority, Missing::Always));
    };
    Ok((parsed.map_err(|error| reader.report(variable, error))?, None))
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
    let Some(text) = reader.setting(Variable::AllowedTenants)? else {
        if many {
            return Err(reader.report(Variable::AllowedTenants, Missing::ManyTenants));
        }
        return Ok(AllowedTenants::Any);
    };
    if text == "*" {
        return Ok(AllowedTenants::Any);
    }
    let tenants: Vec<String> = list::items(&text).map(str::to_ascii_lowercase).collect();
    if tenants.is_empty() || !tenants.iter().all(|tenant| is_guid(tenant)) {
        return Err(reader.report(Variable::AllowedTenants, ValueProblem::NotTenantIds));
    }
    Ok(AllowedTenants::Listed(tenants))
}

/// Reads `CUSTOM_SIGNING_KEY`: whether the app registration has its own signing key.
///
/// This is a setting, because Microsoft documents the parameter `appid` of metadata requests only for apps with a
/// custom signing key.
pub(super) fn has_custom_signing_key(reader: &mut Reader<'_>, authority: Option<&Authority>) -> Result<bool, Reported> {
    match reader.setting(Variable::CustomSigningKey)?.map(|text| text.to_ascii_lowercase()).as_deref() {
        None | Some("off") => Ok(false),
        Some("on") if authority.is_some_and(Authority::is_b2c) => {
            Err(reader.report(Variable::CustomSigningKey, Problem::NoClaimsMapping))
        }
        Some("on") => Ok(true),
        Some(other) => {
            let value = reader.shown(Variable::CustomSigningKey, other);
            let problem = ValueProblem::NotKeyword { keywords: &["on", "off"], value };
            Err(reader.report(Variable::CustomSigningKey, problem))
        }
    }
}
