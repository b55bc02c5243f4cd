//! Leptos Entra: signs people in with Microsoft Entra ID and calls Microsoft Graph.
//!
//! This file is the map, and the only one with feature gates: where a module stands here says where its code runs.

// A page's view is one deep type, and the compiler follows it to the end.
#![recursion_limit = "256"]

// In the browser and on the server.
pub mod app;
pub mod components;
pub mod error;
pub mod model;
pub mod pages;
pub mod paths;
pub mod server_fns;

// In the browser only; the server renders the same components and gets the empty stand-in.
#[cfg(feature = "hydrate")]
pub mod browser;
#[cfg(not(feature = "hydrate"))]
#[path = "browser/absent.rs"]
pub mod browser;
#[cfg(feature = "hydrate")]
pub mod hydrate;

// On the server only.
#[cfg(feature = "ssr")]
pub mod cli;
#[cfg(feature = "ssr")]
pub mod server;
#[cfg(feature = "ssr")]
pub mod web;

// A stand-in for Entra ID and Graph, for development and tests. In a deployment its start always fails.
#[cfg(feature = "dev-tenant")]
pub mod dev_tenant;
#[cfg(all(feature = "ssr", not(feature = "dev-tenant")))]
#[path = "dev_tenant/absent.rs"]
pub mod dev_tenant;

// For reviewers, in the documentation only.
#[cfg(doc)]
pub mod docs;
