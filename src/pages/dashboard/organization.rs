//! The name of the user's organization.

use serde::Deserialize;

use crate::server::graph::{List, Resource};

/// The name of the resource on the page.
pub const NAME: &str = "organization";

/// An organization of Graph.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Organization {
    display_name: String,
}

/// Returns the resource with the organization.
pub fn resource() -> Resource {
    Resource::at("organization").query("$select", "id,displayName")
}

/// Reads the name of the organization.
pub fn parse(json: &str) -> Option<String> {
    let list: List<Organization> = serde_json::from_str(json).ok()?;
    list.items.into_iter().map(|organization| organization.display_name).find(|name| !name.trim().is_empty())
}
