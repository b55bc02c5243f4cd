//! Names that people write when they mean a variable of this app: nothing is worse than a setting that is silently ignored.

use super::{
    reader::Reader,
    variable::{
        AUTHORITY, B2C_TENANT_NAME, CLIENT_ID, CLIENT_SECRET, CLIENT_SECRET_FILE, EDITPROFILE_USER_FLOW, ENDPOINT,
        OIDC_AUTHORITY, REDIRECT_URI, RESETPASSWORD_USER_FLOW, SCOPE, SIGNUPSIGNIN_USER_FLOW, Variable,
    },
};

/// Near misses of this app's own names, and what they mean.
static NEAR_MISSES: [(&str, &Variable); 23] = [
    ("CLIENTID", &CLIENT_ID),
    ("APP_ID", &CLIENT_ID),
    ("APPLICATION_ID", &CLIENT_ID),
    ("CLIENT_SECRETE", &CLIENT_SECRET),
    ("CLIENT_SECRETS", &CLIENT_SECRET),
    ("CLIENTSECRET", &CLIENT_SECRET),
    ("CLIENT_SECRET_VALUE", &CLIENT_SECRET),
    ("CLIENT_CREDENTIAL", &CLIENT_SECRET),
    ("TENANT", &AUTHORITY),
    ("TENANT_ID", &AUTHORITY),
    ("AUTHORITY_URL", &AUTHORITY),
    ("AUTHORITHY", &AUTHORITY),
    ("OIDC_ISSUER", &OIDC_AUTHORITY),
    ("OIDC_AUTHORITY_URL", &OIDC_AUTHORITY),
    ("B2C_TENANT", &B2C_TENANT_NAME),
    ("SIGNUP_SIGNIN_USER_FLOW", &SIGNUPSIGNIN_USER_FLOW),
    ("EDIT_PROFILE_USER_FLOW", &EDITPROFILE_USER_FLOW),
    ("RESET_PASSWORD_USER_FLOW", &RESETPASSWORD_USER_FLOW),
    ("REDIRECT_URL", &REDIRECT_URI),
    ("REDIRECT_PATH", &REDIRECT_URI),
    ("REDIRECTURI", &REDIRECT_URI),
    ("SCOPES", &SCOPE),
    ("API_ENDPOINT", &ENDPOINT),
];

/// Names of other tools, which may be set for other reasons: they count only where ours is missed.
static FOREIGN: [(&str, &Variable); 3] =
    [("AZURE_CLIENT_ID", &CLIENT_ID), ("AZURE_CLIENT_SECRET", &CLIENT_SECRET), ("AZURE_TENANT_ID", &AUTHORITY)];

/// Returns whether one of this app's names is misspelt in the environment.
pub(super) fn any_is_set(reader: &Reader<'_>) -> bool {
    NEAR_MISSES.iter().any(|(name, _)| reader.is_set(name))
}

/// Adds a finding for each misspelt name whose right one is not set.
pub(super) fn report(reader: &mut Reader<'_>) {
    for (name, meant) in &NEAR_MISSES {
        if reader.is_set(name) && is_missed(reader, meant) {
            say(reader, name, meant);
        }
    }
    for (name, meant) in &FOREIGN {
        if reader.is_set(name) && is_missed(reader, meant) && reader.has_finding_on(meant) {
            say(reader, name, meant);
        }
    }
}

fn is_missed(reader: &Reader<'_>, meant: &Variable) -> bool {
    match meant.name {
        "AUTHORITY" | "OIDC_AUTHORITY" => {
            [&AUTHORITY, &OIDC_AUTHORITY, &B2C_TENANT_NAME].iter().all(|variable| !reader.is_set(variable.name))
        }
        "CLIENT_SECRET" => !reader.is_set(CLIENT_SECRET.name) && !reader.is_set(CLIENT_SECRET_FILE.name),
        "ENDPOINT" => !reader.exists(ENDPOINT.name),
        name => !reader.is_set(name),
    }
}

fn say(reader: &mut Reader<'_>, name: &str, meant: &Variable) {
    let problem = format!("is set, but this app reads {}, which is not", meant.name);
    let advice = format!("Did you mean {}? {}", meant.name, meant.advice);
    reader.report_about(name, &problem, &advice, &format!("{}={}", meant.name, meant.example));
}
