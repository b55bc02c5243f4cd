//! `grant_type=refresh_token` (RFC 6749, section 6).

use serde_json::Value;

use super::Client;
use super::response::{Wanted, tokens};
use crate::dev_tenant::authorize::handles_claims_challenges;
use crate::dev_tenant::form::Parameters;
use crate::dev_tenant::grants::{Grant, RefreshOutcome};
use crate::dev_tenant::problem::Problem;
use crate::dev_tenant::scopes;
use crate::dev_tenant::tenant::{Tenant, hold};

pub async fn refresh(tenant: &Tenant, client: Client, parameters: &Parameters) -> Result<Value, Problem> {
    let presented = parameters.get("refresh_token").ok_or_else(|| Problem::missing_parameter("refresh_token"))?;
    let mut grant = redeem(tenant, client, presented)?;
    let scopes = match parameters.get("scope") {
        Some(text) => scopes::parse(text)?,
        None => grant.scopes.clone(),
    };
    let consented = hold(&tenant.consents).cover(&grant.persona_id, &scopes);
    if !(scopes.is_subset(&grant.scopes) || consented) {
        return Err(Problem::consent_required());
    }
    if parameters.get("claims").is_some() {
        grant.handles_claims_challenges = handles_claims_challenges(parameters)?;
    }
    tenant.switches.count_refresh();
    // The refresh token stays good for all that was granted, whatever this request asked for.
    grant.scopes.extend(scopes.iter().cloned());
    let wanted = Wanted { scopes, nonce: None, client_info: parameters.get("client_info") == Some("1") };
    tokens(tenant, grant, wanted).await
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
