//! `GET /v1.0/organization`: the organization of the user.

use axum::response::Response;
use serde_json::json;

use crate::dev_tenant::endpoints::graph::call::GraphCall;
use crate::dev_tenant::endpoints::graph::list::{self, ListOptions, ListRules};
use crate::dev_tenant::endpoints::graph::resource::ORGANIZATION;
use crate::dev_tenant::endpoints::graph::response::GraphError;
use crate::dev_tenant::endpoints::graph::service::Service;
use crate::dev_tenant::protocol::authority_path::Home;
use crate::dev_tenant::protocol::ids::{CUSTOMER_DOMAIN, PARTNER_DOMAIN, TENANT_DOMAIN};

const RULES: ListRules = ListRules {
    service: Service::Directory,
    properties: &[
        "id",
        "displayName",
        "verifiedDomains",
        "tenantType",
        "countryLetterCode",
        "technicalNotificationMails",
    ],
    usual_top: 100,
    largest_top: Some(999),
    parameters: &[],
};

pub async fn list(call: GraphCall) -> Response {
    call.respond(&ORGANIZATION, |caller| {
        let options = ListOptions::parse(&call.query, &RULES)?;
        let is_customer = caller.persona.user_principal_name.ends_with(CUSTOMER_DOMAIN);
        let (name, domain, kind) = match caller.persona.home {
            Home::Personal => return Err(GraphError::denied()),
            Home::Partner => ("Partner organization", PARTNER_DOMAIN, "AAD"),
            Home::Ours if is_customer => ("Customers", CUSTOMER_DOMAIN, "CIAM"),
            Home::Ours => ("Dev tenant", TENANT_DOMAIN, "AAD"),
        };
        let organization = json!({
            "id": caller.persona.home.id(),
            "displayName": name,
            "verifiedDomains": [{ "name": domain, "isDefault": true, "isInitial": true, "type": "Managed" }],
            "tenantType": kind,
            "countryLetterCode": "DE",
            "technicalNotificationMails": [],
        });
        list::page(&call, caller, (&options, "organization"), vec![organization])
    })
    .await
}
