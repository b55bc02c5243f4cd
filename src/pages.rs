//! The pages: one file per page, with its audience, data and view. They run on the server only.

pub mod accounts;
pub mod admin_consent;
pub mod administration;
pub mod api_result;
pub mod audience;
mod browser;
pub mod calendar;
pub mod can;
pub mod config_missing;
pub mod dashboard;
pub mod device_code;
pub mod home;
pub mod mail;
pub mod not_found;
pub mod profile;
pub mod request;
pub mod reset_password;
pub mod sessions;
pub mod setup;
pub mod sign_in;
pub mod sign_in_failed;
pub mod sign_in_stopped;
pub mod signed_out;
pub mod signing_out;
pub mod styleguide;
mod times;
pub mod welcome;
