//! The refresh token grant: `grant_type=refresh_token` (RFC 6749, section 6).

use serde_json::Value;

use crate::dev_tenant::endpoints::token::request::TokenRequest;
use crate::dev_tenant::endpoints::token::response::tokens;
use crate::dev_tenant::endpoints::token::wanted::WantedTokens;
use crate::dev_tenant::protocol::aadsts::Aadsts;
use crate::dev_tenant::protocol::authority_path::AuthorityPath;
use crate::dev_tenant::protocol::claims_request::ClaimsRequest;
use crate::dev_tenant::protocol::parameters::Parameters;
use crate::dev_tenant::protocol::problem::Problem;
use crate::dev_tenant::protocol::scopes::{Scopes, one_resource};
use crate::dev_tenant::state::grants::{Grant, RefreshOutcome};
use crate::dev_tenant::state::lock::hold;
use crate::dev_tenant::state::tenant::Tenant;

pub async fn refresh(request: TokenRequest<'_>) -> Result<Value, Problem> {
    let TokenRequest { tenant, authority, client, parameters } = request;
    let presented = parameters.required("refresh_token")?;
    let known = hold(&tenant.refresh_grants).peek(presented);
    if !known.as_ref().is_some_and(|grant| grant.public_client) {
        client.must_be_confidential()?;
    }
    // The request is checked before the refresh token is redeemed, so that an invalid request does not use the token
    // up.
    if let Some(grant) = known {
        checked(tenant, authority, grant, parameters)?;
    }
    let mut grant = checked(tenant, authority, redeem(tenant, presented)?, parameters)?;
    let scopes = wanted_scopes(tenant, &grant, parameters)?;
    tenant.switches.count_refresh();
    // The new refresh token covers all granted scopes, not only the scopes of this request.
    grant.scopes.extend(scopes.iter().cloned());
    let wanted = WantedTokens { scopes, nonce: None, client_info: parameters.wants_client_info() };
    tokens(tenant, grant, wanted).await
}

fn wanted_scopes(tenant: &Tenant, grant: &Grant, parameters: &Parameters) -> Result<Scopes, Problem> {
    match parameters.get("scope") {
        Some(_) => tenant.scopes(parameters),
        None => Ok(grant.scopes.clone()),
    }
}

/// Checks a refresh request against the grant, and returns the grant with the capabilities that the request declares.
/// The user must have met a requested authentication context before, because users cannot confirm their identity at the
/// token endpoint.
fn checked(tenant: &Tenant, authority: AuthorityPath, grant: Grant, parameters: &Parameters) -> Result<Grant, Problem> {
    let persona = grant.persona().filter(|persona| grant.policy == authority.policy && authority.admits(persona.home));
    let Some(persona) = persona else {
        let message = "The provided grant has not been issued for this endpoint.";
        return Err(Problem::invalid_grant(
            if tenant.flavour.is_b2c() { Aadsts::B2C_OTHER_POLICY } else { Aadsts::OTHER_TENANT },
            message,
        ));
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
        return Err(Problem::more_proof_required("invalid_grant", Some(claims.text)));
    }
    let declared = parameters.get("claims").is_some();
    let handles_claims_challenges = if declared { claims.handles_challenges } else { grant.handles_claims_challenges };
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
            Err(bad_token(Aadsts::GRANT_REVOKED, message))
        }
        RefreshOutcome::Expired => Err(Problem::invalid_grant(
            Aadsts::REFRESH_TOKEN_EXPIRED,
            "The refresh token has expired due to inactivity.",
        )),
        RefreshOutcome::Unknown => Err(bad_token(Aadsts::INVALID_GRANT, "Provided grant is invalid or malformed.")),
    }
}

fn bad_token(number: Aadsts, message: &str) -> Problem {
    Problem { suberror: Some("bad_token".to_owned()), ..Problem::invalid_grant(number, message) }
}
