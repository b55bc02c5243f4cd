//! Where people sign in: `AUTHORITY`, `OIDC_AUTHORITY` or the variables of Azure AD B2C; whose people come in, and whose key signs.

use super::{
    b2c::{self, B2cFlows},
    reader::{Reader, Reported},
    variable::{ALLOWED_TENANTS, AUTHORITY, CUSTOM_SIGNING_KEY, OIDC_AUTHORITY},
};
use crate::server::entra::{AllowedTenants, Authority, AuthorityKind, is_guid};

/// Reads the authority. Azure AD B2C wins over the others, and `OIDC_AUTHORITY` over `AUTHORITY`, as in Microsoft's samples.
pub(super) fn authority(reader: &mut Reader<'_>) -> Result<(Authority, Option<B2cFlows>), Reported> {
    if let Some((sign_in, flows)) = b2c::read(reader)? {
        return Ok((sign_in, Some(flows)));
    }
    let (variable, text, parsed) = if let Some(text) = reader.setting(&OIDC_AUTHORITY)? {
        let parsed = Authority::parse_oidc_authority(&text);
        (&OIDC_AUTHORITY, text, parsed)
    } else if let Some(text) = reader.setting(&AUTHORITY)? {
        let parsed = Authority::parse_authority(&text);
        (&AUTHORITY, text, parsed)
    } else {
        return Err(reader.report(&AUTHORITY, "is not set"));
    };
    let parsed = parsed.map_err(|error| {
        let problem = format!("{error} {}", reader.quote(&text));
        reader.report_with_advice(variable, &problem, error.advice())
    });
    Ok((parsed?, None))
}

/// Reads `ALLOWED_TENANTS`, which an authority for many tenants needs, because nobody else says whose people may come in.
pub(super) fn allowed_tenants(
    reader: &mut Reader<'_>,
    authority: Option<&Authority>,
) -> Result<AllowedTenants, Reported> {
    // `consumers` is one tenant: that of all personal accounts.
    let many = authority.is_some_and(
        |authority| matches!(authority.kind(), AuthorityKind::MultiTenant { alias } if alias != "consumers"),
    );
    let Some(text) = reader.setting(&ALLOWED_TENANTS)? else {
        if many {
            return Err(reader.report(&ALLOWED_TENANTS, "is not set, but AUTHORITY stands for many tenants"));
        }
        return Ok(AllowedTenants::Any);
    };
    if text == "*" {
        return Ok(AllowedTenants::Any);
    }
    let tenants: Vec<String> =
        text.split([',', ' ']).filter(|tenant| !tenant.is_empty()).map(str::to_ascii_lowercase).collect();
    if tenants.is_empty() || !tenants.iter().all(|tenant| is_guid(tenant)) {
        let problem = format!("is not a list of tenant IDs (GUIDs) {}", reader.quote(&text));
        return Err(reader.report(&ALLOWED_TENANTS, &problem));
    }
    Ok(AllowedTenants::Listed(tenants))
}

/// Reads `CUSTOM_SIGNING_KEY`: whether the app has a signing key of its own.
///
/// Why this is a setting: Microsoft's documents ask for `appid` where there is such a key, and say nothing of what it does where
/// there is none.
pub(super) fn has_custom_signing_key(reader: &mut Reader<'_>, authority: Option<&Authority>) -> Result<bool, Reported> {
    match reader.setting(&CUSTOM_SIGNING_KEY)?.map(|text| text.to_ascii_lowercase()).as_deref() {
        None | Some("off") => Ok(false),
        Some("on") if authority.is_some_and(Authority::is_b2c) => {
            let advice = "Remove it: the keys of a policy are found without it.";
            Err(reader.report_with_advice(&CUSTOM_SIGNING_KEY, "is on, but Azure AD B2C has no claims mapping", advice))
        }
        Some("on") => Ok(true),
        // Never quoted: somebody may have written the key.
        Some(_) => Err(reader.report(&CUSTOM_SIGNING_KEY, "is neither on nor off")),
    }
}
