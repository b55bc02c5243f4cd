//! The card of the teams in Microsoft Teams.

use leptos::prelude::*;
use serde::Deserialize;

use super::card::{Card, CardContext};
use crate::{
    pages::link::SafeLink,
    server::graph::{List, Resource, lenient},
};

/// The teams of the user.
pub struct Teams;

/// A team of Graph. Teams without a name are not shown.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Team {
    display_name: String,
    #[serde(default, deserialize_with = "lenient")]
    description: Option<String>,
    #[serde(default, deserialize_with = "lenient")]
    web_url: Option<String>,
}

impl Card for Teams {
    const NAME: &'static str = "teams";
    const TITLE: &'static str = "dashboard-teams-title";
    const SCOPE: &'static str = "Team.ReadBasic.All";
    const ALLOW: &'static str = "dashboard-teams-allow";
    const EMPTY: &'static str = "dashboard-teams-empty";

    type Data = List<Team>;

    fn resource(_: i64) -> Resource {
        Resource::at("me/joinedTeams").query("$select", "id,displayName,description,webUrl")
    }

    fn view(List { items, .. }: Self::Data, _: &CardContext) -> Option<AnyView> {
        let rows: Vec<_> = items.into_iter().map(row).collect();
        (!rows.is_empty()).then(|| view! { <ul class="entries">{rows}</ul> }.into_any())
    }
}

fn row(Team { display_name, description, web_url }: Team) -> impl IntoView {
    let description = description.filter(|text| !text.trim().is_empty());
    view! {
        <li>
            <SafeLink text=display_name address=web_url />
            {description.map(|text| view! { <p class="note" dir="auto">{text}</p> })}
        </li>
    }
}
