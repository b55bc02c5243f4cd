//! The resource `application` of Graph: the record of the application that requests it, with `$select`.

use axum::response::Response;
use serde_json::{Map, Value, json};
use time::macros::format_description;
use time::{Duration, OffsetDateTime};
use url::form_urlencoded;

use crate::dev_tenant::endpoints::graph::access::bearer;
use crate::dev_tenant::endpoints::graph::broken;
use crate::dev_tenant::endpoints::graph::call::GraphCall;
use crate::dev_tenant::endpoints::graph::resource::APPLICATION;
use crate::dev_tenant::endpoints::graph::response::{GraphError, GraphResponse, Ids};
use crate::dev_tenant::protocol::ids::{CLIENT_ID, GRAPH_AUDIENCE};
use crate::dev_tenant::state::lock::hold;
use crate::dev_tenant::state::tenant::Tenant;

/// `GET /v1.0/applications(appId='…')`: the record of the application, for a token of the application itself.
pub async fn application(call: GraphCall) -> Response {
    let response = if let Some(broken) = broken::response(&call.tenant, &call.headers, &APPLICATION).await {
        broken
    } else {
        let record = admitted(&call).await.and_then(|()| record(&call.tenant, &call.query));
        record.map_or_else(GraphResponse::Error, GraphResponse::Json)
    };
    response.into_response(&call.tenant, &Ids::of(&call.headers))
}

/// Fails without a valid token for the application itself. As at Graph, the application needs no permission for its own record.
async fn admitted(call: &GraphCall) -> Result<(), GraphError> {
    let presented = bearer(&call.headers).ok_or_else(|| GraphError::invalid_token("Access token is empty."))?;
    let token = call.tenant.verified(presented).await;
    let now = call.tenant.clock.seconds();
    let token = token
        .filter(|token| {
            token.text("aud") == GRAPH_AUDIENCE && (token.number("nbf")..token.number("exp")).contains(&now)
        })
        .ok_or_else(|| GraphError::invalid_token("Access token validation failure."))?;
    let is_application = token.text("idtyp") == "app" && token.text("appid") == CLIENT_ID;
    if is_application && hold(&call.tenant.switches.application_record).is_readable {
        Ok(())
    } else {
        Err(GraphError::denied())
    }
}

fn record(tenant: &Tenant, query: &str) -> Result<Value, GraphError> {
    let all = properties(tenant);
    let selected = form_urlencoded::parse(query.as_bytes()).find(|(name, _)| name == "$select").map(|(_, value)| value);
    let Some(selected) = selected else { return Ok(all) };
    let mut body = Map::new();
    let context = tenant.graph(&format!("/v1.0/$metadata#applications({selected})/$entity"));
    body.insert("@odata.context".to_owned(), Value::from(context));
    for name in selected.split(',') {
        let Some(value) = all.get(name) else {
            let message = format!(
                "Parsing OData Select and Expand failed: Could not find a property named '{name}' on type 'microsoft.graph.application'."
            );
            return Err(GraphError::bad_request(&message));
        };
        body.insert(name.to_owned(), value.clone());
    }
    Ok(Value::Object(body))
}

fn properties(tenant: &Tenant) -> Value {
    let record = hold(&tenant.switches.application_record).clone();
    let end = tenant.clock.date_time() + Duration::days(record.secret_days) + Duration::HOUR;
    let hint: String = tenant.registration.client_secret().chars().take(3).collect();
    let claim = |name: &String| json!({ "name": name, "source": null, "essential": false, "additionalProperties": [] });
    json!({
        "appId": CLIENT_ID,
        "displayName": "leptos-entra (dev tenant)",
        "passwordCredentials": [{
            "customKeyIdentifier": null,
            "displayName": "the secret of this start",
            "startDateTime": written(end - Duration::days(365)),
            "endDateTime": written(end),
            "hint": hint,
            "secretText": null,
        }],
        "keyCredentials": [],
        "web": { "redirectUris": tenant.registration.redirect_uris() },
        "spa": { "redirectUris": [] },
        "optionalClaims": {
            "idToken": record.optional_claims.iter().map(claim).collect::<Vec<_>>(),
            "accessToken": [],
            "saml2Token": [],
        },
    })
}

fn written(time: OffsetDateTime) -> String {
    time.format(format_description!("[year]-[month]-[day]T[hour]:[minute]:[second]Z")).unwrap_or_default()
}
