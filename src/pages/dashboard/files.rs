//! The card of the files at the top of the user's drive.

use leptos::prelude::*;
use serde::Deserialize;
use serde_json::value::RawValue;

use super::card::{Card, CardContext};
use crate::{
    pages::{
        link::SafeLink,
        times::time_of,
        zone::{LocalTime, Zone},
    },
    server::graph::{List, Resource, lenient},
    text, texts,
};

/// The files of the user.
pub struct Files;

/// A file or folder of Graph. Items without a name are not shown.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct DriveItem {
    name: String,
    #[serde(default, deserialize_with = "lenient")]
    web_url: Option<String>,
    #[serde(default, deserialize_with = "lenient")]
    size: Option<u64>,
    #[serde(default, deserialize_with = "lenient")]
    last_modified_date_time: Option<String>,
    /// Only folders have this member.
    #[serde(default)]
    folder: Option<Box<RawValue>>,
}

impl Card for Files {
    const NAME: &'static str = "files";
    const TITLE: &'static str = "dashboard-files-title";
    const SCOPE: &'static str = "Files.Read";
    const ALLOW: &'static str = "dashboard-files-allow";
    const EMPTY: &'static str = "dashboard-files-empty";
    // Graph responds with 404 until the user has opened OneDrive for the first time.
    const MISSING: &'static str = "dashboard-files-missing";

    type Data = List<DriveItem>;

    fn resource(_: i64) -> Resource {
        Resource::at("me/drive/root/children")
            .query("$top", "8")
            .query("$select", "name,webUrl,size,lastModifiedDateTime,file,folder")
    }

    fn view(List { items, .. }: Self::Data, context: &CardContext) -> Option<AnyView> {
        let rows: Vec<_> = items.into_iter().map(|item| row(item, context.zone.clone())).collect();
        (!rows.is_empty()).then(|| view! { <ul class="entries">{rows}</ul> }.into_any())
    }
}

fn row(item: DriveItem, zone: Zone) -> impl IntoView {
    let kind =
        if item.folder.is_some() { Some(text!("dashboard-files-folder")) } else { item.size.map(texts::units::size) };
    let time = time_of(item.last_modified_date_time.as_deref());
    let separator = (kind.is_some() && time.is_some()).then(|| text!("dashboard-separator"));
    view! {
        <li>
            <SafeLink text=item.name address=item.web_url />
            <p class="note">
                {kind} {separator}
                {time
                    .map(|time| {
                        let (before, after) = texts::around("dashboard-files-changed");
                        view! {
                            {before}
                            <LocalTime time zone />
                            {after}
                        }
                    })}
            </p>
        </li>
    }
}
