//! The authorization request (RFC 6749, section 4.1.1; RFC 7636; OpenID Connect Core, section 3.1.2.1).

use crate::dev_tenant::claims_request::ClaimsRequest;
use crate::dev_tenant::flavour::Flavour;
use crate::dev_tenant::form::Parameters;
use crate::dev_tenant::place::{Named, Place};
use crate::dev_tenant::problem::Problem;
use crate::dev_tenant::registration::CLIENT_ID;
use crate::dev_tenant::scopes::Scopes;
use crate::dev_tenant::tenant::Tenant;

/// Where the answer goes, and how.
#[derive(Clone, Debug)]
pub struct ReturnAddress {
    pub redirect_uri: String,
    pub response_mode: ResponseMode,
    pub state: Option<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ResponseMode {
    Query,
    Fragment,
    FormPost,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Prompt {
    Unset,
    /// `none`: no page may be shown.
    Nothing,
    Login,
    Consent,
    SelectAccount,
    /// In an external tenant: sign up.
    Create,
}

#[derive(Clone, Debug)]
pub struct AuthorizationRequest {
    pub place: Place,
    pub return_address: ReturnAddress,
    pub scopes: Scopes,
    pub nonce: Option<String>,
    pub code_challenge: String,
    pub prompt: Prompt,
    pub login_hint: Option<String>,
    /// In seconds.
    pub max_age: Option<u64>,
    pub wants_client_info: bool,
    pub claims: ClaimsRequest,
}

/// A request of our application: where it has people sign in, and where the answer goes.
pub struct Identified {
    pub place: Place,
    pub return_address: ReturnAddress,
}

/// Finds out whether the request comes from our application; only then does the browser go back to it.
pub fn identify(tenant: &Tenant, named: &Named, parameters: &Parameters) -> Result<Identified, Problem> {
    let place = Place::of_sign_in(tenant.flavour, named)?;
    let redirect_uri = registered_redirect_uri(tenant, parameters)?;
    let response_mode = match parameters.get("response_mode") {
        Some("fragment") => ResponseMode::Fragment,
        Some("form_post") => ResponseMode::FormPost,
        _ => ResponseMode::Query,
    };
    let return_address = ReturnAddress { redirect_uri, response_mode, state: parameters.owned("state") };
    Ok(Identified { place, return_address })
}

/// Returns the redirect URI, if the client is ours and has registered it.
pub fn registered_redirect_uri(tenant: &Tenant, parameters: &Parameters) -> Result<String, Problem> {
    let client_id = parameters.get("client_id").ok_or_else(|| Problem::missing_parameter("client_id"))?;
    if client_id != CLIENT_ID {
        return Err(Problem::unknown_application(client_id));
    }
    let redirect_uri = parameters.get("redirect_uri").ok_or_else(|| Problem::missing_parameter("redirect_uri"))?;
    if !tenant.registration.has_redirect_uri(redirect_uri) {
        let message = format!(
            "The redirect URI '{redirect_uri}' specified in the request does not match the redirect URIs configured for the application '{CLIENT_ID}'."
        );
        return Err(Problem::bad_request("invalid_request", 50011, &message));
    }
    Ok(redirect_uri.to_owned())
}

impl AuthorizationRequest {
    pub fn parse(
        tenant: &Tenant,
        parameters: &Parameters,
        place: Place,
        return_address: ReturnAddress,
    ) -> Result<Self, Problem> {
        refuse_what_is_not_supported(parameters)?;
        let prompt = prompt(tenant.flavour, parameters)?;
        let login_hint = parameters.owned("login_hint");
        if prompt == Prompt::SelectAccount && login_hint.is_some() {
            return Err(Problem::unsupported_value("login_hint", "it cannot be combined with prompt=select_account"));
        }
        Ok(Self {
            place,
            return_address,
            scopes: tenant.scopes(parameters.get("scope").unwrap_or_default())?,
            nonce: parameters.owned("nonce"),
            code_challenge: code_challenge(parameters)?,
            prompt,
            login_hint,
            max_age: max_age(parameters)?,
            wants_client_info: parameters.get("client_info") == Some("1"),
            claims: ClaimsRequest::parse(parameters)?,
        })
    }
}

fn refuse_what_is_not_supported(parameters: &Parameters) -> Result<(), Problem> {
    match parameters.get("response_type") {
        Some("code") => {}
        None => return Err(Problem::missing_parameter("response_type")),
        Some(other) => {
            let message = format!("response_type '{other}' is not enabled for the application.");
            return Err(Problem::bad_request("unsupported_response_type", 700_054, &message));
        }
    }
    if let Some(mode) =
        parameters.get("response_mode").filter(|mode| !["query", "fragment", "form_post"].contains(mode))
    {
        return Err(Problem::unsupported_value("response_mode", mode));
    }
    for name in ["request", "request_uri"] {
        if parameters.get(name).is_some() {
            return Err(Problem::unsupported_value(name, "it is not supported"));
        }
    }
    Ok(())
}

fn prompt(flavour: Flavour, parameters: &Parameters) -> Result<Prompt, Problem> {
    match parameters.get("prompt") {
        None => Ok(Prompt::Unset),
        // Azure AD B2C passes over what it does not know; there is one session, and no picker.
        Some("select_account" | "consent") if flavour.is_b2c() => Ok(Prompt::Unset),
        Some("create") if flavour == Flavour::External => Ok(Prompt::Create),
        Some("none") => Ok(Prompt::Nothing),
        Some("login") => Ok(Prompt::Login),
        Some("consent") => Ok(Prompt::Consent),
        Some("select_account") => Ok(Prompt::SelectAccount),
        Some(other) => Err(Problem::unsupported_value("prompt", other)),
    }
}

/// PKCE is required, and only as S256: Entra ID would let a confidential client go without (we are stricter).
fn code_challenge(parameters: &Parameters) -> Result<String, Problem> {
    let Some(challenge) = parameters.get("code_challenge") else {
        let message = "Proof Key for Code Exchange is required: the request has no code_challenge.";
        return Err(Problem::bad_request("invalid_request", 9_002_325, message));
    };
    if parameters.get("code_challenge_method") != Some("S256") {
        return Err(Problem::unsupported_value("code_challenge_method", "only S256 is accepted"));
    }
    let is_base64url = |letter: char| letter.is_ascii_alphanumeric() || matches!(letter, '-' | '_');
    if challenge.len() != 43 || !challenge.chars().all(is_base64url) {
        return Err(Problem::bad_request("invalid_request", 501_491, "Invalid size of Code_Challenge parameter."));
    }
    Ok(challenge.to_owned())
}

fn max_age(parameters: &Parameters) -> Result<Option<u64>, Problem> {
    let parsed = parameters.get("max_age").map(str::parse::<u64>).transpose();
    parsed.map_err(|_| Problem::unsupported_value("max_age", "it is not a number of seconds"))
}
