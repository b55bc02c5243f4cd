//! `grant_type=refresh_token` (RFC 6749, section 6).

use serde_json::Value;

use super::Client;
use super::response::{Wanted, tokens};
use crate::dev_tenant::claims_request::ClaimsRequest;
use crate::dev_tenant::form::Parameters;
use crate::dev_tenant::grants::{Grant, RefreshOutcome};
use crate::dev_tenant::place::Place;
use crate::dev_tenant::problem::Problem;
use crate::dev_tenant::scopes::{Scopes, one_resource};
use crate::dev_tenant::tenant::{Tenant, hold};

pub async fn refresh(tenant: &Tenant, place: Place, client: Client, parameters: &Parameters) -> Result<Value, Problem> {
    let presented = parameters.get("refresh_token").ok_or_else(|| Problem::missing_parameter("refresh_token"))?;
    let known = hold(&tenant.refresh_grants).peek(presented);
    if !known.as_ref().is_some_and(|grant| grant.public_client) {
        client.must_be_confidential()?;
    }
    // What is refused for another reason than the token itself does not use the token up.
    if let Some(grant) = known {
        fitting(tenant, place, grant, parameters)?;
    }
    let mut grant = fitting(tenant, place, redeem(tenant, presented)?, parameters)?;
    let scopes = wanted_scopes(tenant, &grant, parameters)?;
    tenant.switches.count_refresh();
    // The refresh token stays good for all that was granted, whatever this request asked for.
    grant.scopes.extend(scopes.iter().cloned());
    let wanted = Wanted { scopes, nonce: None, client_info: parameters.get("client_info") == Some("1") };
    tokens(tenant, grant, wanted).await
}

fn wanted_scopes(tenant: &Tenant, grant: &Grant, parameters: &Parameters) -> Result<Scopes, Problem> {
    match parameters.get("scope") {
        Some(text) => tenant.scopes(text),
        None => Ok(grant.scopes.clone()),
    }
}

/// Checks the request against the grant, and returns the grant with what the request says about the application. Nobody
/// can confirm who they are at the token endpoint: what a challenge asks for must have been met before.
fn fitting(tenant: &Tenant, place: Place, grant: Grant, parameters: &Parameters) -> Result<Grant, Problem> {
    let persona = grant.persona().filter(|persona| grant.policy == place.policy && place.admits(persona.home));
    let Some(persona) = persona else {
        let message = "The provided grant has not been issued for this endpoint.";
        return Err(Problem::invalid_grant(if tenant.flavour.is_b2c() { 90088 } else { 700_005 }, message));
    };
    let scopes = wanted_scopes(tenant, &grant, parameters)?;
    if !(scopes.is_subset(&grant.scopes) || tenant.has_consent(&persona, &scopes)) {
        return Err(Problem::consent_required());
    }
    if !tenant.flavour.is_b2c() {
        one_resource(&scopes)?;
    }
    let claims = ClaimsRequest::parse(parameters)?;
    if !claims.contexts.is_subset(&grant.contexts) {
        let message = "Due to a configuration change made by your administrator, or because you moved to a new location, you must use multi-factor authentication to access this resource.";
        let suberror = Some("basic_action".to_owned());
        return Err(Problem { suberror, claims: Some(claims.text), ..Problem::invalid_grant(50076, message) });
    }
    let says = parameters.get("claims").is_some();
    let handles_claims_challenges = if says { claims.handles_challenges } else { grant.handles_claims_challenges };
    Ok(Grant { handles_claims_challenges, ..grant })
}

fn redeem(tenant: &Tenant, presented: &str) -> Result<Grant, Problem> {
    let mut grants = hold(&tenant.refresh_grants);
    let now = tenant.clock.seconds();
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
