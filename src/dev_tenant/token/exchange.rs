//! `grant_type=authorization_code` (RFC 6749, section 4.1.3; RFC 7636, section 4.6).

use serde_json::Value;

use super::Client;
use super::response::{Wanted, tokens};
use crate::dev_tenant::form::Parameters;
use crate::dev_tenant::grants::{IssuedCode, Redemption};
use crate::dev_tenant::place::Place;
use crate::dev_tenant::problem::Problem;
use crate::dev_tenant::random::fingerprint;
use crate::dev_tenant::tenant::{Tenant, hold};

pub async fn exchange(
    tenant: &Tenant,
    place: Place,
    client: Client,
    parameters: &Parameters,
) -> Result<Value, Problem> {
    client.must_be_confidential()?;
    let presented = parameters.get("code").ok_or_else(|| Problem::missing_parameter("code"))?;
    let issued = redeem(tenant, presented)?;
    if issued.place != place {
        return Err(elsewhere(tenant, &issued, place));
    }
    pair(&issued, parameters)?;
    let scopes = match parameters.get("scope") {
        Some(text) => tenant.scopes(text)?,
        None => issued.grant.scopes.clone(),
    };
    if !scopes.is_subset(&issued.grant.scopes) {
        return Err(Problem::consent_required());
    }
    let wanted = Wanted {
        scopes,
        nonce: issued.nonce.clone(),
        client_info: issued.wants_client_info || parameters.get("client_info") == Some("1"),
    };
    tokens(tenant, issued.grant, wanted).await
}

/// A code is good at the token endpoint beside the authorization endpoint that gave it, and at no other.
fn elsewhere(tenant: &Tenant, issued: &IssuedCode, place: Place) -> Problem {
    let (given, here) = (issued.place.in_endpoints(), place.in_endpoints());
    if tenant.flavour.is_b2c() {
        let message = format!(
            "The provided grant has not been issued for this endpoint. Actual Value : {given} and Expected Value : {here}"
        );
        return Problem::invalid_grant(90088, &message);
    }
    let message = "Provided Authorization Code is intended to use against other tenant, thus rejected.";
    Problem::invalid_grant(700_005, message)
}

fn redeem(tenant: &Tenant, presented: &str) -> Result<IssuedCode, Problem> {
    match hold(&tenant.codes).redeem(presented, tenant.clock.now()) {
        Redemption::First(issued) => Ok(*issued),
        Redemption::Again { family } => {
            let mut grants = hold(&tenant.refresh_grants);
            grants.end_family(&family);
            tenant.remember(&grants);
            let message = "OAuth2 Authorization code was already redeemed, please retry with a new valid code or use an existing refresh token.";
            Err(Problem::invalid_grant(54005, message))
        }
        Redemption::Expired => {
            let message = "The provided authorization code or refresh token has expired due to inactivity. Send a new interactive authorization request for this user and resource.";
            Err(Problem::invalid_grant(70008, message))
        }
        Redemption::Unknown => {
            Err(Problem::invalid_grant(9_002_313, "Invalid request. Request is malformed or invalid."))
        }
    }
}

/// Pairs the request with what the code was given for.
fn pair(issued: &IssuedCode, parameters: &Parameters) -> Result<(), Problem> {
    let redirect_uri = parameters.get("redirect_uri").ok_or_else(|| Problem::missing_parameter("redirect_uri"))?;
    if redirect_uri != issued.redirect_uri {
        let message = format!(
            "The reply address '{redirect_uri}' does not match the reply address provided when requesting Authorization code."
        );
        return Err(Problem::invalid_grant(500_112, &message));
    }
    let Some(verifier) = parameters.get("code_verifier") else {
        return Err(Problem::missing_parameter("code_verifier"));
    };
    let is_unreserved = |letter: char| letter.is_ascii_alphanumeric() || matches!(letter, '-' | '.' | '_' | '~');
    let is_well_formed = (43..=128).contains(&verifier.len()) && verifier.chars().all(is_unreserved);
    if !is_well_formed || fingerprint(verifier) != issued.code_challenge {
        let message = "The Code_Verifier does not match the code_challenge supplied in the authorization request.";
        return Err(Problem::invalid_grant(501_481, message));
    }
    Ok(())
}
