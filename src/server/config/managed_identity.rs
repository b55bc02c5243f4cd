//! The managed identity of Azure as the client credential, and its endpoint, which Azure names in the environment.

use std::sync::Arc;

use openidconnect::ClientId;

use super::{
    finding::IdentityProblem,
    reader::{Reader, Reported},
    variable::Variable,
};
use crate::server::{
    entra::{Authority, Cloud, is_guid},
    http::LocalUrl,
    oidc::{ClientCredential, IdentityEndpoint, ManagedIdentity},
};

/// The Instance Metadata Service of virtual machines.
const IMDS: &str = "http://169.254.169.254";

/// Reads `MANAGED_IDENTITY_CLIENT_ID`. The cloud of the authority determines the audience of the tokens.
pub(super) fn managed_identity(
    reader: &mut Reader<'_>,
    client_id: Option<&ClientId>,
    authority: Option<&Authority>,
) -> Result<ClientCredential, Reported> {
    let variable = Variable::ManagedIdentityClientId;
    let Some(identity) = reader.setting(variable)? else { return Ok(ClientCredential::Public) };
    if !is_guid(&identity) {
        return Err(reader.report(variable, IdentityProblem::NotClientId));
    }
    if client_id.is_some_and(|application| application.as_str().eq_ignore_ascii_case(&identity)) {
        return Err(reader.report(variable, IdentityProblem::IsApplication));
    }
    let cloud = authority.and_then(Authority::cloud).unwrap_or(Cloud::public());
    match endpoint(reader) {
        Ok(endpoint) => {
            let identity = ManagedIdentity::new(endpoint, &identity, cloud.token_exchange_audience());
            Ok(ClientCredential::ManagedIdentity(Arc::new(identity)))
        }
        Err(problem) => Err(reader.report(variable, problem)),
    }
}

/// Returns the identity endpoint of this environment, by the variables with which Microsoft's libraries find it.
fn endpoint(reader: &Reader<'_>) -> Result<IdentityEndpoint, IdentityProblem> {
    let is_other_service = ["IDENTITY_SERVER_THUMBPRINT", "IMDS_ENDPOINT"].iter().any(|name| reader.is_set(name));
    match (reader.value("IDENTITY_ENDPOINT"), reader.value("IDENTITY_HEADER")) {
        (Some(url), Some(secret)) if !is_other_service => {
            let url = LocalUrl::parse(&url).ok_or(IdentityProblem::NotLocal("IDENTITY_ENDPOINT"))?;
            IdentityEndpoint::app_service(url, &secret).ok_or(IdentityProblem::InvalidHeader)
        }
        (Some(_), _) => Err(IdentityProblem::OtherService),
        (None, _) if reader.is_set("MSI_ENDPOINT") => Err(IdentityProblem::OtherService),
        (None, _) => {
            let name = "AZURE_POD_IDENTITY_AUTHORITY_HOST";
            let base = reader.value(name).unwrap_or_else(|| IMDS.to_owned());
            LocalUrl::parse(&base).map(IdentityEndpoint::Imds).ok_or(IdentityProblem::NotLocal(name))
        }
    }
}
