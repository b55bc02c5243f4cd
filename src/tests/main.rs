//! Integration tests: the real router against the dev tenant.

mod callback;
mod cast;
mod dev_tenant;
mod device_code;
mod graph;
mod sign_in;
mod sign_out;
mod views;
