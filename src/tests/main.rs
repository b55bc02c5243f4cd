//! Integration tests: the real router against the dev tenant.

mod callback;
mod cast;
mod dev_tenant;
mod sign_in;
mod views;
