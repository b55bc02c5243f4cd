//! `API_AUDIENCE` and `API_CLIENTS`: the protected API of this app, and the access tokens that it accepts.

use openidconnect::ClientId;
use url::Url;

use super::{
    finding::{Missing, ValueProblem},
    list,
    reader::{Reader, Reported},
    variable::Variable,
};
use crate::server::entra::is_guid;

/// The word in `API_AUDIENCE` for the audiences of this app registration: `CLIENT_ID` and `api://CLIENT_ID`.
const DEFAULT: &str = "default";

/// The access tokens that the protected API accepts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProtectedApi {
    /// The accepted values of the claim `aud`: client IDs (version 2.0) and application ID URIs (version 1.0).
    pub audiences: Vec<String>,
    /// The client IDs of the apps that may call the API. `None` accepts every app.
    pub clients: Option<Vec<String>>,
}

impl ProtectedApi {
    /// Reads the settings. `None` if `API_AUDIENCE` is not set: then the routes of the API do not exist.
    pub(super) fn read(reader: &mut Reader<'_>) -> Result<Option<Self>, Reported> {
        let clients = clients(reader);
        let Some(text) = reader.setting(Variable::ApiAudience)? else {
            if reader.is_set(Variable::ApiClients.name()) {
                return Err(reader.report(Variable::ApiAudience, Missing::Beside(Variable::ApiClients)));
            }
            return Ok(None);
        };
        let audiences: Vec<_> = list::items(&text).map(str::to_owned).collect();
        if audiences.is_empty() || !audiences.iter().all(|audience| is_audience(audience)) {
            return Err(reader.report(Variable::ApiAudience, ValueProblem::NotAudiences));
        }
        Ok(Some(Self { audiences, clients: clients? }))
    }

    /// Replaces the word `default` by the audiences of an app registration.
    #[must_use]
    pub fn of_client(self, client_id: &ClientId) -> Self {
        let named = |audience: String| match audience.as_str() {
            DEFAULT => vec![client_id.to_string(), format!("api://{}", client_id.as_str())],
            _ => vec![audience],
        };
        Self { audiences: self.audiences.into_iter().flat_map(named).collect(), ..self }
    }
}

fn is_audience(text: &str) -> bool {
    let is_uri = || Url::parse(text).is_ok_and(|uri| matches!(uri.scheme(), "api" | "https" | "http"));
    text == DEFAULT || is_guid(text) || (text.is_ascii() && is_uri())
}

fn clients(reader: &mut Reader<'_>) -> Result<Option<Vec<String>>, Reported> {
    let Some(text) = reader.setting(Variable::ApiClients)? else { return Ok(None) };
    let clients: Vec<_> = list::items(&text).map(str::to_ascii_lowercase).collect();
    if clients.is_empty() || !clients.iter().all(|client| is_guid(client)) {
        return Err(reader.report(Variable::ApiClients, ValueProblem::NotApplicationIds));
    }
    Ok(Some(clients))
}
