//! The server without its web framework: the code here uses neither axum nor leptos.
//!
//! Read [`auth`] first: it lists the journeys (sign-in, sign-out, device code, refresh and others) in order. Data flows one way,
//! from a journey down to the protocol ([`oidc`], [`entra`]), the records ([`session`]) and the outbound client ([`http`]).

pub mod account;
pub mod api;
pub mod app_only;
pub mod auth;
pub mod bearer;
pub mod caller;
pub mod causes;
pub mod clock;
pub mod config;
pub mod correlation;
mod detached;
pub mod doctor;
pub mod entra;
pub mod graph;
pub mod graph_cache;
pub mod graph_of_app;
pub mod group_cache;
pub mod hex;
pub mod http;
pub mod job;
pub mod key_file;
pub mod keyed_locks;
pub mod lenient;
pub mod metrics;
pub mod named_apis;
pub mod oidc;
pub mod readiness;
pub mod rights;
pub mod secret_file;
pub mod security_event;
pub mod services;
pub mod session;
pub mod sign_in_problem;
pub mod throttled_apis;
pub mod time_zone;
pub mod unicode;

pub use app_only::{AppNeeds, AppOnly, AppOnlyError, AppRight};
pub use auth::on_behalf_of::OnBehalfOfError;
pub use bearer::{ApiNeeds, ApiRight, Bearer, Delegation, OnBehalfOf};
pub use caller::{Caller, Needs, NotGranted, NotSignedIn, Right, SignedIn};
use detached::detached;
pub use graph_of_app::GraphOfAppError;
pub use services::Services;
