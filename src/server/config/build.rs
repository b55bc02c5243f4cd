//! Facts about the running program that decide which settings are valid.

/// Facts about the running program.
#[derive(Clone, Debug)]
pub struct Build {
    /// Whether the program contains the dev tenant.
    pub has_dev_tenant: bool,
    /// The paths of the app's routes, below the base path. `REDIRECT_URI`,
    /// `FRONT_CHANNEL_LOGOUT_PATH` and `BACK_CHANNEL_LOGOUT_PATH` must name other paths.
    pub reserved_paths: Vec<String>,
}
