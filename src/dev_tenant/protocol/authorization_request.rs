//! The authorization request (RFC 6749, section 4.1.1; RFC 7636; OpenID Connect Core, section 3.1.2.1).

use crate::dev_tenant::protocol::aadsts::Aadsts;
use crate::dev_tenant::protocol::authority_path::AuthorityPath;
use crate::dev_tenant::protocol::claims_request::ClaimsRequest;
use crate::dev_tenant::protocol::parameters::Parameters;
use crate::dev_tenant::protocol::problem::Problem;
use crate::dev_tenant::protocol::scopes::{ScopeRules, Scopes};
use crate::dev_tenant::settings::Flavour;

/// The address and the format (response mode) of an authorization response.
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

/// The parameter `prompt` of an authorization request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Prompt {
    Unset,
    /// `none`: the dev tenant must redirect at once, without a page.
    Nothing,
    Login,
    Consent,
    SelectAccount,
    /// `create`: the user signs up. Only external tenants have it.
    Create,
}

#[derive(Clone, Debug)]
pub struct AuthorizationRequest {
    pub authority: AuthorityPath,
    pub return_address: ReturnAddress,
    pub scopes: Scopes,
    pub nonce: Option<String>,
    pub code_challenge: String,
    pub prompt: Prompt,
    pub login_hint: Option<String>,
    /// A domain, `organizations` or `consumers`. Azure AD B2C means the name of an identity provider, which the dev tenant ignores.
    pub domain_hint: Option<String>,
    /// The parameter `max_age` in seconds.
    pub max_age: Option<u64>,
    /// The first value of the parameter `acr_values`. Entra ID ignores the parameter, other providers support it.
    pub acr: Option<String>,
    pub wants_client_info: bool,
    pub claims: ClaimsRequest,
}

/// An authorization request that comes from the registered application.
pub struct Identified {
    pub authority: AuthorityPath,
    pub return_address: ReturnAddress,
}

impl AuthorizationRequest {
    /// Parses the remaining parameters of an identified request.
    pub fn parse(
        flavour: Flavour,
        scope_rules: ScopeRules<'_>,
        identified: Identified,
        parameters: &Parameters,
    ) -> Result<Self, Problem> {
        reject_unsupported(parameters)?;
        let prompt = prompt(flavour, parameters)?;
        let login_hint = parameters.owned("login_hint");
        if prompt == Prompt::SelectAccount && login_hint.is_some() {
            return Err(Problem::unsupported_value("login_hint", "it cannot be combined with prompt=select_account"));
        }
        Ok(Self {
            authority: identified.authority,
            return_address: identified.return_address,
            scopes: scope_rules.parse(parameters.get("scope").unwrap_or_default())?,
            nonce: parameters.owned("nonce"),
            code_challenge: code_challenge(parameters)?,
            prompt,
            login_hint,
            domain_hint: parameters.owned("domain_hint").filter(|_| !flavour.is_b2c()),
            max_age: max_age(parameters)?,
            acr: acr(flavour, parameters),
            wants_client_info: parameters.wants_client_info(),
            claims: ClaimsRequest::parse(parameters)?,
        })
    }
}

fn reject_unsupported(parameters: &Parameters) -> Result<(), Problem> {
    match parameters.get("response_type") {
        Some("code") => {}
        None => return Err(Problem::missing_parameter("response_type")),
        Some(other) => {
            let message = format!("response_type '{other}' is not enabled for the application.");
            return Err(Problem::bad_request("unsupported_response_type", Aadsts::RESPONSE_TYPE_DISABLED, &message));
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
        // Azure AD B2C ignores unknown values of `prompt`. It has one session and no account picker.
        Some("select_account" | "consent") if flavour.is_b2c() => Ok(Prompt::Unset),
        Some("create") if flavour == Flavour::External => Ok(Prompt::Create),
        Some("none") => Ok(Prompt::Nothing),
        Some("login") => Ok(Prompt::Login),
        Some("consent") => Ok(Prompt::Consent),
        Some("select_account") => Ok(Prompt::SelectAccount),
        Some(other) => Err(Problem::unsupported_value("prompt", other)),
    }
}

/// Returns the PKCE challenge, which must use S256. Entra ID accepts confidential clients without PKCE, so this is
/// stricter.
fn code_challenge(parameters: &Parameters) -> Result<String, Problem> {
    let Some(challenge) = parameters.get("code_challenge") else {
        let message = "Proof Key for Code Exchange is required: the request has no code_challenge.";
        return Err(Problem::bad_request("invalid_request", Aadsts::PKCE_REQUIRED, message));
    };
    if parameters.get("code_challenge_method") != Some("S256") {
        return Err(Problem::unsupported_value("code_challenge_method", "only S256 is accepted"));
    }
    let is_base64url = |letter: char| letter.is_ascii_alphanumeric() || matches!(letter, '-' | '_');
    if challenge.len() != 43 || !challenge.chars().all(is_base64url) {
        return Err(Problem::bad_request(
            "invalid_request",
            Aadsts::CHALLENGE_SIZE,
            "Invalid size of Code_Challenge parameter.",
        ));
    }
    Ok(challenge.to_owned())
}

fn max_age(parameters: &Parameters) -> Result<Option<u64>, Problem> {
    let parsed = parameters.get("max_age").map(str::parse::<u64>).transpose();
    parsed.map_err(|_| Problem::unsupported_value("max_age", "it is not a number of seconds"))
}

/// Returns the class of authentication that the application prefers. At Azure AD B2C the claim `acr` is the policy.
fn acr(flavour: Flavour, parameters: &Parameters) -> Option<String> {
    let values = parameters.get("acr_values").filter(|_| !flavour.is_b2c())?;
    values.split_ascii_whitespace().next().map(str::to_owned)
}
