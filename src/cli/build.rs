//! The facts about this program that decide which settings are valid.

use crate::{dev_tenant, routes, server::config::Build};

pub fn build() -> Build {
    Build { has_dev_tenant: dev_tenant::INCLUDED, reserved_paths: routes::reserved_paths() }
}
