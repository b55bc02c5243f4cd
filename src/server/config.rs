//! The settings: read from the environment and `.env` once, at the start, and checked all together.
//!
//! If nothing is set, the app starts with the dev tenant, in builds that contain it. If anything is set, the operator
//! means a real tenant. Then the app never falls back to the dev tenant, but lists everything that is missing or
//! invalid, as typed findings without texts. No other module reads the environment.

mod account_settings;
mod address;
mod authority;
mod b2c;
mod brand;
mod build;
mod client_credential;
mod dev_tenant;
mod development;
mod dot_env;
mod downstream;
pub mod finding;
mod graph_address;
mod list;
mod managed_identity;
mod operator;
mod other_names;
mod placeholder;
mod protected_api;
mod provider;
mod reader;
mod registration;
mod response_mode;
mod session_keys;
mod session_lifetimes;
mod session_store;
mod settings;
mod sign_out_paths;
mod site;
#[cfg(test)]
mod tests;
mod traces;
mod traffic;
mod variable;
mod whole_number;

pub use account_settings::AccountSettings;
pub use b2c::B2cFlows;
pub use brand::{Accent, Brand, Colour, Logo, LogoError, LogoFormat, Shades};
pub use build::Build;
pub use dev_tenant::DevTenantSettings;
#[cfg(test)]
use dot_env::DotEnv;
pub use finding::Finding;
pub use operator::OperatorSettings;
pub use protected_api::ProtectedApi;
pub use provider::Config;
pub use registration::{CredentialKind, RegistrationSettings};
pub use session_lifetimes::SessionLifetimes;
pub use session_store::{ServerAddress, SessionStoreSetting};
pub use settings::{LoadedSettings, Settings, forbids_colours};
pub use sign_out_paths::SignOutPaths;
pub use site::{LogFormat, Site};
pub use traces::{Sampled, TraceSampler, TracesSettings};
pub use traffic::Traffic;
pub use variable::Variable;
