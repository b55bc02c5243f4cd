//! The registration as a shell script for the Azure CLI.

use super::{
    json,
    plan::{ApiPermissions, GRAPH, Registration},
};
use crate::server::config::CredentialKind;

/// The functions of the script: IDs of permissions are looked up in the tenant.
const ADD: &str = r#"
# add API PERMISSIONS...: adds delegated permissions of an API to the registration.
add() {
  api=$1
  api_id=$(az ad sp show --id "$api" --query appId --output tsv)
  shift
  for permission in "$@"; do
    id=$(az ad sp show --id "$api" --query "oauth2PermissionScopes[?value=='$permission'].id" --output tsv)
    if [ -z "$id" ]; then
      echo "$api has no permission $permission" >&2
      exit 1
    fi
    az ad app permission add --id "$app" --api "$api_id" --api-permissions "$id=Scope"
  done
}
"#;

/// Returns the script. With a client ID it changes the registration, otherwise it creates one.
pub fn script(registration: &Registration) -> String {
    let add = |permissions: &ApiPermissions| {
        let names: Vec<_> = permissions.names.iter().map(|name| quoted(name)).collect();
        let api = permissions.application_id().unwrap_or(&permissions.api);
        let comment = if api == GRAPH { " # Microsoft Graph" } else { "" };
        format!("add {} {}{comment}\n", quoted(api), names.join(" "))
    };
    let permissions: Vec<_> = registration.permissions.iter().map(add).collect();
    let consent = if registration.needs_admin_consent {
        "# Customers cannot consent, so an administrator does.\naz ad app permission admin-consent --id \"$app\"\n"
    } else {
        "# Users consent at the sign-in. To consent for all users of the tenant: az ad app permission admin-consent --id \"$app\"\n"
    };
    format!(
        "# The app registration, for sh and the Azure CLI. Before: az login --tenant <tenant> --allow-no-subscriptions\nset -eu\n\
         graph=https://{}/v1.0\n{}{ADD}{}{consent}{}\necho \"CLIENT_ID=$app\"\n",
        registration.cloud.graph_host(),
        application(registration),
        permissions.concat(),
        credential(registration),
    )
}

/// Returns the commands that create the application, or change it.
fn application(registration: &Registration) -> String {
    let mut properties = json::properties(registration);
    if let Some(id) = &registration.client_id {
        let properties = quoted(&format!("{properties:#}"));
        return format!(
            "app={}\n# This replaces the redirect URIs, the front-channel logout URL, the account types, the settings for public\n# clients and implicit grants, and the optional claims of ID tokens.\n\
             az rest --method PATCH --url \"$graph/applications(appId='$app')\" --body {properties}\n",
            quoted(id)
        );
    }
    properties["displayName"] = registration.name.clone().into();
    let properties = quoted(&format!("{properties:#}"));
    format!(
        "app=$(az rest --method POST --url \"$graph/applications\" --query appId --output tsv --body {properties})\n\
         az ad sp create --id \"$app\"\n"
    )
}

/// Returns the commands for the credential.
fn credential(registration: &Registration) -> String {
    match &registration.credential {
        Some(CredentialKind::Secret) => "\n# The client secret, for CLIENT_SECRET_FILE. Microsoft advises against secrets in production.\n\
             (umask 077; az ad app credential reset --id \"$app\" --append --query password --output tsv >client-secret)\n"
            .to_owned(),
        Some(CredentialKind::Certificate) => "\n# The certificate without its key; src/docs/connect.md has the commands that create both.\n\
             az ad app credential reset --id \"$app\" --append --cert @cert.pem\n"
            .to_owned(),
        Some(CredentialKind::AssertionFile) => format!(
            "\n# The issuer (iss) and the subject (sub) of the token, character by character.\n\
             issuer='<issuer>'\nsubject='<subject>'\n{}",
            federated(registration)
        ),
        Some(CredentialKind::ManagedIdentity(id)) => format!(
            "\n# The managed identity.\nissuer=\"https://{}/$(az account show --query tenantId --output tsv)/v2.0\"\n\
             subject=$(az ad sp show --id {} --query id --output tsv)\n{}",
            registration.issuer_host(),
            quoted(id),
            federated(registration)
        ),
        None if registration.is_public_client => "\n# Users sign in by device code, which needs no credential.\n".to_owned(),
        None => "\n# No credential is configured. Set CLIENT_CERTIFICATE_FILE or another variable of a credential, and run this again.\n"
            .to_owned(),
    }
}

fn federated(registration: &Registration) -> String {
    format!(
        "az ad app federated-credential create --id \"$app\" --parameters \"{{\\\"name\\\": \\\"leptos-entra\\\", \
         \\\"issuer\\\": \\\"$issuer\\\", \\\"subject\\\": \\\"$subject\\\", \\\"audiences\\\": [\\\"{}\\\"]}}\"\n",
        registration.cloud.token_exchange_audience()
    )
}

/// Quotes a text for the shell.
fn quoted(text: &str) -> String {
    format!("'{}'", text.replace('\'', r"'\''"))
}

#[cfg(test)]
mod tests {
    #[test]
    fn a_quote_in_a_text_ends_no_quotation_in_the_shell() {
        assert_eq!(super::quoted("a'; rm -r /'"), r"'a'\''; rm -r /'\'''");
    }
}
