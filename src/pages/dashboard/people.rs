//! The card of the people with whom the user works most.

use leptos::prelude::*;
use serde::Deserialize;

use super::card::{Card, CardContext};
use crate::{
    server::graph::{List, Resource, lenient},
    web::Initials,
};

/// The people with whom the user works most, in the order of Graph.
pub struct People;

/// A person of Graph. People without a name are not shown.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Person {
    display_name: String,
    #[serde(default, deserialize_with = "lenient")]
    job_title: Option<String>,
    #[serde(default, deserialize_with = "lenient")]
    scored_email_addresses: Option<Vec<ScoredAddress>>,
}

#[derive(Deserialize)]
struct ScoredAddress {
    address: String,
}

impl Card for People {
    const NAME: &'static str = "people";
    const TITLE: &'static str = "dashboard-people-title";
    const SCOPE: &'static str = "People.Read";
    const ALLOW: &'static str = "dashboard-people-allow";
    const EMPTY: &'static str = "dashboard-people-empty";

    type Data = List<Person>;

    fn resource(_: i64) -> Resource {
        Resource::at("me/people").query("$top", "8").query("$select", "id,displayName,jobTitle,scoredEmailAddresses")
    }

    fn view(List { items, .. }: Self::Data, _: &CardContext) -> Option<AnyView> {
        let rows: Vec<_> = items.into_iter().map(row).collect();
        (!rows.is_empty()).then(|| view! { <ul class="entries">{rows}</ul> }.into_any())
    }
}

fn row(person: Person) -> impl IntoView {
    let address = person.scored_email_addresses.and_then(|addresses| addresses.into_iter().next());
    let details = [person.job_title, address.map(|address| address.address)].into_iter().flatten();
    let details: Vec<_> =
        details.filter(|text| !text.trim().is_empty()).map(|text| view! { <bdi>{text}</bdi> " " }).collect();
    view! {
        <li class="person">
            <Initials name=person.display_name.clone() />
            <div>
                <bdi>{person.display_name}</bdi>
                <p class="note">{details}</p>
            </div>
        </li>
    }
}
