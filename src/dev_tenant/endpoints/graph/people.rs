//! `GET /v1.0/me/people`: the people with whom the user works, the most relevant first.

use axum::response::Response;
use serde_json::{Value, json};

use crate::dev_tenant::endpoints::graph::call::GraphCall;
use crate::dev_tenant::endpoints::graph::list::{self, ListOptions, ListRules};
use crate::dev_tenant::endpoints::graph::resource::PEOPLE;
use crate::dev_tenant::endpoints::graph::response::GraphError;
use crate::dev_tenant::endpoints::graph::service::Service;
use crate::dev_tenant::state::directory::{Person, everyone};
use crate::dev_tenant::state::licences::Licences;

const RULES: ListRules = ListRules {
    service: Service::Outlook,
    properties: &[
        "id",
        "displayName",
        "givenName",
        "surname",
        "jobTitle",
        "department",
        "officeLocation",
        "scoredEmailAddresses",
        "userPrincipalName",
        "personType",
    ],
    usual_top: 10,
    largest_top: Some(1000),
    parameters: &[],
};
/// The ID of the persona for whom Graph knows no related people yet.
const NEW_EMPLOYEE: &str = "tom";

pub async fn list(call: GraphCall) -> Response {
    call.respond(&PEOPLE, |caller| {
        let options = ListOptions::parse(&call.query, &RULES)?;
        if !Licences::of(&caller.persona).mailbox {
            return Err(GraphError::new(404, "ResourceNotFound", "Resource could not be discovered."));
        }
        let is_shown = |person: &Person| person.key != caller.persona.id && caller.persona.id != NEW_EMPLOYEE;
        let others: Vec<Person> = everyone().into_iter().filter(is_shown).collect();
        let people = others.iter().enumerate().map(|(rank, person)| resource(rank, person)).collect();
        let context = format!("users('{}')/people", caller.persona.object_id());
        list::page(&call, caller, (&options, &context), people)
    })
    .await
}

fn resource(rank: usize, person: &Person) -> Value {
    let scored = |address: &String| json!({ "address": address, "relevanceScore": 30 - rank.min(29) });
    let class = if person.is_guest { "Person" } else { "OrganizationUser" };
    json!({
        "id": person.id,
        "displayName": person.display_name,
        "givenName": person.given_name,
        "surname": person.surname,
        "jobTitle": person.job_title,
        "department": person.department,
        "officeLocation": person.office,
        "scoredEmailAddresses": person.mail.iter().map(scored).collect::<Vec<_>>(),
        "userPrincipalName": person.user_principal_name,
        "personType": { "class": "Person", "subclass": class },
    })
}
