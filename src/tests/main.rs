//! Integration tests: the real router against the dev tenant.

mod views;
