//! The settings of an Azure AD B2C tenant: its name, and its user flows.

use super::{
    reader::{Reader, Reported},
    variable::{
        B2C_TENANT_NAME, EDITPROFILE_USER_FLOW, OIDC_AUTHORITY, REDIRECT_URI, RESETPASSWORD_USER_FLOW,
        SIGNUPSIGNIN_USER_FLOW, Variable,
    },
};
use crate::server::entra::{Authority, AuthorityError};

/// The user flows of an Azure AD B2C tenant besides the sign-in. Each has its own authority.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct B2cFlows {
    /// `EDITPROFILE_USER_FLOW`.
    pub edit_profile: Option<Authority>,
    /// `RESETPASSWORD_USER_FLOW`.
    pub reset_password: Option<Authority>,
}

static VARIABLES: [&Variable; 4] =
    [&B2C_TENANT_NAME, &SIGNUPSIGNIN_USER_FLOW, &EDITPROFILE_USER_FLOW, &RESETPASSWORD_USER_FLOW];

/// Says whether a variable of Azure AD B2C is set.
pub(super) fn is_meant(reader: &Reader<'_>) -> bool {
    VARIABLES.into_iter().any(|variable| reader.is_set(variable.name))
}

/// Reads the authority of the sign-in and the other user flows. `None` if no variable of Azure AD B2C is set.
///
/// As in Microsoft's samples, these variables win over `AUTHORITY`.
pub(super) fn read(reader: &mut Reader<'_>) -> Result<Option<(Authority, B2cFlows)>, Reported> {
    let Some(first_set) = VARIABLES.into_iter().find(|variable| reader.is_set(variable.name)) else { return Ok(None) };
    let tenant = required(reader, &B2C_TENANT_NAME, first_set);
    let sign_in = required(reader, &SIGNUPSIGNIN_USER_FLOW, first_set);
    let edit_profile = reader.setting(&EDITPROFILE_USER_FLOW);
    let reset_password = reader.setting(&RESETPASSWORD_USER_FLOW);
    if reader.is_set(OIDC_AUTHORITY.name) {
        let problem = format!("is set together with {}", first_set.name);
        reader.report_with_advice(&OIDC_AUTHORITY, &problem, "Remove one of the two.");
    }
    if !reader.is_set(REDIRECT_URI.name) {
        reader.report(&REDIRECT_URI, "is not set, and Azure AD B2C has no sign-in by device code");
    }
    let (tenant, sign_in) = (tenant?, sign_in?);
    let sign_in = authority(reader, &SIGNUPSIGNIN_USER_FLOW, &tenant, &sign_in);
    let edit_profile = beside(reader, &EDITPROFILE_USER_FLOW, &tenant, edit_profile?);
    let reset_password = beside(reader, &RESETPASSWORD_USER_FLOW, &tenant, reset_password?);
    Ok(Some((sign_in?, B2cFlows { edit_profile: edit_profile?, reset_password: reset_password? })))
}

fn required(reader: &mut Reader<'_>, variable: &Variable, because_of: &Variable) -> Result<String, Reported> {
    let setting = reader.setting(variable)?;
    setting.ok_or_else(|| reader.report(variable, &format!("is not set, but {} is", because_of.name)))
}

fn beside(
    reader: &mut Reader<'_>,
    variable: &Variable,
    tenant: &str,
    user_flow: Option<String>,
) -> Result<Option<Authority>, Reported> {
    // An invalid name of the tenant is reported once, with the sign-in.
    let readable = user_flow.filter(|_| !reader.has_finding_on(&B2C_TENANT_NAME));
    readable.map(|user_flow| authority(reader, variable, tenant, &user_flow)).transpose()
}

fn authority(
    reader: &mut Reader<'_>,
    variable: &Variable,
    tenant: &str,
    user_flow: &str,
) -> Result<Authority, Reported> {
    Authority::parse_b2c(tenant, user_flow).map_err(|error| {
        let variable = if error == AuthorityError::B2cTenant { &B2C_TENANT_NAME } else { variable };
        reader.report_with_advice(variable, &error.to_string(), error.advice())
    })
}
