//! `GET /v1.0/me/planner/tasks`: the tasks that are assigned to the user in Microsoft Planner.

use axum::response::Response;
use serde_json::{Value, json};

use crate::dev_tenant::endpoints::graph::call::GraphCall;
use crate::dev_tenant::endpoints::graph::list::{self, ListOptions, ListRules};
use crate::dev_tenant::endpoints::graph::resource::TASKS;
use crate::dev_tenant::endpoints::graph::response::GraphError;
use crate::dev_tenant::endpoints::graph::service::Service;
use crate::dev_tenant::state::licences::Licences;
use crate::dev_tenant::state::to_do::{self, Task};

/// Planner documents no query options for this list.
const RULES: ListRules =
    ListRules { service: Service::Outlook, properties: &[], usual_top: 400, largest_top: None, parameters: &[] };

pub async fn tasks(call: GraphCall) -> Response {
    call.respond(&TASKS, |caller| {
        let options = ListOptions::parse(&call.query, &RULES)?;
        if !Licences::of(&caller.persona).mailbox {
            let message = "You do not have the required license to access this item.";
            return Err(GraphError::new(403, "", message));
        }
        let lists = to_do::lists(&caller.persona, call.tenant.clock.date_time().date());
        let tasks = lists.iter().filter(|list| list.well_known_name == "defaultList").flat_map(|list| &list.tasks);
        let context = format!("users('{}')/planner/tasks", caller.persona.object_id());
        list::page(&call, caller, (&options, &context), tasks.map(resource).collect())
    })
    .await
}

fn resource(task: &Task) -> Value {
    json!({
        "@odata.etag": format!("W/\"{}\"", task.id),
        "id": task.id,
        "planId": "xqQg5FS2LkCp935s-FIFm2QAFkHM",
        "title": task.title,
        "percentComplete": if task.is_completed { 100 } else { 0 },
        "dueDateTime": task.due.map(|due| format!("{due}T10:00:00Z")),
        "createdDateTime": format!("{}T09:00:00Z", task.created),
    })
}
