//! The settings of an Azure AD B2C tenant: its name, and its user flows.

use super::{
    finding::{Missing, Problem},
    reader::{Reader, Reported},
    variable::Variable,
};
use crate::server::entra::{Authority, AuthorityError};

/// The user flows of an Azure AD B2C tenant besides the sign-in. Each has its own authority.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct B2cFlows {
    /// `EDITPROFILE_USER_FLOW`: the user flow in which users edit their profile.
    pub edit_profile: Option<Authority>,
    /// `RESETPASSWORD_USER_FLOW`: the user flow in which users choose a new password.
    pub reset_password: Option<Authority>,
}

static VARIABLES: [Variable; 4] = [
    Variable::B2cTenantName,
    Variable::SignupsigninUserFlow,
    Variable::EditprofileUserFlow,
    Variable::ResetpasswordUserFlow,
];

/// Says whether a variable of Azure AD B2C is set.
pub(super) fn is_b2c_configured(reader: &Reader<'_>) -> bool {
    VARIABLES.into_iter().any(|variable| reader.is_set(variable.name()))
}

/// Reads the authority of the sign-in and the other user flows. `None` if no variable of Azure AD B2C is set.
///
/// As in Microsoft's samples, the variables of Azure AD B2C win over `AUTHORITY`.
pub(super) fn read(reader: &mut Reader<'_>) -> Result<Option<(Authority, B2cFlows)>, Reported> {
    let Some(first_set) = VARIABLES.into_iter().find(|variable| reader.is_set(variable.name())) else {
        return Ok(None);
    };
    let tenant = required(reader, Variable::B2cTenantName, first_set);
    let sign_in = required(reader, Variable::SignupsigninUserFlow, first_set);
    let edit_profile = reader.setting(Variable::EditprofileUserFlow);
    let reset_password = reader.setting(Variable::ResetpasswordUserFlow);
    if reader.is_set(Variable::OidcAuthority.name()) {
        reader.report(Variable::OidcAuthority, Problem::SetTogetherWith(first_set));
    }
    if !reader.is_set(Variable::RedirectUri.name()) {
        reader.report(Variable::RedirectUri, Missing::NoDeviceCode);
    }
    let (tenant, sign_in) = (tenant?, sign_in?);
    let sign_in = authority(reader, Variable::SignupsigninUserFlow, &tenant, &sign_in);
    let edit_profile = beside(reader, Variable::EditprofileUserFlow, &tenant, edit_profile?);
    let reset_password = beside(reader, Variable::ResetpasswordUserFlow, &tenant, reset_password?);
    Ok(Some((sign_in?, B2cFlows { edit_profile: edit_profile?, reset_password: reset_password? })))
}

fn required(reader: &mut Reader<'_>, variable: Variable, because_of: Variable) -> Result<String, Reported> {
    let setting = reader.setting(variable)?;
    setting.ok_or_else(|| reader.report(variable, Missing::Beside(because_of)))
}

fn beside(
    reader: &mut Reader<'_>,
    variable: Variable,
    tenant: &str,
    user_flow: Option<String>,
) -> Result<Option<Authority>, Reported> {
    // An invalid name of the tenant is reported once, with the user flow of the sign-in.
    let readable = user_flow.filter(|_| !reader.has_finding_on(Variable::B2cTenantName));
    readable.map(|user_flow| authority(reader, variable, tenant, &user_flow)).transpose()
}

fn authority(
    reader: &mut Reader<'_>,
    variable: Variable,
    tenant: &str,
    user_flow: &str,
) -> Result<Authority, Reported> {
    Authority::parse_b2c(tenant, user_flow).map_err(|error| {
        let variable = if error == AuthorityError::B2cTenant { Variable::B2cTenantName } else { variable };
        reader.report(variable, error)
    })
}
