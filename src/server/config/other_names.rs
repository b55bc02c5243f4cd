//! Names of other programs and misspelt names: the report translates them into the variables that this app reads.

use std::collections::BTreeSet;

use super::{
    reader::{Reader, names_of_tenant_variables},
    variable::{
        ALL, AUTHORITY, B2C_TENANT_NAME, CLIENT_ID, CLIENT_SECRET, CLIENT_SECRET_FILE, EDITPROFILE_USER_FLOW, ENDPOINT,
        Group, OIDC_AUTHORITY, PUBLIC_URL, REDIRECT_URI, RESETPASSWORD_USER_FLOW, SCOPE, SIGNUPSIGNIN_USER_FLOW,
        Variable,
    },
};

/// Names in the environment that mean a variable of this app. If one of them is set, the dev tenant does not start.
static MEANT_FOR_THIS_APP: [&str; 33] = [
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

/// Names that other tools may set in the environment for other reasons. They count only if the right variable is missing.
static OF_OTHER_TOOLS: [&str; 3] = ["AZURE_CLIENT_ID", "AZURE_CLIENT_SECRET", "AZURE_TENANT_ID"];

/// What other programs call a variable, without its prefix, in capital letters and without separators.
static TRANSLATIONS: [(&str, &Variable); 31] = [
    ("APPID", &CLIENT_ID),
    ("APPLICATIONID", &CLIENT_ID),
    ("APPLICATIONCLIENTID", &CLIENT_ID),
    ("CLIENTSECRETE", &CLIENT_SECRET),
    ("CLIENTSECRETS", &CLIENT_SECRET),
    ("CLIENTSECRETVALUE", &CLIENT_SECRET),
    ("CLIENTCREDENTIAL", &CLIENT_SECRET),
    ("APPSECRET", &CLIENT_SECRET),
    ("TENANT", &AUTHORITY),
    ("TENANTID", &AUTHORITY),
    ("TENANTNAME", &AUTHORITY),
    ("DIRECTORYID", &AUTHORITY),
    ("DIRECTORYTENANTID", &AUTHORITY),
    ("AUTHORITYURL", &AUTHORITY),
    ("AUTHORITHY", &AUTHORITY),
    ("AUTHORITYHOST", &AUTHORITY),
    ("INSTANCE", &AUTHORITY),
    ("ISSUER", &OIDC_AUTHORITY),
    ("OIDCISSUER", &OIDC_AUTHORITY),
    ("OIDCAUTHORITYURL", &OIDC_AUTHORITY),
    ("B2CTENANT", &B2C_TENANT_NAME),
    ("SIGNUPSIGNINPOLICYID", &SIGNUPSIGNIN_USER_FLOW),
    ("EDITPROFILEPOLICYID", &EDITPROFILE_USER_FLOW),
    ("RESETPASSWORDPOLICYID", &RESETPASSWORD_USER_FLOW),
    ("REDIRECTURL", &REDIRECT_URI),
    ("REDIRECTPATH", &REDIRECT_URI),
    ("CALLBACKURL", &REDIRECT_URI),
    ("CALLBACKPATH", &REDIRECT_URI),
    ("NEXTAUTHURL", &PUBLIC_URL),
    ("SCOPES", &SCOPE),
    ("APIENDPOINT", &ENDPOINT),
];

/// Beginnings that other programs put before such names. Longer ones come before those that they begin with.
const PREFIXES: [&str; 15] = [
    "AUTHMICROSOFTENTRAID",
    "MICROSOFTENTRAID",
    "MICROSOFT",
    "NEXTPUBLIC",
    "REACTAPP",
    "AZUREAD",
    "AZURE",
    "OAUTH2",
    "OAUTH",
    "ENTRA",
    "OIDC",
    "MSAL",
    "VITE",
    "AAD",
    "MS",
];

/// Names that mean something only behind a prefix, such as `AUTH_MICROSOFT_ENTRA_ID_ID`.
static BEHIND_PREFIX: [(&str, &Variable); 2] = [("ID", &CLIENT_ID), ("SECRET", &CLIENT_SECRET)];

/// Says whether the environment has a name that means a variable of this app.
pub(super) fn any_is_set(reader: &Reader<'_>) -> bool {
    MEANT_FOR_THIS_APP.iter().any(|name| reader.is_set(name))
}

/// Adds a finding for each name whose right variable is missing, and one for a file that belongs to another program.
pub(super) fn report(reader: &mut Reader<'_>, sets_tenant: bool) {
    let of_file = reader.foreign_names().to_vec();
    let meant_for_this_app =
        MEANT_FOR_THIS_APP.iter().filter(|name| reader.is_set(name)).map(|name| (*name).to_owned());
    let names: BTreeSet<String> = meant_for_this_app.chain(of_file.iter().cloned()).collect();
    let tools = OF_OTHER_TOOLS.iter().filter(|name| reader.is_set(name) && !names.contains(**name));
    let tools: Vec<_> = tools.filter_map(|name| Some((*name, translation(name)?))).collect();
    for name in &names {
        let Some(meant) = translation(name).filter(|meant| is_missing(reader, meant)) else { continue };
        // A file may also serve another program, whose names matter only if something is missing here.
        let is_for_this_app = MEANT_FOR_THIS_APP.contains(&name.as_str()) || own(&letters(name)).is_some();
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

/// Returns the variable that another program's name stands for.
fn translation(name: &str) -> Option<&'static Variable> {
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
fn own(name: &str) -> Option<&'static Variable> {
    ALL.into_iter().find(|variable| {
        variable.group == Group::Tenant && variable.name.bytes().filter(|byte| *byte != b'_').eq(name.bytes())
    })
}

fn named(name: &str) -> Option<&'static Variable> {
    own(name).or_else(|| TRANSLATIONS.iter().find(|(other, _)| *other == name).map(|(_, variable)| *variable))
}

fn is_missing(reader: &Reader<'_>, meant: &Variable) -> bool {
    match meant.name {
        "AUTHORITY" | "OIDC_AUTHORITY" => {
            [&AUTHORITY, &OIDC_AUTHORITY, &B2C_TENANT_NAME].iter().all(|variable| !reader.is_set(variable.name))
        }
        "CLIENT_SECRET" => !reader.is_set(CLIENT_SECRET.name) && !reader.is_set(CLIENT_SECRET_FILE.name),
        "ENDPOINT" => !reader.exists(ENDPOINT.name),
        name => !reader.is_set(name),
    }
}

fn report_name(reader: &mut Reader<'_>, name: &str, meant: &Variable) {
    let problem = format!("is set, but this app reads {}, which is not set", meant.name);
    let advice = format!("Did you mean {}? {}", meant.name, meant.advice);
    reader.report_about(name, &problem, &advice, meant);
}

fn report_file(reader: &mut Reader<'_>, names: &[String]) {
    let shown: Vec<_> = names.iter().filter(|name| reader.may_show_name(name)).map(String::as_str).collect();
    let list = match (shown.len(), names.len() - shown.len()) {
        (0, hidden) => format!("{hidden} names whose form is unusual"),
        (_, 0) => shown.join(", "),
        (_, hidden) => format!("{}, and {hidden} names whose form is unusual", shown.join(", ")),
    };
    let problem = format!("sets no variable of a tenant that this app reads, but these: {list}");
    let advice = format!(
        "This app reads {}. They are explained in .env.sample. If the file belongs to another program, start this app in \
         another folder.",
        names_of_tenant_variables()
    );
    reader.report_about(".env", &problem, &advice, &CLIENT_ID);
}
