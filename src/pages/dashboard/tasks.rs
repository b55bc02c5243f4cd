//! The card of the tasks that are assigned to the user in Microsoft Planner.

use leptos::prelude::*;
use serde::Deserialize;
use time::{Date, OffsetDateTime};

use super::card::{Card, CardContext};
use crate::{
    pages::times::time_of,
    server::{
        clock,
        graph::{List, Resource, lenient},
    },
    text, texts,
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
        let today = context.zone.shown().local(clock::from_unix(context.now)).date();
        let rows: Vec<_> = items.into_iter().take(SHOWN).map(|task| row(task, today)).collect();
        (!rows.is_empty()).then(|| view! { <ul class="entries">{rows}</ul> }.into_any())
    }
}

fn row(task: Task, today: Date) -> impl IntoView {
    // A task is due on a day. Planner adds a conventional time in the zone of the value, which is not the user's.
    let due = time_of(task.due_date_time.as_deref()).map(OffsetDateTime::date).map(|due| {
        let (before, after) = texts::around("dashboard-tasks-due");
        let overdue =
            (due < today).then(|| view! { " " <span class="badge problem">{text!("dashboard-tasks-overdue")}</span> });
        view! {
            <p class="note">
                {before} <time datetime=due.to_string()>{texts::date(due)}</time> {after} {overdue}
            </p>
        }
    });
    view! {
        <li>
            <bdi>{task.title}</bdi>
            {due}
        </li>
    }
}
