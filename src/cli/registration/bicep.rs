//! The registration as a file for Bicep with the extension of Microsoft Graph.

use super::plan::{ApiPermissions, GRAPH, Registration};
use crate::server::config::CredentialKind;

/// The beginning of the file.
const HEADER: &str = "// The app registration, for Bicep with the extension of Microsoft Graph. In the same folder, bicepconfig.json names it:\n\
                      // {\"extensions\":{\"microsoftGraphV1\":\"br:mcr.microsoft.com/bicep/extensions/microsoftgraph/v1.0:1.0.0\"}}\n\
                      extension microsoftGraphV1\n";

/// Returns the file.
pub fn file(registration: &Registration) -> String {
    let apis: Vec<_> = registration.permissions.iter().enumerate().map(|(index, api)| Api { index, api }).collect();
    let mut blocks = vec![HEADER.to_owned()];
    blocks.extend(apis.iter().map(Api::declaration));
    blocks.extend(before(registration).map(str::to_owned));
    if let Some(CredentialKind::ManagedIdentity(id)) = &registration.credential {
        blocks.push(format!("{}  appId: {}\n}}\n", existing("identity"), quoted(id)));
    }
    blocks.push(application(registration, &apis));
    blocks.push(
        "resource servicePrincipal 'Microsoft.Graph/servicePrincipals@v1.0' = {\n  appId: registration.appId\n}\n"
            .to_owned(),
    );
    blocks.push("output CLIENT_ID string = registration.appId\n".to_owned());
    blocks.join("\n")
}

/// An API with permissions, and its number, which distinguishes the names in the file.
struct Api<'a> {
    index: usize,
    api: &'a ApiPermissions,
}

impl Api<'_> {
    fn name(&self) -> String {
        if self.api.api == GRAPH { "graph".to_owned() } else { format!("api{}", self.index) }
    }

    /// Returns the declaration of the API's service principal, which lists its permissions with their IDs.
    fn declaration(&self) -> String {
        let name = self.name();
        let resource = existing(&name);
        match self.api.application_id() {
            Some(id) => format!("{resource}  appId: {}\n}}\n", quoted(id)),
            None => format!(
                "@description({})\nparam {name}Id string\n\n{resource}  appId: {name}Id\n}}\n",
                quoted(&format!("The application ID of {}", self.api.api))
            ),
        }
    }

    fn access(&self) -> String {
        let name = self.name();
        let permissions: Vec<_> = self.api.names.iter().map(|permission| {
            format!(
                "        {{\n          id: filter({name}.oauth2PermissionScopes, scope => scope.value == {})[0].id\n          \
                 type: 'Scope'\n        }}\n",
                quoted(permission)
            )
        }).collect();
        format!(
            "    {{\n      resourceAppId: {name}.appId\n      resourceAccess: [\n{}      ]\n    }}\n",
            permissions.concat()
        )
    }
}

fn existing(name: &str) -> String {
    format!("resource {name} 'Microsoft.Graph/servicePrincipals@v1.0' existing = {{\n")
}

/// Returns the parameters of the credential.
fn before(registration: &Registration) -> Option<&'static str> {
    match registration.credential {
        Some(CredentialKind::Certificate) => Some(
            "@description('The lines of cert.pem between its first and its last, joined to one line')\nparam certificate string\n",
        ),
        Some(CredentialKind::AssertionFile) => Some(
            "@description('The issuer (iss) of the token, character by character')\nparam issuer string\n\n\
             @description('The subject (sub) of the token, character by character')\nparam subject string\n",
        ),
        Some(CredentialKind::Secret) => Some(
            "// Bicep creates no client secret: az ad app credential reset --id <CLIENT_ID> --append --query password --output tsv\n",
        ),
        Some(CredentialKind::ManagedIdentity(_)) | None => None,
    }
}

fn application(registration: &Registration, apis: &[Api<'_>]) -> String {
    let name = quoted(&registration.name);
    let uris: Vec<_> = registration.redirect_uris.iter().map(|uri| format!("      {}\n", quoted(uri))).collect();
    let front_channel = registration
        .front_channel_logout_url
        .as_ref()
        .map(|url| format!("    logoutUrl: {}\n", quoted(url)))
        .unwrap_or_default();
    let version =
        if registration.has_personal_accounts() { "  api: {\n    requestedAccessTokenVersion: 2\n  }\n" } else { "" };
    let access: Vec<_> = apis.iter().map(Api::access).collect();
    format!(
        "resource registration 'Microsoft.Graph/applications@v1.0' = {{\n  uniqueName: {name}\n  displayName: {name}\n  \
         signInAudience: '{audience}'\n  isFallbackPublicClient: {public}\n  web: {{\n    redirectUris: [\n{uris}    ]\n{front_channel}    \
         implicitGrantSettings: {{\n      enableIdTokenIssuance: false\n      enableAccessTokenIssuance: false\n    }}\n  }}\n{version}  \
         optionalClaims: {{\n    idToken: [\n      {{\n        name: 'login_hint'\n      }}\n      {{\n        name: 'sid'\n      }}\n    ]\n  \
         }}\n  requiredResourceAccess: [\n{access}  ]\n{credential}}}\n",
        uris = uris.concat(),
        access = access.concat(),
        audience = registration.audience,
        public = registration.is_public_client,
        credential = credential(registration),
    )
}

/// Returns the part of the application for its credential.
fn credential(registration: &Registration) -> String {
    let federated = |issuer: &str, subject: &str| {
        format!(
            "\n  resource credential 'federatedIdentityCredentials@v1.0' = {{\n    name: '${{registration.uniqueName}}/leptos-entra'\n    \
             audiences: [\n      '{}'\n    ]\n    issuer: {issuer}\n    subject: {subject}\n  }}\n",
            registration.cloud.token_exchange_audience()
        )
    };
    match registration.credential {
        Some(CredentialKind::Certificate) => {
            "  keyCredentials: [\n    {\n      displayName: 'leptos-entra'\n      usage: 'Verify'\n      \
             type: 'AsymmetricX509Cert'\n      key: certificate\n    }\n  ]\n"
                .to_owned()
        }
        Some(CredentialKind::AssertionFile) => federated("issuer", "subject"),
        Some(CredentialKind::ManagedIdentity(_)) => {
            federated("'${environment().authentication.loginEndpoint}${tenant().tenantId}/v2.0'", "identity.id")
        }
        Some(CredentialKind::Secret) | None => String::new(),
    }
}

/// Quotes a text for Bicep.
fn quoted(text: &str) -> String {
    format!("'{}'", text.replace('\\', r"\\").replace('\'', r"\'").replace("${", r"\${"))
}

#[cfg(test)]
mod tests {
    #[test]
    fn a_text_in_bicep_ends_no_string_and_begins_no_expression() {
        assert_eq!(super::quoted(r"a' ${b} \c"), r"'a\' \${b} \\c'");
    }
}
