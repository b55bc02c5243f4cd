//! The settings: read from the environment and `.env` once, at the start, and checked all together.
//!
//! Nothing set at all means the dev tenant, where a build contains it. Anything set means a real tenant: then the app
//! never falls back, but says everything that is missing or wrong at once. No other module reads the environment.

mod address;
mod authority;
mod b2c;
mod dev_tenant;
mod dot_env;
mod misspelt;
mod operator;
mod provider;
mod reader;
mod response_mode;
mod session_keys;
mod session_store;
mod settings;
mod sign_out_paths;
mod site;
#[cfg(test)]
mod tests;
mod traffic;
mod variable;

pub use b2c::B2cFlows;
pub use dev_tenant::DevTenantSettings;
pub use operator::OperatorSettings;
pub use provider::Config;
pub use session_store::{ServerAddress, SessionStoreSetting};
pub use settings::Settings;
pub use sign_out_paths::SignOutPaths;
pub use site::Site;
pub use traffic::Traffic;
