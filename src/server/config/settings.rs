//! Which of the three modes the app starts in: the dev tenant, a real tenant, or nothing but an explanation.

use std::{env, path::Path};

use super::{
    b2c,
    dev_tenant::DevTenantSettings,
    dot_env, misspelt,
    provider::Config,
    reader::Reader,
    site::Site,
    variable::{
        ALLOWED_TENANTS, AUTHORITY, CLIENT_ID, CLIENT_SECRET, CLIENT_SECRET_FILE, CUSTOM_SIGNING_KEY, ENDPOINT,
        LEPTOS_SITE_ROOT, OIDC_AUTHORITY, PUBLIC_URL, REDIRECT_URI, RESPONSE_MODE, SCOPE, Variable,
    },
};
use crate::model::ConfigFinding;

/// The variables that speak of a real tenant. One of them set, and the dev tenant is out of the question.
static REAL_TENANT: [&Variable; 11] = [
    &CLIENT_ID,
    &CLIENT_SECRET,
    &CLIENT_SECRET_FILE,
    &AUTHORITY,
    &OIDC_AUTHORITY,
    &ALLOWED_TENANTS,
    &CUSTOM_SIGNING_KEY,
    &REDIRECT_URI,
    &RESPONSE_MODE,
    &PUBLIC_URL,
    &SCOPE,
];

/// What the environment says, in one of three modes.
#[derive(Clone, Debug)]
pub enum Settings {
    /// Nothing of a real tenant is set, and this build contains the dev tenant.
    DevTenant(Box<DevTenantSettings>),
    /// Everything is there.
    Configured(Box<Config>),
    /// Something is missing or wrong: every page lists the findings.
    Incomplete { site: Site, findings: Vec<ConfigFinding> },
}

impl Settings {
    /// Loads `.env` of the working directory into the environment, where the existing environment wins, and reads that.
    ///
    /// Call it once, before other threads start: it changes the environment of the process.
    pub fn load(dev_tenant_included: bool) -> Self {
        let findings = dot_env::load(Path::new(".env"));
        let lookup = |name: &str| variable_of_process(name).or_else(|| default_of(name));
        Self::read(&lookup, dev_tenant_included, findings)
    }

    /// Reads settings from `lookup` alone; of files only the one that a `…_FILE` variable names.
    pub fn from_lookup(lookup: impl Fn(&str) -> Option<String>, dev_tenant_included: bool) -> Self {
        Self::read(&lookup, dev_tenant_included, Vec::new())
    }

    /// Returns what the server needs in every mode.
    pub fn site(&self) -> &Site {
        match self {
            Self::DevTenant(settings) => &settings.site,
            Self::Configured(config) => &config.site,
            Self::Incomplete { site, .. } => site,
        }
    }

    fn read(lookup: &dyn Fn(&str) -> Option<String>, dev_tenant_included: bool, findings: Vec<ConfigFinding>) -> Self {
        let mut reader = Reader::new(lookup, findings);
        let site = Site::read(&mut reader);
        let settings = if dev_tenant_included && !speaks_of_real_tenant(&reader) {
            DevTenantSettings::read(&mut reader, &site).map(|settings| Self::DevTenant(Box::new(settings)))
        } else {
            let config = Config::read(&mut reader, &site).map(|config| Self::Configured(Box::new(config)));
            misspelt::report(&mut reader);
            config
        };
        match settings {
            Ok(settings) if !reader.has_findings() => settings,
            _ => Self::Incomplete { site, findings: reader.into_findings() },
        }
    }
}

/// An empty value counts as unset, except that of `ENDPOINT`, where it is a wish.
pub(super) fn speaks_of_real_tenant(reader: &Reader<'_>) -> bool {
    REAL_TENANT.iter().any(|variable| reader.is_set(variable.name))
        || reader.exists(ENDPOINT.name)
        || b2c::is_meant(reader)
        || misspelt::any_is_set(reader)
}

#[expect(clippy::disallowed_methods, reason = "this is the one reader of the environment")]
pub(super) fn variable_of_process(name: &str) -> Option<String> {
    // What is not Unicode must not pass for unset; the replacement character is refused later.
    env::var_os(name).map(|value| value.to_string_lossy().into_owned())
}

/// The release build finds its `site` folder beside itself, from whatever directory it is started.
fn default_of(name: &str) -> Option<String> {
    if name != LEPTOS_SITE_ROOT.name {
        return None;
    }
    let folder = env::current_exe().ok()?.parent()?.join("site");
    folder.is_dir().then(|| folder.to_str().map(str::to_owned)).flatten()
}
