//! The ID token: verified after OpenID Connect Core 1.0 §3.1.3.7, every rule of it, before anybody reads a claim.
//!
//! The issuer is compared by our own policy, because Microsoft's multi-tenant metadata names a template; the check in
//! openidconnect is off for that reason only.

use openidconnect::{
    AccessToken, AccessTokenHash, AdditionalClaims, ClaimsVerificationError, ClientId, IdToken, IdTokenVerifier,
    IssuerUrl, Nonce, SignatureVerificationError,
    core::{CoreGenderClaim, CoreJsonWebKey, CoreJweContentEncryptionAlgorithm, CoreJwsSigningAlgorithm},
};
use serde::{Deserialize, Serialize};
use time::{Duration, OffsetDateTime};

use super::{ProviderSnapshot, RawIdToken};
use crate::server::entra::{IssuerRefused, TokenOrigin};

/// Clocks may differ by so much.
const LEEWAY: Duration = Duration::seconds(60);

/// What Microsoft's ID tokens say beyond the standard claims.
#[derive(Clone, Debug, Serialize, Deserialize)]
struct EntraClaims {
    tid: Option<String>,
    oid: Option<String>,
    sid: Option<String>,
    login_hint: Option<String>,
    /// Text at Microsoft, a number elsewhere.
    ver: Option<serde_json::Value>,
    tfp: Option<String>,
}

impl AdditionalClaims for EntraClaims {}

type Token = IdToken<EntraClaims, CoreGenderClaim, CoreJweContentEncryptionAlgorithm, CoreJwsSigningAlgorithm>;
type Claims = openidconnect::IdTokenClaims<EntraClaims, CoreGenderClaim>;

/// What an ID token has to agree with.
pub struct IdTokenRules<'a> {
    pub provider: &'a ProviderSnapshot,
    pub client_id: &'a ClientId,
    /// The nonce of the sign-in transaction; a sign-in by device code has none.
    pub nonce: Option<&'a Nonce>,
    pub access_token: Option<&'a AccessToken>,
    pub now: OffsetDateTime,
}

/// What a verified ID token says.
#[derive(Clone, Debug)]
pub struct VerifiedIdToken {
    pub issuer: String,
    pub subject: String,
    pub tenant_id: Option<String>,
    pub object_id: Option<String>,
    pub name: Option<String>,
    pub preferred_username: Option<String>,
    pub email: Option<String>,
    pub login_hint: Option<String>,
    pub provider_session: Option<String>,
}

/// Which rule an ID token breaks.
#[derive(Debug, thiserror::Error)]
pub enum IdTokenError {
    #[error("the ID token is not a signed JWT with the required claims")]
    Malformed,
    #[error("no key of the provider has the ID token's key ID")]
    UnknownKey,
    #[error("the ID token's algorithm is not RS256")]
    Algorithm,
    #[error("the ID token's signature does not verify")]
    Signature,
    #[error("the ID token's issuer was refused")]
    Issuer(#[from] IssuerRefused),
    #[error("the ID token is for another client")]
    Audience,
    #[error("the ID token was issued to another client (`azp`)")]
    AuthorizedParty,
    #[error("the ID token has expired: check the clock of this machine")]
    Expired,
    #[error("the ID token is from the future: check the clock of this machine")]
    IssuedInTheFuture,
    #[error("the ID token's nonce is not the one of this sign-in")]
    Nonce,
    #[error("the ID token belongs to another access token (`at_hash`)")]
    AccessTokenHash,
    #[error("the ID token breaks another rule")]
    Other,
}

/// Verifies an ID token and returns what it says.
pub fn verify(raw: &RawIdToken, rules: &IdTokenRules<'_>) -> Result<VerifiedIdToken, IdTokenError> {
    let token: Token = raw.secret().parse().map_err(|_| IdTokenError::Malformed)?;
    let verifier = verifier(rules)?;
    let claims = match rules.nonce {
        Some(nonce) => token.claims(&verifier, nonce),
        None => token.claims(&verifier, |_: Option<&Nonce>| Ok(())),
    }
    .map_err(which_rule)?;
    let own = claims.additional_claims();
    let tenant = rules.provider.issuer_policy.accept(TokenOrigin {
        iss: claims.issuer().as_str(),
        tid: own.tid.as_deref(),
        ver: own.ver.as_ref().and_then(serde_json::Value::as_str),
        policy: own.tfp.as_deref().or(claims.auth_context_ref().map(|acr| acr.as_str())),
    })?;
    if claims.authorized_party().is_some_and(|party| party != rules.client_id) {
        return Err(IdTokenError::AuthorizedParty);
    }
    verify_access_token_hash(&token, claims, &verifier, rules)?;
    Ok(verified(claims, tenant))
}

fn verifier<'a>(rules: &IdTokenRules<'_>) -> Result<IdTokenVerifier<'a, CoreJsonWebKey>, IdTokenError> {
    let issuer = IssuerUrl::new(rules.provider.metadata.issuer.clone()).map_err(|_| IdTokenError::Other)?;
    let now = rules.now;
    Ok(IdTokenVerifier::new_public_client(rules.client_id.clone(), issuer, rules.provider.keys.clone())
        // The list is ours, never the token's: no `none`, no HMAC with a public key as its secret.
        .set_allowed_algs([CoreJwsSigningAlgorithm::RsaSsaPkcs1V15Sha256])
        .require_issuer_match(false)
        .set_time_fn(move || to_chrono(now - LEEWAY))
        .set_issue_time_verifier_fn(move |issued_at| {
            if issued_at <= to_chrono(now + LEEWAY) { Ok(()) } else { Err(ISSUED_IN_THE_FUTURE.to_owned()) }
        }))
}

const ISSUED_IN_THE_FUTURE: &str = "issued in the future";

fn verify_access_token_hash(
    token: &Token,
    claims: &Claims,
    verifier: &IdTokenVerifier<'_, CoreJsonWebKey>,
    rules: &IdTokenRules<'_>,
) -> Result<(), IdTokenError> {
    let (Some(expected), Some(access_token)) = (claims.access_token_hash(), rules.access_token) else { return Ok(()) };
    let algorithm = token.signing_alg().map_err(|_| IdTokenError::Algorithm)?;
    let key = token.signing_key(verifier).map_err(|_| IdTokenError::UnknownKey)?;
    let found = AccessTokenHash::from_token(access_token, algorithm, key).map_err(|_| IdTokenError::AccessTokenHash)?;
    if found == *expected { Ok(()) } else { Err(IdTokenError::AccessTokenHash) }
}

fn verified(claims: &Claims, tenant_id: Option<String>) -> VerifiedIdToken {
    let own = claims.additional_claims();
    VerifiedIdToken {
        issuer: claims.issuer().to_string(),
        subject: claims.subject().to_string(),
        tenant_id,
        object_id: own.oid.clone(),
        name: claims.name().and_then(|name| name.get(None)).map(|name| name.to_string()),
        preferred_username: claims.preferred_username().map(|name| name.to_string()),
        email: claims.email().map(|email| email.to_string()),
        login_hint: own.login_hint.clone(),
        provider_session: own.sid.clone(),
    }
}

/// openidconnect's texts quote the token, so only the rule is kept.
fn which_rule(error: ClaimsVerificationError) -> IdTokenError {
    match error {
        ClaimsVerificationError::Expired(_) => IdTokenError::Expired,
        ClaimsVerificationError::InvalidAudience(_) => IdTokenError::Audience,
        ClaimsVerificationError::InvalidNonce(_) => IdTokenError::Nonce,
        ClaimsVerificationError::Other(text) if text.contains(ISSUED_IN_THE_FUTURE) => IdTokenError::IssuedInTheFuture,
        ClaimsVerificationError::SignatureVerification(error) => match error {
            SignatureVerificationError::NoMatchingKey | SignatureVerificationError::AmbiguousKeyId(_) => {
                IdTokenError::UnknownKey
            }
            SignatureVerificationError::DisallowedAlg(_)
            | SignatureVerificationError::UnsupportedAlg(_)
            | SignatureVerificationError::NoSignature => IdTokenError::Algorithm,
            _ => IdTokenError::Signature,
        },
        _ => IdTokenError::Other,
    }
}

/// openidconnect counts time in chrono's type, everything else here in `time`'s.
fn to_chrono(time: OffsetDateTime) -> chrono::DateTime<chrono::Utc> {
    chrono::DateTime::from_timestamp(time.unix_timestamp(), time.nanosecond()).unwrap_or_default()
}
