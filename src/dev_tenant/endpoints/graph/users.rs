//! Other users of the directory: the manager, the direct reports, and `/users` with its search.

use axum::extract::Path;
use axum::response::Response;
use serde_json::Value;

use crate::dev_tenant::endpoints::graph::access::Caller;
use crate::dev_tenant::endpoints::graph::call::GraphCall;
use crate::dev_tenant::endpoints::graph::list::{self, ListOptions, ListRules, require_eventual};
use crate::dev_tenant::endpoints::graph::resource::{DIRECT_REPORTS, MANAGER, USERS};
use crate::dev_tenant::endpoints::graph::response::{GraphError, GraphResponse};
use crate::dev_tenant::endpoints::graph::service::{Service, not_found};
use crate::dev_tenant::endpoints::graph::user::{self, Detail, PROPERTIES};
use crate::dev_tenant::state::directory::{Person, everyone, manager_of, reports_of};

const REPORT_RULES: ListRules = ListRules {
    service: Service::Directory,
    properties: &PROPERTIES,
    usual_top: 100,
    largest_top: Some(999),
    parameters: &["$count"],
};
const USER_RULES: ListRules = ListRules { parameters: &["$count", "$search", "$orderby"], ..REPORT_RULES };

/// `GET /v1.0/me/manager`.
pub async fn manager(call: GraphCall) -> Response {
    call.respond(&MANAGER, |caller| {
        let manager = manager_of(&caller.persona.id).ok_or_else(|| not_found("manager"))?;
        let mut body = user::entity(&call, &manager, Detail::Full)?;
        body["@odata.context"] = Value::from(call.tenant.graph("/v1.0/$metadata#directoryObjects/$entity"));
        body["@odata.type"] = Value::from("#microsoft.graph.user");
        Ok(GraphResponse::Json(body))
    })
    .await
}

/// `GET /v1.0/me/directReports`.
pub async fn direct_reports(call: GraphCall) -> Response {
    call.respond(&DIRECT_REPORTS, |caller| {
        let options = ListOptions::parse(&call.query, &REPORT_RULES)?;
        require_eventual(&call, &options)?;
        let reports = reports_of(&caller.persona.id);
        let users = reports.iter().map(|person| {
            let mut user = user::usual(user::resource(person, Detail::Full), &options);
            user["@odata.type"] = Value::from("#microsoft.graph.user");
            user
        });
        list::page(&call, caller, (&options, "directoryObjects"), users.collect())
    })
    .await
}

/// `GET /v1.0/users`: all users, or those that `$search` finds.
pub async fn list(call: GraphCall) -> Response {
    call.respond(&USERS, |caller| {
        let options = ListOptions::parse(&call.query, &USER_RULES)?;
        require_eventual(&call, &options)?;
        let mut people = match options.parameter("$search") {
            Some(search) => found(search)?,
            None => everyone(),
        };
        match options.parameter("$orderby") {
            None => {}
            Some("displayName" | "displayName asc") => {
                people.sort_by_key(|person| person.display_name.to_lowercase());
            }
            Some(_) => return Err(GraphError::bad_request("Sorting by this property is not supported.")),
        }
        let detail = detail(caller);
        let users = people.iter().map(|person| user::usual(user::resource(person, detail), &options)).collect();
        list::page(&call, caller, (&options, "users"), users)
    })
    .await
}

/// `GET /v1.0/users/{id}`: a user by ID or user principal name.
pub async fn one(call: GraphCall, Path(id): Path<String>) -> Response {
    call.respond(&USERS, |caller| {
        let person = with_id(&id).ok_or_else(|| not_found(&id))?;
        user::entity(&call, &person, detail(caller)).map(GraphResponse::Json)
    })
    .await
}

/// Returns the user with this ID or user principal name.
pub fn with_id(id: &str) -> Option<Person> {
    everyone().into_iter().find(|person| person.id == id || person.user_principal_name.eq_ignore_ascii_case(id))
}

fn detail(caller: &Caller) -> Detail {
    let has_full = ["User.Read.All", "Directory.Read.All"].iter().any(|scope| caller.has(scope));
    if has_full { Detail::Full } else { Detail::Basic }
}

/// Returns the users that `$search` finds: `"displayName:ann"` or `"mail:ann"`, in quotation marks. A word matches at the
/// beginning of a word.
fn found(search: &str) -> Result<Vec<Person>, GraphError> {
    let clause = search.strip_prefix('"').and_then(|rest| rest.strip_suffix('"'));
    let (property, text) = clause.and_then(|clause| clause.split_once(':')).ok_or_else(|| {
        let message = "Search query must be of the form '\"property:value\"'.";
        GraphError::new(400, "Request_BadRequest", message)
    })?;
    let text = text.to_lowercase();
    let matches = |value: &str| value.to_lowercase().split_whitespace().any(|word| word.starts_with(&text));
    let is_found = |person: &Person| match property {
        "displayName" => matches(&person.display_name) || person.display_name.to_lowercase().starts_with(&text),
        _ => person.mail.as_deref().is_some_and(matches),
    };
    if !["displayName", "mail"].contains(&property) {
        let message = format!("The property '{property}' cannot be searched.");
        return Err(GraphError::new(400, "Request_UnsupportedQuery", &message));
    }
    Ok(everyone().into_iter().filter(is_found).collect())
}
