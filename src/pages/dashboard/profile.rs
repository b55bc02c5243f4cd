//! The card of the profile: name, job, organization, and photo.

use leptos::prelude::*;
use serde::Deserialize;

use super::card::{Card, CardContext};
use crate::{
    paths,
    server::graph::{Resource, lenient},
    text, texts,
    web::Avatar,
};

/// The user's profile in Graph. Other members than the ID may be missing.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Profile {
    /// Required, so that a wrong response does not look like an empty profile.
    #[serde(rename = "id")]
    _id: String,
    #[serde(default, deserialize_with = "lenient")]
    pub display_name: Option<String>,
    #[serde(default, deserialize_with = "lenient")]
    pub mail: Option<String>,
    #[serde(default, deserialize_with = "lenient")]
    pub job_title: Option<String>,
    #[serde(default, deserialize_with = "lenient")]
    pub department: Option<String>,
    #[serde(default, deserialize_with = "lenient")]
    pub office_location: Option<String>,
}

impl Profile {
    /// Returns the filled members with the messages of their labels, without the name.
    pub fn facts(self, organization: Option<String>) -> Vec<(&'static str, String)> {
        let facts = [
            ("dashboard-profile-job", self.job_title),
            ("dashboard-profile-department", self.department),
            ("dashboard-profile-organization", organization),
            ("dashboard-profile-office", self.office_location),
            ("dashboard-profile-mail", self.mail),
        ];
        let filled = facts.into_iter().filter_map(|(label, value)| Some((label, value?)));
        filled.filter(|(_, value)| !value.trim().is_empty()).collect()
    }
}

impl Card for Profile {
    const NAME: &'static str = "profile";
    const TITLE: &'static str = "dashboard-profile-title";
    const SCOPE: &'static str = "User.Read";
    const ALLOW: &'static str = "dashboard-profile-allow";
    const EMPTY: &'static str = "dashboard-profile-empty";
    const NEEDS_LICENCE: bool = false;

    type Data = Self;

    fn resource(_: i64) -> Resource {
        let members = "id,displayName,mail,jobTitle,department,officeLocation";
        Resource::at("me").query("$select", members)
    }

    fn view(data: Self, context: &CardContext) -> Option<AnyView> {
        let name = data.display_name.clone().unwrap_or_default();
        let shown = view! {
            <div class="person">
                <Avatar name=name.clone() photo=context.photo.clone() />
                <bdi>{name}</bdi>
            </div>
            <Facts facts=data.facts(context.organization.clone()) />
            <p>
                <a href=paths::to(paths::PROFILE) rel="external">
                    {text!("dashboard-profile-open")}
                </a>
            </p>
        };
        Some(shown.into_any())
    }
}

/// Shows facts of a profile as a list. Labels are IDs of messages.
#[component]
pub fn Facts(facts: Vec<(&'static str, String)>) -> impl IntoView {
    let rows = facts.into_iter().map(|(label, value)| {
        view! {
            <div>
                <dt>{texts::format(label, [])}</dt>
                <dd dir="auto">{value}</dd>
            </div>
        }
    });
    view! { <dl class="facts">{rows.collect_view()}</dl> }
}
