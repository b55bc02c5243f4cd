//! The routes of Graph's resources. The parts of a batch use them too, so `$batch` itself is not among them.

use axum::Router;
use axum::response::Response;
use axum::routing::{MethodRouter, get, post};

use crate::dev_tenant::endpoints::graph::{
    calendar_view, call::GraphCall, drive, groups, mailbox_settings, messages, organization, people, photo, planner,
    presence, profile, response::GraphError, tasks, teams, user_info, users,
};
use crate::dev_tenant::protocol::address;
use crate::dev_tenant::state::tenant::SharedTenant;

/// Returns the routes of all resources below a path prefix of Graph.
pub fn resources(base: &str) -> Router<SharedTenant> {
    let routes: [(&str, MethodRouter<SharedTenant>); 28] = [
        (address::ME, get(profile::me)),
        (address::REVOKE_SESSIONS, post(profile::revoke_sessions)),
        (address::PHOTO, get(photo::largest)),
        (address::PHOTO_OF_SIZE, get(photo::of_size)),
        (address::MANAGER, get(users::manager)),
        (address::DIRECT_REPORTS, get(users::direct_reports)),
        (address::USERS, get(users::list)),
        (address::USER, get(users::one)),
        (address::PHOTO_OF_USER, get(photo::of_user)),
        (address::GROUPS, get(groups::list)),
        (address::ORGANIZATION, get(organization::list)),
        (address::PEOPLE, get(people::list)),
        (address::MESSAGES, get(messages::list)),
        (address::INBOX, get(messages::list)),
        (address::CALENDAR_VIEW, get(calendar_view::list)),
        (address::MAILBOX_SETTINGS, get(mailbox_settings::all)),
        (address::TIME_ZONE, get(mailbox_settings::time_zone)),
        (address::PRESENCE, get(presence::own)),
        (address::JOINED_TEAMS, get(teams::list)),
        (address::DRIVE_CHILDREN, get(drive::children)),
        (address::DRIVE_RECENT, get(drive::deprecated)),
        (address::DRIVE_SHARED, get(drive::deprecated)),
        (address::INSIGHTS_USED, get(drive::deprecated)),
        (address::INSIGHTS_SHARED, get(drive::deprecated)),
        (address::PLANNER_TASKS, get(planner::tasks)),
        (address::TASK_LISTS, get(tasks::lists)),
        (address::TASKS, get(tasks::tasks)),
        (address::USER_INFO, get(user_info::claims).post(user_info::claims)),
    ];
    routes.into_iter().fold(Router::new(), |router, (path, methods)| {
        router.route(&format!("{base}{path}"), methods.fallback(wrong_method))
    })
}

/// Responds with an error to requests for all other resources of Graph.
pub async fn unknown(call: GraphCall) -> Response {
    let segment = call.path().rsplit('/').next().unwrap_or_default();
    let message = format!("Resource not found for the segment '{segment}'.");
    call.refuse(GraphError::bad_request(&message)).await
}

/// Responds to a method that the resource does not support.
pub async fn wrong_method(call: GraphCall) -> Response {
    let message = "Specified HTTP method is not allowed for the request target.";
    call.refuse(GraphError::new(405, "Request_BadRequest", message)).await
}
