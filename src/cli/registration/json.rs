//! The registration as JSON: the resource type application of Microsoft Graph.

use serde_json::{Value, json};

use super::{
    graph_permissions,
    plan::{ApiPermissions, GRAPH, Registration},
};
use crate::cli::command_error::CommandError;

/// Returns the whole application, for `POST /applications`.
pub fn text(registration: &Registration) -> Result<String, CommandError> {
    let mut application = properties(registration);
    application["displayName"] = registration.name.clone().into();
    let access: Result<Vec<_>, _> = registration.permissions.iter().map(access).collect();
    application["requiredResourceAccess"] = access?.into();
    Ok(format!("{application:#}\n"))
}

/// Returns the properties of the application without its name and its permissions.
pub fn properties(registration: &Registration) -> Value {
    let mut application = json!({
        "signInAudience": registration.audience,
        "isFallbackPublicClient": registration.is_public_client,
        "web": {
            "redirectUris": registration.redirect_uris,
            "logoutUrl": registration.front_channel_logout_url,
            "implicitGrantSettings": { "enableIdTokenIssuance": false, "enableAccessTokenIssuance": false },
        },
        "optionalClaims": { "idToken": [{ "name": "login_hint" }, { "name": "sid" }] },
    });
    if registration.has_personal_accounts() {
        application["api"] = json!({ "requestedAccessTokenVersion": 2 });
    }
    application
}

/// Returns the permissions of an API. Microsoft Graph identifies permissions by IDs, which this program has for the usual
/// permissions of Microsoft Graph only.
fn access(permissions: &ApiPermissions) -> Result<Value, CommandError> {
    let ids = permissions.names.iter().map(|name| {
        let id = if permissions.api == GRAPH { graph_permissions::id(name) } else { None };
        id.map(|id| json!({ "id": id, "type": "Scope" })).ok_or_else(|| unknown(name, &permissions.api))
    });
    let ids: Result<Vec<_>, _> = ids.collect();
    Ok(json!({ "resourceAppId": permissions.api, "resourceAccess": ids? }))
}

fn unknown(name: &str, api: &str) -> CommandError {
    let api = if api == GRAPH { "Microsoft Graph" } else { api };
    CommandError(format!(
        "JSON needs the ID of each permission, and this program does not have the ID of {name} of {api}. Use --format az or \
         --format bicep: they look it up in the tenant."
    ))
}
