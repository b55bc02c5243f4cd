//! The on-behalf-of grant: `grant_type=urn:ietf:params:oauth:grant-type:jwt-bearer` (RFC 7523, section 2.1) with
//! `requested_token_use=on_behalf_of`. An API exchanges the access token of its caller for a token of another API.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use crate::dev_tenant::endpoints::token::request::TokenRequest;
use crate::dev_tenant::endpoints::token::response::tokens;
use crate::dev_tenant::endpoints::token::wanted::WantedTokens;
use crate::dev_tenant::protocol::aadsts::Aadsts;
use crate::dev_tenant::protocol::authority_path::AuthorityPath;
use crate::dev_tenant::protocol::claims_request::ClaimsRequest;
use crate::dev_tenant::protocol::ids::{CLIENT_ID, OWN_API};
use crate::dev_tenant::protocol::jwt::VerifiedToken;
use crate::dev_tenant::protocol::problem::Problem;
use crate::dev_tenant::protocol::scopes::{Scopes, is_of_an_api, one_resource};
use crate::dev_tenant::state::directory::{self, Persona};
use crate::dev_tenant::state::grants::Grant;
use crate::dev_tenant::state::lock::hold;
use crate::dev_tenant::state::tenant::Tenant;

pub async fn exchange(request: TokenRequest<'_>) -> Result<Value, Problem> {
    let TokenRequest { tenant, authority, parameters, .. } = request;
    let presented = request.of_confidential_client("assertion")?;
    match parameters.get("requested_token_use") {
        Some("on_behalf_of") => {}
        Some(_) => return Err(Problem::unsupported_value("requested_token_use", "it is not on_behalf_of")),
        None => return Err(Problem::missing_parameter("requested_token_use")),
    }
    let assertion = tenant.verified(presented).await.ok_or_else(|| {
        let message = "Assertion failed signature validation. [Reason - The provided signature value did not match the expected signature value.]";
        Problem::invalid_grant(Aadsts::USER_ASSERTION_SIGNATURE, message)
    })?;
    check(tenant, &assertion)?;
    let persona = persona_of(tenant, authority, &assertion)?;
    let scopes = tenant.scopes(parameters)?;
    one_resource(&scopes)?;
    // The scopes of OpenID Connect, which MSAL always requests, need no other consent.
    let of_apis = scopes.iter().filter(|scope| is_of_an_api(scope)).cloned().collect();
    if !tenant.has_consent(&persona, &of_apis) {
        return Err(Problem::consent_required());
    }
    let claims = ClaimsRequest::parse(parameters)?;
    let grant = grant_of(&assertion, persona, scopes.clone(), claims.handles_challenges);
    if let Some(context) = claims.contexts.difference(&grant.contexts).next() {
        // The user cannot confirm their identity here. The API has to pass these claims to its client.
        let challenge = json!({ "access_token": { "acrs": { "essential": true, "value": context } } });
        return Err(Problem::more_proof_required("interaction_required", Some(challenge.to_string())));
    }
    let client_info = parameters.wants_client_info();
    tokens(tenant, grant, WantedTokens { scopes, nonce: None, client_info }).await
}

/// Returns the grant of the user whose access token is the assertion.
fn grant_of(assertion: &VerifiedToken, persona: Persona, scopes: Scopes, handles_claims_challenges: bool) -> Grant {
    Grant {
        persona_id: persona.id,
        scopes,
        family: assertion.text("rh").to_owned(),
        session_id: assertion.text("sid").to_owned(),
        auth_time: assertion.number("iat"),
        public_client: false,
        handles_claims_challenges,
        contexts: contexts_of(assertion),
        acr: None,
        policy: None,
    }
}

/// Checks that the assertion is an access token of a user, for this application, and valid now.
fn check(tenant: &Tenant, assertion: &VerifiedToken) -> Result<(), Problem> {
    let is_for_client = !(assertion.text("azp").is_empty() && assertion.text("appid").is_empty());
    if !is_for_client {
        let message = "Input id_token cannot be used as 'urn:ietf:params:oauth:grant-type:jwt-bearer' grant.";
        return Err(Problem::bad_request("invalid_request", Aadsts::ID_TOKEN_AS_USER_ASSERTION, message));
    }
    let now = tenant.clock.seconds();
    if now >= assertion.number("exp") || now < assertion.number("nbf") {
        let message = "Assertion is not within its valid time range. Ensure that the access token is not expired before using it for user assertion, or request a new token.";
        return Err(Problem::invalid_grant(Aadsts::USER_ASSERTION_TIME, message));
    }
    let audience = assertion.text("aud");
    if ![CLIENT_ID, OWN_API].contains(&audience) {
        let message = format!(
            "Assertion audience does not match the Client app presenting the assertion. The audience in the assertion was '{audience}' and the expected audience is '{OWN_API}' or one of the Application Uris of this application with App ID '{CLIENT_ID}'(leptos-entra (dev tenant)). The downstream client must request a token for the expected audience (the application that made the OBO request) and this application should use that token as the assertion."
        );
        return Err(Problem::invalid_grant(Aadsts::USER_ASSERTION_AUDIENCE, &message));
    }
    if assertion.text("scp").is_empty() {
        let message = format!("Application '{CLIENT_ID}' is not allowed to make application on-behalf-of calls.");
        return Err(Problem::bad_request("unauthorized_client", Aadsts::NO_USER_IN_ASSERTION, &message));
    }
    if hold(&tenant.refresh_grants).has_ended(assertion.text("rh")) {
        let message = "The provided grant has expired due to it being revoked, a fresh auth token is needed.";
        return Err(Problem::invalid_grant(Aadsts::GRANT_REVOKED, message));
    }
    Ok(())
}

/// Returns the user of the assertion: a persona of the directory, or one with a typed name.
fn persona_of(tenant: &Tenant, authority: AuthorityPath, assertion: &VerifiedToken) -> Result<Persona, Problem> {
    let known = directory::all(tenant.flavour).into_iter();
    let mut known = known.chain(directory::another_account(assertion.text("name")));
    let persona = known.find(|persona| persona.object_id() == assertion.text("oid")).ok_or_else(|| {
        let message = "The user account does not exist in the directory of this tenant.";
        Problem::invalid_grant(Aadsts::UNKNOWN_USER, message)
    })?;
    if authority.admits(persona.home) {
        return Ok(persona);
    }
    let message = "The provided grant has not been issued for this endpoint.";
    Err(Problem::invalid_grant(Aadsts::OTHER_TENANT, message))
}

fn contexts_of(assertion: &VerifiedToken) -> BTreeSet<String> {
    let met = assertion.claims["acrs"].as_array().into_iter().flatten();
    met.filter_map(|context| context.as_str().map(str::to_owned)).collect()
}
