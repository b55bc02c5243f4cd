//! Facts about the running program that decide which settings are valid.

/// Facts about the running program.
#[derive(Clone, Debug)]
pub struct Build {
    /// Whether the program contains the dev tenant.
    pub has_dev_tenant: bool,
    /// The paths of the app's routes, below the base path. The redirect URI and the paths of the logout notifications must be others.
    pub reserved_paths: Vec<String>,
}
