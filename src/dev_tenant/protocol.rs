//! The protocols that the dev tenant speaks: requests, tokens, errors and pages, without any state.

pub mod aadsts;
pub mod address;
pub mod authority_path;
pub mod authorization_request;
pub mod claims_request;
pub mod client_assertion;
pub mod dialect;
pub mod html;
pub mod ids;
pub mod jwt;
pub mod page;
pub mod parameters;
pub mod policy;
pub mod problem;
pub mod random;
pub mod scopes;
pub mod signing_key;
pub mod waiting_requests;
pub mod windows_zones;
