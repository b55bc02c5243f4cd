//! The card of the tasks that are assigned to the user in Microsoft Planner.

use leptos::prelude::*;
use serde::Deserialize;

use super::{
    card::{Card, CardContext, Zone},
    link::LocalTime,
};
use crate::{
    pages::times::time_of,
    server::graph::{List, Resource, lenient},
    texts,
};

/// The open tasks of the user. Tasks of To Do are in lists, which would need one request for each list.
pub struct Tasks;

/// A task of Graph. Tasks without a title are not shown.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Task {
    title: String,
    #[serde(default, deserialize_with = "lenient")]
    due_date_time: Option<String>,
    #[serde(default, deserialize_with = "lenient")]
    percent_complete: Option<u8>,
}

/// The number of tasks that the card shows.
const SHOWN: usize = 8;

impl Card for Tasks {
    const NAME: &'static str = "tasks";
    const TITLE: &'static str = "dashboard-tasks-title";
    const SCOPE: &'static str = "Tasks.Read";
    const ALLOW: &'static str = "dashboard-tasks-allow";
    const EMPTY: &'static str = "dashboard-tasks-empty";

    type Data = List<Task>;

    fn resource(_: i64) -> Resource {
        // Planner documents no query options for this list, so it has no `$select`.
        Resource::at("me/planner/tasks")
    }

    fn view(List { mut items, .. }: Self::Data, context: &CardContext) -> Option<AnyView> {
        items.retain(|task| task.percent_complete != Some(100));
        // Tasks without a due date come last.
        items.sort_by_cached_key(|task| (task.due_date_time.is_none(), task.due_date_time.clone()));
        let rows: Vec<_> = items.into_iter().take(SHOWN).map(|task| row(task, context.zone.clone())).collect();
        (!rows.is_empty()).then(|| view! { <ul class="entries">{rows}</ul> }.into_any())
    }
}

fn row(task: Task, zone: Zone) -> impl IntoView {
    let due = time_of(task.due_date_time.as_deref()).map(|time| {
        let (before, after) = texts::around("dashboard-tasks-due");
        view! { <p class="note">{before} <LocalTime time zone /> {after}</p> }
    });
    view! {
        <li>
            <bdi>{task.title}</bdi>
            {due}
        </li>
    }
}
