//! Client authentication (RFC 6749, section 2.3.1): the client secret is in the body or in HTTP Basic, never in both.

use axum::http::{HeaderMap, header};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use url::form_urlencoded;

use crate::dev_tenant::protocol::aadsts::Aadsts;
use crate::dev_tenant::protocol::ids::CLIENT_ID;
use crate::dev_tenant::protocol::parameters::Parameters;
use crate::dev_tenant::protocol::problem::Problem;
use crate::dev_tenant::state::tenant::Tenant;

/// The kind of client, by the way in which it authenticated at the token endpoint.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Client {
    /// The token request has the right client secret.
    Confidential,
    /// The token request has a client ID and no secret.
    Public,
}

impl Client {
    /// Rejects a public client, for token requests that require the client secret.
    pub fn must_be_confidential(self) -> Result<(), Problem> {
        let message = "The request body must contain the following parameter: 'client_assertion' or 'client_secret'.";
        match self {
            Self::Confidential => Ok(()),
            Self::Public => Err(Problem::invalid_client(Aadsts::MISSING_SECRET, message)),
        }
    }
}

struct PresentedClient {
    client_id: String,
    credential: Option<String>,
}

pub fn identify_client(tenant: &Tenant, headers: &HeaderMap, parameters: &Parameters) -> Result<Client, Problem> {
    let presented = presented(headers, parameters)?;
    if presented.client_id != CLIENT_ID {
        let message = format!("{} is not a valid application identifier.", presented.client_id);
        return Err(Problem::bad_request("unauthorized_client", Aadsts::NO_APPLICATION, &message));
    }
    match presented.credential {
        None => Ok(Client::Public),
        Some(credential) if tenant.registration.has_secret(&credential) => Ok(Client::Confidential),
        Some(_) => {
            let message = format!(
                "Invalid client secret provided. Ensure the secret being sent in the request is the client secret value, not the client secret ID, for a secret added to app '{CLIENT_ID}'."
            );
            Err(Problem::invalid_client(Aadsts::WRONG_SECRET, &message))
        }
    }
}

fn presented(headers: &HeaderMap, parameters: &Parameters) -> Result<PresentedClient, Problem> {
    if parameters.get("client_assertion").is_some() {
        let message =
            "Client assertion failed signature validation: no certificate is registered for this application.";
        return Err(Problem::invalid_client(Aadsts::ASSERTION_REJECTED, message));
    }
    let in_body = PresentedClient {
        client_id: parameters.owned("client_id").unwrap_or_default(),
        credential: parameters.owned("client_secret"),
    };
    let Some(by_basic) = headers.get(header::AUTHORIZATION) else {
        if in_body.client_id.is_empty() {
            return Err(Problem::missing_parameter("client_id"));
        }
        return Ok(in_body);
    };
    let by_basic = by_basic
        .to_str()
        .ok()
        .and_then(basic)
        .ok_or_else(|| Problem::malformed("The Authorization header is not valid."))?;
    if in_body.credential.is_some() || !(in_body.client_id.is_empty() || in_body.client_id == by_basic.client_id) {
        return Err(Problem::malformed("More than one client authentication method was used."));
    }
    Ok(by_basic)
}

/// Parses a header with HTTP Basic. Both its parts, client ID and secret, are form-encoded (RFC 6749, section 2.3.1).
fn basic(header: &str) -> Option<PresentedClient> {
    let (scheme, encoded) = header.split_once(' ')?;
    if !scheme.eq_ignore_ascii_case("basic") {
        return None;
    }
    let pair = String::from_utf8(STANDARD.decode(encoded.trim()).ok()?).ok()?;
    let (client_id, credential) = pair.split_once(':')?;
    Some(PresentedClient { client_id: decoded(client_id), credential: Some(decoded(credential)) })
}

fn decoded(part: &str) -> String {
    form_urlencoded::parse(part.as_bytes()).next().map(|(value, _)| value.into_owned()).unwrap_or_default()
}
