//! Integration tests: the real router against the dev tenant.

fn main() {}
