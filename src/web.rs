//! The axum side: which request goes where, and in which layers. It translates and decides nothing.

mod admin_consent;
mod back_channel;
mod callback;
mod carry_on;
mod client_address;
mod cookies;
mod csp_report;
mod device_code;
mod front_channel;
mod guard;
mod home;
mod layers;
mod mail;
mod own_name;
mod page;
pub mod router;
mod server_functions;
mod sessions;
mod sign_in;
mod sign_in_failed;
mod sign_out;
mod site_files;
mod user_flows;

pub use layers::Frame;
pub use site_files::SiteFiles;
