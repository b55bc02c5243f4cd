//! The authorization code grant: `grant_type=authorization_code` (RFC 6749, section 4.1.3; RFC 7636, section 4.6).

use serde_json::Value;

use crate::dev_tenant::endpoints::token::request::TokenRequest;
use crate::dev_tenant::endpoints::token::response::tokens;
use crate::dev_tenant::endpoints::token::wanted::WantedTokens;
use crate::dev_tenant::protocol::aadsts::Aadsts;
use crate::dev_tenant::protocol::authority_path::AuthorityPath;
use crate::dev_tenant::protocol::parameters::Parameters;
use crate::dev_tenant::protocol::problem::Problem;
use crate::dev_tenant::protocol::random::fingerprint;
use crate::dev_tenant::state::grants::{IssuedCode, Redemption};
use crate::dev_tenant::state::lock::hold;
use crate::dev_tenant::state::tenant::Tenant;

pub async fn exchange(request: TokenRequest<'_>) -> Result<Value, Problem> {
    let TokenRequest { tenant, authority, parameters, .. } = request;
    let presented = request.of_confidential_client("code")?;
    let issued = redeem(tenant, presented)?;
    if issued.authority != authority {
        return Err(other_authority(tenant, &issued, authority));
    }
    compare(&issued, parameters)?;
    let scopes = match parameters.get("scope") {
        Some(_) => tenant.scopes(parameters)?,
        None => issued.grant.scopes.clone(),
    };
    if !scopes.is_subset(&issued.grant.scopes) {
        return Err(Problem::consent_required());
    }
    let wanted = WantedTokens {
        scopes,
        nonce: issued.nonce.clone(),
        client_info: issued.wants_client_info || parameters.wants_client_info(),
    };
    tokens(tenant, issued.grant, wanted).await
}

/// Returns the error for a code of another authority: a code is valid only at the authority that issued it.
fn other_authority(tenant: &Tenant, issued: &IssuedCode, authority: AuthorityPath) -> Problem {
    let (given, here) = (issued.authority.in_endpoints(), authority.in_endpoints());
    if tenant.flavour.is_b2c() {
        let message = format!(
            "The provided grant has not been issued for this endpoint. Actual Value : {given} and Expected Value : {here}"
        );
        return Problem::invalid_grant(Aadsts::B2C_OTHER_POLICY, &message);
    }
    let message = "Provided Authorization Code is intended to use against other tenant, thus rejected.";
    Problem::invalid_grant(Aadsts::OTHER_TENANT, message)
}

fn redeem(tenant: &Tenant, presented: &str) -> Result<IssuedCode, Problem> {
    match hold(&tenant.codes).redeem(presented, tenant.clock.now()) {
        Redemption::First(issued) => Ok(*issued),
        Redemption::Again { family } => {
            let mut grants = hold(&tenant.refresh_grants);
            grants.end_family(&family);
            tenant.remember(&grants);
            let message = "OAuth2 Authorization code was already redeemed, please retry with a new valid code or use an existing refresh token.";
            Err(Problem::invalid_grant(Aadsts::CODE_REDEEMED, message))
        }
        Redemption::Expired => {
            let message = "The provided authorization code or refresh token has expired due to inactivity. Send a new interactive authorization request for this user and resource.";
            Err(Problem::invalid_grant(Aadsts::CODE_EXPIRED, message))
        }
        Redemption::Unknown => {
            Err(Problem::invalid_grant(Aadsts::MALFORMED, "Invalid request. Request is malformed or invalid."))
        }
    }
}

/// Compares the token request with the authorization request: the redirect URI and PKCE.
fn compare(issued: &IssuedCode, parameters: &Parameters) -> Result<(), Problem> {
    let redirect_uri = parameters.required("redirect_uri")?;
    if redirect_uri != issued.redirect_uri {
        let message = format!(
            "The reply address '{redirect_uri}' does not match the reply address provided when requesting Authorization code."
        );
        return Err(Problem::invalid_grant(Aadsts::REDIRECT_URI_DIFFERS, &message));
    }
    let Some(verifier) = parameters.get("code_verifier") else {
        return Err(Problem::missing_parameter("code_verifier"));
    };
    let is_unreserved = |letter: char| letter.is_ascii_alphanumeric() || matches!(letter, '-' | '.' | '_' | '~');
    let is_well_formed = (43..=128).contains(&verifier.len()) && verifier.chars().all(is_unreserved);
    if !is_well_formed || fingerprint(verifier) != issued.code_challenge {
        let message = "The Code_Verifier does not match the code_challenge supplied in the authorization request.";
        return Err(Problem::invalid_grant(Aadsts::VERIFIER_MISMATCH, message));
    }
    Ok(())
}
