//! Client authentication (RFC 6749, section 2.3): the client secret is in the body or in HTTP Basic, or the body has an
//! assertion. A request with two of them is rejected.

use axum::http::{HeaderMap, header};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use url::form_urlencoded;

use crate::dev_tenant::endpoints::token::assertion;
use crate::dev_tenant::protocol::aadsts::Aadsts;
use crate::dev_tenant::protocol::address;
use crate::dev_tenant::protocol::authority_path::AuthorityPath;
use crate::dev_tenant::protocol::ids::CLIENT_ID;
use crate::dev_tenant::protocol::parameters::Parameters;
use crate::dev_tenant::protocol::problem::Problem;
use crate::dev_tenant::state::lock::hold;
use crate::dev_tenant::state::tenant::Tenant;

/// The kind of client, by the way in which it authenticated at the token endpoint.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Client {
    /// The token request has a valid client secret or assertion.
    Confidential,
    /// The token request has a client ID and no credential.
    Public,
}

impl Client {
    /// Rejects a public client, for token requests that require a credential.
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
    credential: Option<Credential>,
}

enum Credential {
    Secret(String),
    Assertion(String),
}

/// Authenticates the client of a request at this authority.
pub fn identify_client(
    tenant: &Tenant,
    authority: AuthorityPath,
    headers: &HeaderMap,
    parameters: &Parameters,
) -> Result<Client, Problem> {
    let presented = presented(headers, parameters)?;
    if presented.client_id != CLIENT_ID {
        let message = format!("{} is not a valid application identifier.", presented.client_id);
        return Err(Problem::bad_request("unauthorized_client", Aadsts::NO_APPLICATION, &message));
    }
    match presented.credential {
        None => Ok(Client::Public),
        Some(Credential::Assertion(compact)) => {
            assertion::verify(tenant, &tenant.endpoint(authority, address::TOKEN), &compact)?;
            Ok(Client::Confidential)
        }
        Some(Credential::Secret(secret)) if accepts_secret(tenant, &secret) => Ok(Client::Confidential),
        Some(Credential::Secret(_)) => {
            let message = format!(
                "Invalid client secret provided. Ensure the secret being sent in the request is the client secret value, not the client secret ID, for a secret added to app '{CLIENT_ID}'."
            );
            Err(Problem::invalid_client(Aadsts::WRONG_SECRET, &message))
        }
    }
}

fn accepts_secret(tenant: &Tenant, secret: &str) -> bool {
    hold(&tenant.client_credentials).accepts_secret(secret, tenant.registration.has_secret(secret))
}

fn presented(headers: &HeaderMap, parameters: &Parameters) -> Result<PresentedClient, Problem> {
    let secret = parameters.owned("client_secret").map(Credential::Secret);
    let assertion = presented_assertion(parameters)?;
    if secret.is_some() && assertion.is_some() {
        return Err(several_methods());
    }
    let in_body = PresentedClient {
        client_id: parameters.owned("client_id").unwrap_or_default(),
        credential: secret.or(assertion),
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
        return Err(several_methods());
    }
    Ok(by_basic)
}

fn presented_assertion(parameters: &Parameters) -> Result<Option<Credential>, Problem> {
    const TYPE: &str = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";
    let Some(compact) = parameters.owned("client_assertion") else { return Ok(None) };
    match parameters.get("client_assertion_type") {
        Some(TYPE) => Ok(Some(Credential::Assertion(compact))),
        Some(_) => Err(Problem::unsupported_value("client_assertion_type", "it is not the type of a JWT")),
        None => Err(Problem::missing_parameter("client_assertion_type")),
    }
}

fn several_methods() -> Problem {
    Problem::malformed("More than one client authentication method was used.")
}

/// Parses a header with HTTP Basic. Both its parts, client ID and secret, are form-encoded (RFC 6749, section 2.3.1).
fn basic(header: &str) -> Option<PresentedClient> {
    let (scheme, encoded) = header.split_once(' ')?;
    if !scheme.eq_ignore_ascii_case("basic") {
        return None;
    }
    let pair = String::from_utf8(STANDARD.decode(encoded.trim()).ok()?).ok()?;
    let (client_id, credential) = pair.split_once(':')?;
    Some(PresentedClient { client_id: decoded(client_id), credential: Some(Credential::Secret(decoded(credential))) })
}

fn decoded(part: &str) -> String {
    form_urlencoded::parse(part.as_bytes()).next().map(|(value, _)| value.into_owned()).unwrap_or_default()
}
