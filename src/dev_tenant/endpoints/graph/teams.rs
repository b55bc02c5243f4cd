//! `GET /v1.0/me/joinedTeams`: the teams of which the user is a member. The list has no pages.

use axum::response::Response;
use serde_json::{Value, json};

use crate::dev_tenant::endpoints::graph::call::GraphCall;
use crate::dev_tenant::endpoints::graph::list::{self, ListOptions, ListRules};
use crate::dev_tenant::endpoints::graph::resource::TEAMS;
use crate::dev_tenant::endpoints::graph::response::GraphError;
use crate::dev_tenant::endpoints::graph::service::Service;
use crate::dev_tenant::protocol::ids::TENANT_DOMAIN;
use crate::dev_tenant::state::licences::Licences;
use crate::dev_tenant::state::teams::{Team, joined};

const RULES: ListRules = ListRules {
    service: Service::Teams,
    properties: &["id", "displayName", "description", "visibility", "webUrl", "isArchived", "tenantId"],
    usual_top: usize::MAX,
    largest_top: None,
    parameters: &[],
};

pub async fn list(call: GraphCall) -> Response {
    call.respond(&TEAMS, |caller| {
        let options = ListOptions::parse(&call.query, &RULES)?;
        if !Licences::of(&caller.persona).teams {
            let message = "Failed to get license information for the user. Ensure user has a valid Office365 license assigned to them.";
            return Err(GraphError::new(403, "Forbidden", message));
        }
        let tenant_id = caller.persona.home.id();
        let teams = joined(&caller.persona).iter().map(|team| resource(team, tenant_id, &options)).collect();
        list::page(&call, caller, (&options, "teams"), teams)
    })
    .await
}

/// Returns a team. Its address is null unless it is selected, as at Graph.
fn resource(team: &Team, tenant_id: &str, options: &ListOptions) -> Value {
    let address = format!("https://teams.{TENANT_DOMAIN}/l/team/{}?tenantId={tenant_id}", team.id);
    json!({
        "id": team.id,
        "displayName": team.name,
        "description": team.description,
        "visibility": if options.selects("visibility") { Some("private") } else { None },
        "webUrl": options.selects("webUrl").then_some(address),
        "isArchived": team.is_archived,
        "tenantId": tenant_id,
    })
}
