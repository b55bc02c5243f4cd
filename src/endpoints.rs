//! The routes that are not pages: begin and end of sign-in and sign-out, forms, and server functions over HTTP.

pub mod allow;
pub mod back_channel;
pub mod call_api;
pub mod callback;
pub mod csp_report;
pub mod front_channel;
pub mod health;
pub mod is_signed_in;
pub mod language;
pub mod me;
pub mod metrics;
pub mod orders;
pub mod photo;
pub mod poll_device_code;
pub mod resume_action;
pub mod sign_in;
pub mod sign_out;
pub mod user_flows;
