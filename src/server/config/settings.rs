//! The three modes in which the app starts: the dev tenant, a real tenant, or a list of findings.

use std::{env, path::Path};

use super::{
    build::Build, dev_tenant::DevTenantSettings, development::is_in_development, dot_env::DotEnv, finding::Finding,
    other_names, provider::Config, reader::Reader, site::Site, variable::Variable,
};

/// The settings, in one of three modes.
#[derive(Clone, Debug)]
pub enum Settings {
    /// No variable of a real tenant is set, and this build contains the dev tenant.
    DevTenant(Box<DevTenantSettings>),
    /// All required variables are set, and every value is valid.
    Configured(Box<Config>),
    /// Something is missing or invalid: every page lists the findings.
    Incomplete { site: Box<Site>, findings: Vec<Finding> },
}

/// The settings, and warnings that do not prevent the start.
#[derive(Clone, Debug)]
pub struct LoadedSettings {
    pub settings: Settings,
    pub warnings: Vec<Finding>,
    /// Whether the app runs in development, for this machine only.
    pub is_development: bool,
}

impl LoadedSettings {
    /// Reads the environment and `.env` of the working directory.
    ///
    /// Call it once, before other threads start: it changes the environment of the process.
    pub fn load(build: &Build) -> Self {
        let file = DotEnv::load(Path::new(".env"), &variable_of_process);
        file.share_with_libraries(&variable_of_process);
        let lookup = |name: &str| variable_of_process(name).or_else(|| file.value(name)).or_else(|| default_of(name));
        let names: Vec<String> = env::vars_os().filter_map(|(name, _)| name.into_string().ok()).collect();
        Self::read(&lookup, &file, &names, build)
    }

    /// Reads settings from an environment and from the content of a file `.env`.
    pub fn from_file(file: &[u8], environment: impl Fn(&str) -> Option<String>, build: &Build) -> Self {
        let file = DotEnv::read(file, &environment);
        let lookup = |name: &str| environment(name).or_else(|| file.value(name));
        Self::read(&lookup, &file, &[], build)
    }

    /// Reads settings. `names` are the names of the variables of the process.
    pub(super) fn read(
        lookup: &dyn Fn(&str) -> Option<String>,
        file: &DotEnv,
        names: &[String],
        build: &Build,
    ) -> Self {
        let mut reader = Reader::new(lookup, file, build).with_names(names.iter().map(String::as_str));
        let site = Site::read(&mut reader);
        let is_development = is_in_development(&reader, &site, build);
        let settings = if build.has_dev_tenant && !configures_real_tenant(&reader) {
            DevTenantSettings::read(&mut reader, &site).map(|settings| Settings::DevTenant(Box::new(settings)))
        } else {
            let config = Config::read(&mut reader, &site).map(|config| Settings::Configured(Box::new(config)));
            let sets_tenant = sets_tenant(&reader);
            other_names::report(&mut reader, sets_tenant);
            config
        };
        let warnings = reader.take_warnings();
        let settings = match settings {
            Ok(settings) if !reader.has_findings() => settings,
            _ => Settings::Incomplete { site: Box::new(site), findings: reader.into_findings() },
        };
        Self { settings, warnings, is_development }
    }
}

impl Settings {
    /// Reads settings from `lookup`, without `.env`. Files that a variable names are read.
    pub fn from_lookup(lookup: impl Fn(&str) -> Option<String>, build: &Build) -> Self {
        LoadedSettings::from_file(b"", lookup, build).settings
    }

    /// Returns the settings that the server needs in every mode.
    pub fn site(&self) -> &Site {
        match self {
            Self::DevTenant(settings) => &settings.site,
            Self::Configured(config) => &config.site,
            Self::Incomplete { site, .. } => site,
        }
    }
}

/// Says whether the operator means a real tenant, also by a wrong name or by a `.env` of another program. Then the dev
/// tenant, where any user can sign in as any other user, must not start.
pub(super) fn configures_real_tenant(reader: &Reader<'_>) -> bool {
    sets_tenant(reader) || other_names::any_is_set(reader) || !reader.foreign_names().is_empty()
}

/// Says whether a variable of a tenant is set. An empty value counts as unset, except for `ENDPOINT`, where it means "none".
fn sets_tenant(reader: &Reader<'_>) -> bool {
    let mut of_tenant = Variable::of_tenant();
    of_tenant.any(|variable| reader.is_set(variable.name())) || reader.exists(Variable::Endpoint.name())
}

/// Says whether the operator wants output without colours (`NO_COLOR`).
pub fn forbids_colours() -> bool {
    variable_of_process("NO_COLOR").is_some_and(|value| !value.is_empty())
}

#[expect(clippy::disallowed_methods, reason = "this is the only reader of the environment")]
pub(super) fn variable_of_process(name: &str) -> Option<String> {
    // A value that is not Unicode must not count as unset. The reader rejects the replacement character.
    env::var_os(name).map(|value| value.to_string_lossy().into_owned())
}

/// The release build finds its `site` folder beside the program, in whatever directory it is started.
fn default_of(name: &str) -> Option<String> {
    if name != Variable::LeptosSiteRoot.name() {
        return None;
    }
    let folder = env::current_exe().ok()?.parent()?.join("site");
    folder.is_dir().then(|| folder.to_str().map(str::to_owned)).flatten()
}
