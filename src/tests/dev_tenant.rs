//! Tests of the dev tenant over HTTP. A test that proves a numbered rule of the dev tenant has its number in its name
//! (`dt_04_…`).
#![expect(clippy::unwrap_used, clippy::expect_used, reason = "a test may panic, and so may its cast")]

mod account_picker;
mod application_key;
mod application_record;
mod b2c;
mod calendar;
pub mod cast;
mod catalogue;
mod challenges;
mod claims;
mod client_assertion;
mod control;
mod device;
mod error_pages;
mod golden;
mod graph;
mod groups;
mod guards;
mod id_token_faults;
mod identity;
mod many_tenants;
mod pages;
mod protocol;
mod refresh;
mod resources;
mod sign_out;
mod single_sign_on;
mod sources;
