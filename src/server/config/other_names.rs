//! Names of other programs and misspelt names: the report translates them into the variables that this app reads.

use std::collections::BTreeSet;

use super::{
    client_credential::CREDENTIALS,
    finding::{FileProblem, Finding, ShownName},
    reader::Reader,
    variable::{Variable, VariableGroup},
};

/// Names in the environment that mean a variable of this app. If one of them is set, the dev tenant does not start.
static NAMES_FOR_THIS_APP: [&str; 33] = [
    "CLIENTID",
    "APP_ID",
    "APPLICATION_ID",
    "CLIENT_SECRETE",
    "CLIENT_SECRETS",
    "CLIENTSECRET",
    "CLIENT_SECRET_VALUE",
    "CLIENT_CREDENTIAL",
    "TENANT",
    "TENANT_ID",
    "AUTHORITY_URL",
    "AUTHORITHY",
    "OIDC_ISSUER",
    "OIDC_AUTHORITY_URL",
    "B2C_TENANT",
    "SIGNUP_SIGNIN_USER_FLOW",
    "EDIT_PROFILE_USER_FLOW",
    "RESET_PASSWORD_USER_FLOW",
    "REDIRECT_URL",
    "REDIRECT_PATH",
    "REDIRECTURI",
    "SCOPES",
    "API_ENDPOINT",
    "client_id",
    "client_secret",
    "authority",
    "tenant_id",
    "redirect_uri",
    "AZURE_AD_CLIENT_ID",
    "AZURE_AD_CLIENT_SECRET",
    "AZURE_AD_TENANT_ID",
    "AUTH_MICROSOFT_ENTRA_ID_ID",
    "AUTH_MICROSOFT_ENTRA_ID_SECRET",
];

/// Names that other tools may set in the environment for other reasons. They count only if the variable of this app is
/// missing.
static NAMES_OF_OTHER_TOOLS: [&str; 3] = ["AZURE_CLIENT_ID", "AZURE_CLIENT_SECRET", "AZURE_TENANT_ID"];

/// Other programs' names of a variable, without their prefix, in capital letters and without separators.
static TRANSLATIONS: [(&str, Variable); 31] = [
    ("APPID", Variable::ClientId),
    ("APPLICATIONID", Variable::ClientId),
    ("APPLICATIONCLIENTID", Variable::ClientId),
    ("CLIENTSECRETE", Variable::ClientSecret),
    ("CLIENTSECRETS", Variable::ClientSecret),
    ("CLIENTSECRETVALUE", Variable::ClientSecret),
    ("CLIENTCREDENTIAL", Variable::ClientSecret),
    ("APPSECRET", Variable::ClientSecret),
    ("TENANT", Variable::Authority),
    ("TENANTID", Variable::Authority),
    ("TENANTNAME", Variable::Authority),
    ("DIRECTORYID", Variable::Authority),
    ("DIRECTORYTENANTID", Variable::Authority),
    ("AUTHORITYURL", Variable::Authority),
    ("AUTHORITHY", Variable::Authority),
    ("AUTHORITYHOST", Variable::Authority),
    ("INSTANCE", Variable::Authority),
    ("ISSUER", Variable::OidcAuthority),
    ("OIDCISSUER", Variable::OidcAuthority),
    ("OIDCAUTHORITYURL", Variable::OidcAuthority),
    ("B2CTENANT", Variable::B2cTenantName),
    ("SIGNUPSIGNINPOLICYID", Variable::SignupsigninUserFlow),
    ("EDITPROFILEPOLICYID", Variable::EditprofileUserFlow),
    ("RESETPASSWORDPOLICYID", Variable::ResetpasswordUserFlow),
    ("REDIRECTURL", Variable::RedirectUri),
    ("REDIRECTPATH", Variable::RedirectUri),
    ("CALLBACKURL", Variable::RedirectUri),
    ("CALLBACKPATH", Variable::RedirectUri),
    ("NEXTAUTHURL", Variable::PublicUrl),
    ("SCOPES", Variable::Scope),
    ("APIENDPOINT", Variable::Endpoint),
];

/// The prefixes of other programs. A longer prefix comes before the shorter prefix that it begins with.
const PREFIXES: [&str; 16] = [
    "AUTHMICROSOFTENTRAID",
    "MICROSOFTENTRAID",
    "MICROSOFT",
    "NEXTPUBLIC",
    "REACTAPP",
    "AZUREAD",
    "AZURE",
    "OAUTH2PROXY",
    "OAUTH2",
    "OAUTH",
    "ENTRA",
    "OIDC",
    "MSAL",
    "VITE",
    "AAD",
    "MS",
];

/// Names that mean a variable only after a prefix, such as `AUTH_MICROSOFT_ENTRA_ID_ID`.
static BEHIND_PREFIX: [(&str, Variable); 2] = [("ID", Variable::ClientId), ("SECRET", Variable::ClientSecret)];

/// Says whether the environment has a misspelt name or another program's name that means a variable of this app.
pub(super) fn any_is_set(reader: &Reader<'_>) -> bool {
    NAMES_FOR_THIS_APP.iter().any(|name| reader.is_set(name))
}

/// Adds a finding for each misspelt or other program's name if the variable that it means is missing, and a finding for
/// a file that belongs to another program.
pub(super) fn report(reader: &mut Reader<'_>, sets_tenant: bool) {
    let of_file = reader.foreign_names().to_vec();
    let meant_for_this_app =
        NAMES_FOR_THIS_APP.iter().filter(|name| reader.is_set(name)).map(|name| (*name).to_owned());
    let names: BTreeSet<String> = meant_for_this_app.chain(of_file.iter().cloned()).collect();
    let tools = NAMES_OF_OTHER_TOOLS.iter().filter(|name| reader.is_set(name) && !names.contains(**name));
    let tools: Vec<_> = tools.filter_map(|name| Some((*name, translation(name)?))).collect();
    for name in &names {
        let Some(meant) = translation(name).filter(|meant| is_missing(reader, *meant)) else { continue };
        // A file may also serve another program, whose names matter only if something is missing here.
        let is_for_this_app = NAMES_FOR_THIS_APP.contains(&name.as_str()) || own(&letters(name)).is_some();
        if is_for_this_app || !sets_tenant || reader.has_finding_on(meant) {
            report_name(reader, name, meant);
        }
    }
    for (name, meant) in tools {
        if is_missing(reader, meant) && reader.has_finding_on(meant) {
            report_name(reader, name, meant);
        }
    }
    if !sets_tenant && !of_file.is_empty() {
        report_file(reader, &of_file);
    }
}

/// Returns the variable that a name of another program means.
fn translation(name: &str) -> Option<Variable> {
    let name = letters(name);
    let behind_prefix = || PREFIXES.iter().find_map(|prefix| name.strip_prefix(prefix));
    named(&name).or_else(|| {
        let name = behind_prefix()?;
        named(name).or_else(|| BEHIND_PREFIX.iter().find(|(other, _)| *other == name).map(|(_, variable)| *variable))
    })
}

/// Returns the letters and digits of a name, in capital letters.
fn letters(name: &str) -> String {
    name.chars().filter(char::is_ascii_alphanumeric).map(|letter| letter.to_ascii_uppercase()).collect()
}

/// Returns the variable of a tenant whose name has these letters.
fn own(name: &str) -> Option<Variable> {
    Variable::ALL.into_iter().find(|variable| {
        variable.group() == VariableGroup::Tenant
            && variable.name().bytes().filter(|byte| *byte != b'_').eq(name.bytes())
    })
}

fn named(name: &str) -> Option<Variable> {
    own(name).or_else(|| TRANSLATIONS.iter().find(|(other, _)| *other == name).map(|(_, variable)| *variable))
}

fn is_missing(reader: &Reader<'_>, meant: Variable) -> bool {
    match meant {
        Variable::Authority | Variable::OidcAuthority => {
            [Variable::Authority, Variable::OidcAuthority, Variable::B2cTenantName]
                .iter()
                .all(|variable| !reader.is_set(variable.name()))
        }
        Variable::ClientSecret => !CREDENTIALS.iter().any(|variable| reader.is_set(variable.name())),
        Variable::Endpoint => !reader.exists(Variable::Endpoint.name()),
        _ => !reader.is_set(meant.name()),
    }
}

fn report_name(reader: &mut Reader<'_>, name: &str, meant: Variable) {
    reader.report_finding(Finding::OtherName { name: ShownName::of_table(name), meant });
}

fn report_file(reader: &mut Reader<'_>, names: &[String]) {
    let shown: Vec<_> = names.iter().filter_map(|name| reader.shown_name(name)).collect();
    let hidden = names.len() - shown.len();
    reader.report_finding(Finding::File(FileProblem::OfAnotherProgram { names: shown, hidden }));
}
