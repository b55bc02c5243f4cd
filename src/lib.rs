//! Leptos Entra: signs users in with Microsoft Entra ID and calls Microsoft Graph. This page leads a newcomer through the code.
//!
//! # Where to begin
//!
//! The folder of a file determines where its code runs. The source of this page is the map, and the only file with feature gates. Read
//! three modules first:
//!
//! 1. [`server::auth`]: the journeys of a user, in order, with links to their specifications.
//! 2. [`routes`]: every route of the app in one table.
//! 3. [`server::caller`]: how a function proves that the user is signed in and has a right.
//!
//! Then follow [how to add a page](docs::add_a_page) with [`pages::calendar`] beside it.
//!
//! # One sign-in through the modules
//!
//! 1. [`cli`] reads the settings ([`server::config`]) and starts [`web::server`]. Without settings it also starts the [`dev_tenant`].
//! 2. A signed-out browser opens `/`. [`pages::home`] returns the login view of [`pages::sign_in`].
//! 3. The link leads to [`endpoints::sign_in`]. [`begin`](server::auth::Auth::begin) stores a transaction with `state`, `nonce` and
//!    PKCE, and the browser goes to the provider ([`server::oidc`]).
//! 4. The browser returns to [`endpoints::callback`], whose work the server function [`server_fns::complete_sign_in`] does.
//! 5. [`complete`](server::auth::Auth::complete) finds the transaction, redeems the code, and verifies the ID token:
//!    [`server::oidc`] has the rules of the token, [`server::entra`] those of its issuer.
//! 6. [`server::session`] establishes a session under a new ID. Its record is encrypted in the [store](server::session::store).
//! 7. `/` is requested again. The session's user passes [`pages::audience`], and [`pages::welcome`] is the response.
//! 8. The button of the page is an island: [`islands::CallApi`]. It calls [`server_fns::call_api()`], which calls [`server::graph`].
//!
//! # The documents
//!
//! * [Architecture](docs::architecture): regions, borders, the way of the data, and the decisions
//! * [Connect](docs::connect) a tenant or another provider, [deploy](docs::deploy) and [operate](docs::operate) the app,
//!   [all settings](docs::settings)
//! * [Add a page](docs::add_a_page), [a card](docs::add_a_card), [a language](docs::add_a_language); [rights](docs::rights),
//!   [accounts](docs::accounts)
//! * [Call an API](docs::call_an_api), [protect an API](docs::protect_an_api), [the differences from plain Leptos](docs::differences),
//!   [from Microsoft's tutorials](docs::tutorial), [the dev tenant](docs::dev_tenant)
//! * [Security](docs::security), with the tables of [attacks](docs::attacks), [ASVS](docs::asvs) and
//!   [best current practice](docs::bcp)
//! * [Features](docs::features), [measurements](docs::measurements)

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
pub mod texts;
#[cfg(feature = "ssr")]
pub mod web;

// A simulation of Entra ID and Graph, for development and tests. Builds for deployments have an empty module whose start fails.
#[cfg(feature = "dev-tenant")]
pub mod dev_tenant;
#[cfg(all(feature = "ssr", not(feature = "dev-tenant")))]
#[path = "dev_tenant/absent.rs"]
pub mod dev_tenant;

// The documents, for rustdoc only.
#[cfg(doc)]
pub mod docs;
