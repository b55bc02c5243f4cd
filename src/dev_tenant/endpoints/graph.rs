//! The dev tenant's Microsoft Graph, as far as the app needs it, and its `UserInfo` endpoint.

pub mod batch;
pub mod routes;

mod access;
mod application;
mod batch_request;
mod broken;
mod calendar_view;
mod call;
mod drive;
mod groups;
mod list;
mod mailbox_settings;
mod messages;
mod organization;
mod people;
mod photo;
mod planner;
mod presence;
mod profile;
mod resource;
mod response;
mod service;
mod tasks;
mod teams;
mod user;
mod user_info;
mod users;
mod zone;

pub use application::application;
