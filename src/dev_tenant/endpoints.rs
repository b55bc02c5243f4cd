//! The endpoints of the dev tenant and its pages. They import from `state` and `protocol`.

pub mod control;
pub mod router;

mod admin_consent;
mod authorize;
mod device;
mod discovery;
mod end_session;
mod error_pages;
mod forms;
mod graph;
mod guards;
mod identity;
mod page_parts;
mod reply;
mod token;
