//! `GET /v1.0/me/todo/lists` and `GET /v1.0/me/todo/lists/{id}/tasks`: the tasks of Microsoft To Do.

use axum::extract::Path;
use axum::response::Response;
use serde_json::{Value, json};
use time::Date;

use crate::dev_tenant::endpoints::graph::access::Caller;
use crate::dev_tenant::endpoints::graph::call::GraphCall;
use crate::dev_tenant::endpoints::graph::list::{self, ListOptions, ListRules};
use crate::dev_tenant::endpoints::graph::resource::TASKS;
use crate::dev_tenant::endpoints::graph::response::GraphError;
use crate::dev_tenant::endpoints::graph::service::{Service, no_mailbox};
use crate::dev_tenant::state::licences::Licences;
use crate::dev_tenant::state::to_do::{self, Task, TaskList};

const LIST_RULES: ListRules = ListRules {
    service: Service::Outlook,
    properties: &["id", "displayName", "isOwner", "isShared", "wellknownListName"],
    usual_top: 10,
    largest_top: Some(100),
    parameters: &[],
};
const TASK_RULES: ListRules = ListRules {
    properties: &[
        "id",
        "title",
        "status",
        "importance",
        "isReminderOn",
        "createdDateTime",
        "dueDateTime",
        "completedDateTime",
    ],
    parameters: &["$filter"],
    ..LIST_RULES
};
/// The filters that this list supports.
const OPEN: [&str; 2] = ["status ne 'completed'", "status eq 'notStarted'"];

/// Responds with the lists of the user.
pub async fn lists(call: GraphCall) -> Response {
    call.respond(&TASKS, |caller| {
        let options = ListOptions::parse(&call.query, &LIST_RULES)?;
        let lists = lists_of(&call, caller)?.iter().map(list_resource).collect();
        let context = format!("users('{}')/todo/lists", caller.persona.object_id());
        list::page(&call, caller, (&options, &context), lists)
    })
    .await
}

/// Responds with the tasks of a list. Instead of its ID the name `tasks` leads to no list, as at Graph.
pub async fn tasks(call: GraphCall, Path(list): Path<String>) -> Response {
    call.respond(&TASKS, |caller| {
        let options = ListOptions::parse(&call.query, &TASK_RULES)?;
        let list = lists_of(&call, caller)?.into_iter().find(|known| known.id == list).ok_or_else(|| {
            GraphError::new(404, "ErrorItemNotFound", "The specified object was not found in the store.")
        })?;
        let only_open = options.parameter("$filter").map_or(Ok(false), |filter| {
            let unsupported = || GraphError::new(400, "invalidRequest", "Invalid filter clause.");
            OPEN.contains(&filter).then_some(true).ok_or_else(unsupported)
        })?;
        let shown = list.tasks.iter().filter(|task| !(only_open && task.is_completed));
        let context = format!("users('{}')/todo/lists('{}')/tasks", caller.persona.object_id(), list.id);
        list::page(&call, caller, (&options, &context), shown.map(task_resource).collect())
    })
    .await
}

fn lists_of(call: &GraphCall, caller: &Caller) -> Result<Vec<TaskList>, GraphError> {
    if Licences::of(&caller.persona).mailbox {
        Ok(to_do::lists(&caller.persona, call.tenant.clock.date_time().date()))
    } else {
        Err(no_mailbox())
    }
}

fn list_resource(list: &TaskList) -> Value {
    json!({
        "@odata.etag": format!("W/\"{}\"", list.id),
        "id": list.id,
        "displayName": list.name,
        "isOwner": true,
        "isShared": false,
        "wellknownListName": list.well_known_name,
    })
}

fn task_resource(task: &Task) -> Value {
    let mut resource = json!({
        "@odata.etag": format!("W/\"{}\"", task.id),
        "id": task.id,
        "title": task.title,
        "status": if task.is_completed { "completed" } else { "notStarted" },
        "importance": if task.is_important { "high" } else { "normal" },
        "isReminderOn": false,
        "createdDateTime": format!("{}T09:00:00.0000000Z", task.created),
    });
    // A task without a due date has no such member.
    if let Some(due) = task.due {
        resource["dueDateTime"] = midnight(due);
    }
    if task.is_completed {
        resource["completedDateTime"] = midnight(task.created);
    }
    resource
}

fn midnight(date: Date) -> Value {
    json!({ "dateTime": format!("{date}T00:00:00.0000000"), "timeZone": "UTC" })
}
