//! Integration tests: the real router against the dev tenant.

mod dev_tenant;
mod views;
