//! Leptos Entra: signs users in with Microsoft Entra ID and calls Microsoft Graph.
//!
//! This file is the map of the modules: each section says where its code runs. It is the only file with feature gates.

// The view of a page is a deeply nested type, so the compiler needs a higher recursion limit.
#![recursion_limit = "256"]

// Code that runs in the browser and on the server.
pub mod error;
pub mod islands;
pub mod model;
pub mod paths;
pub mod server_fns;

// Code that runs in the browser only. On the server, islands call functions that do nothing.
#[cfg(feature = "hydrate")]
pub mod client;
#[cfg(not(feature = "hydrate"))]
#[path = "client/absent.rs"]
pub mod client;

// Code that runs on the server only.
#[cfg(feature = "ssr")]
pub mod cli;
#[cfg(feature = "ssr")]
pub mod endpoints;
#[cfg(feature = "ssr")]
pub mod pages;
#[cfg(feature = "ssr")]
pub mod routes;
#[cfg(feature = "ssr")]
pub mod server;
#[cfg(feature = "ssr")]
pub mod web;

// A simulation of Entra ID and Graph, for development and tests. Builds for deployments have an empty module whose start fails.
#[cfg(feature = "dev-tenant")]
pub mod dev_tenant;
#[cfg(all(feature = "ssr", not(feature = "dev-tenant")))]
#[path = "dev_tenant/absent.rs"]
pub mod dev_tenant;

// Documents for reviewers, which only the generated documentation contains.
#[cfg(doc)]
pub mod docs;
