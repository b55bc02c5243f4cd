//! `grant_type=refresh_token` (RFC 6749, section 6).

use serde_json::Value;

use super::Client;
use super::response::{Wanted, tokens};
use crate::dev_tenant::claims_request::ClaimsRequest;
use crate::dev_tenant::form::Parameters;
use crate::dev_tenant::grants::{Grant, RefreshOutcome};
use crate::dev_tenant::place::Place;
use crate::dev_tenant::problem::Problem;
use crate::dev_tenant::tenant::{Tenant, hold};

pub async fn refresh(tenant: &Tenant, place: Place, client: Client, parameters: &Parameters) -> Result<Value, Problem> {
    let presented = parameters.get("refresh_token").ok_or_else(|| Problem::missing_parameter("refresh_token"))?;
    let mut grant = redeem(tenant, client, presented)?;
    if !belongs_to(&grant, place) {
        let message = "The provided grant has not been issued for this endpoint.";
        return Err(Problem::invalid_grant(if tenant.flavour.is_b2c() { 90088 } else { 700_005 }, message));
    }
    let scopes = match parameters.get("scope") {
        Some(text) => tenant.scopes(text)?,
        None => grant.scopes.clone(),
    };
    let consented = grant.persona().is_some_and(|persona| tenant.has_consent(&persona, &scopes));
    if !(scopes.is_subset(&grant.scopes) || consented) {
        return Err(Problem::consent_required());
    }
    answer_challenge(&mut grant, parameters)?;
    tenant.switches.count_refresh();
    // The refresh token stays good for all that was granted, whatever this request asked for.
    grant.scopes.extend(scopes.iter().cloned());
    let wanted = Wanted { scopes, nonce: None, client_info: parameters.get("client_info") == Some("1") };
    tokens(tenant, grant, wanted).await
}

/// A refresh token is good wherever the person could sign in, and in Azure AD B2C for its policy.
fn belongs_to(grant: &Grant, place: Place) -> bool {
    grant.policy == place.policy && grant.persona().is_some_and(|persona| place.admits(persona.home))
}

/// Nobody can confirm who they are at the token endpoint: what a challenge asks for must have been met before.
fn answer_challenge(grant: &mut Grant, parameters: &Parameters) -> Result<(), Problem> {
    let claims = ClaimsRequest::parse(parameters)?;
    if parameters.get("claims").is_some() {
        grant.handles_claims_challenges = claims.handles_challenges;
    }
    if claims.contexts.is_subset(&grant.contexts) {
        return Ok(());
    }
    let message = "Due to a configuration change made by your administrator, or because you moved to a new location, you must use multi-factor authentication to access this resource.";
    let suberror = Some("basic_action".to_owned());
    Err(Problem { claims: Some(claims.text), suberror, ..Problem::invalid_grant(50076, message) })
}

fn redeem(tenant: &Tenant, client: Client, presented: &str) -> Result<Grant, Problem> {
    let mut grants = hold(&tenant.refresh_grants);
    let now = tenant.clock.seconds();
    let is_public = grants.belongs_to_public_client(presented);
    if !is_public {
        client.must_be_confidential()?;
    }
    let outcome = grants.redeem(presented, tenant.refresh_mode, now);
    tenant.remember(&grants);
    match outcome {
        RefreshOutcome::Valid(grant) => Ok(*grant),
        RefreshOutcome::Revoked => {
            let message = "The provided grant has expired due to it being revoked, a fresh auth token is needed.";
            Err(Problem { suberror: Some("bad_token".to_owned()), ..Problem::invalid_grant(50173, message) })
        }
        RefreshOutcome::Expired => {
            Err(Problem::invalid_grant(700_082, "The refresh token has expired due to inactivity."))
        }
        RefreshOutcome::Unknown => {
            let message = "Provided grant is invalid or malformed.";
            Err(Problem { suberror: Some("bad_token".to_owned()), ..Problem::invalid_grant(70000, message) })
        }
    }
}
