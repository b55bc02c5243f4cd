//! The facts about this program that decide which settings are valid.

use crate::{dev_tenant, routes, server::config::Build};

/// Returns the facts about this program.
pub fn build() -> Build {
    Build { has_dev_tenant: dev_tenant::INCLUDED, reserved_paths: routes::reserved_paths() }
}
