//! The card of the groups in which the user is a member.

use leptos::prelude::*;
use serde::Deserialize;

use super::card::{Card, CardContext};
use crate::{
    server::graph::{List, Resource, lenient},
    text,
};

/// The number of requested groups.
const MOST: usize = 50;

/// The least privileged permission for the names of groups.
const NAMES: &str = "GroupMember.Read.All";

/// The groups of the user, direct and indirect.
pub struct Groups;

/// A group of Graph. The permission `User.Read` gives the IDs of groups; names need `GroupMember.Read.All`.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Group {
    #[serde(rename = "id")]
    _id: String,
    #[serde(default, deserialize_with = "lenient")]
    display_name: Option<String>,
}

impl Card for Groups {
    const NAME: &'static str = "groups";
    const TITLE: &'static str = "dashboard-groups-title";
    const SCOPE: &'static str = "User.Read";
    const ALLOW: &'static str = "dashboard-groups-allow";
    const EMPTY: &'static str = "dashboard-groups-empty";
    const NEEDS_LICENCE: bool = false;

    type Data = List<Group>;

    fn resource(_: i64) -> Resource {
        Resource::at("me/transitiveMemberOf/microsoft.graph.group")
            .query("$select", "id,displayName")
            .query("$top", &MOST.to_string())
            .advanced()
    }

    fn view(List { items, .. }: Self::Data, context: &CardContext) -> Option<AnyView> {
        let all = items.len();
        let is_filled = |name: &String| !name.trim().is_empty();
        let names: Vec<_> = items.into_iter().filter_map(|group| group.display_name.filter(is_filled)).collect();
        let unnamed = all - names.len();
        let has_names = !names.is_empty();
        // Customers have no administrator who could allow the names.
        let can_be_allowed = context.provider.is_workforce();
        let rows = names.into_iter().map(|name| view! { <li dir="auto">{name}</li> }).collect_view();
        let shown = view! {
            {has_names.then(|| view! { <ul class="entries">{rows}</ul> })}
            {(unnamed > 0)
                .then(|| {
                    view! {
                        <p>{unnamed_groups(unnamed, all)}</p>
                        {can_be_allowed
                            .then(|| {
                                view! { <p class="note">{text!("dashboard-groups-names", scope = NAMES)}</p> }
                            })}
                    }
                })}
        };
        (all > 0).then(|| shown.into_any())
    }
}

/// Returns the sentence about the groups without a name. There may be more groups than were requested.
fn unnamed_groups(unnamed: usize, all: usize) -> String {
    if all >= MOST {
        text!("dashboard-groups-unnamed-at-least", count = unnamed)
    } else {
        text!("dashboard-groups-unnamed", count = unnamed)
    }
}
