//! The ID token: verified by every rule of OpenID Connect Core 1.0 §3.1.3.7 before a claim is used.
//!
//! The verifier of the crate openidconnect is not used, because it supports neither issuers that are templates nor
//! signing keys for one issuer only. Its errors quote the token, and its RSA takes four times as long as that of
//! AWS-LC. `id_token/tests` has one test for each rule; the dev tenant's tests compare the result with openidconnect.

mod access_token;
mod claims;
mod compact;
mod error;
mod refreshed;

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use openidconnect::{AccessToken, ClientId, Nonce};
use sha2::{Digest as _, Sha256};
use time::OffsetDateTime;

use super::{
    ProviderSnapshot, RawIdToken, SignatureAlgorithm, UserNames, WantedKey,
    membership::{Membership, texts},
};
use crate::server::entra::{TokenOrigin, is_guid};
pub use access_token::{AccessTokenError, AccessTokenRules, TokenHolder, VerifiedAccessToken, verify_access_token};
use claims::UnverifiedClaims;
use compact::Compact;
pub(super) use compact::{TokenType, is_present};
pub use error::IdTokenError;
pub use refreshed::{RefreshedIdTokenError, RefreshedIdTokenRules, verify_refreshed};

/// The accepted difference between the clocks of this machine and of the provider.
pub(super) const LEEWAY_SECONDS: i64 = 60;

/// The longest `acr` in bytes that a session's record keeps.
const LONGEST_ACR: usize = 256;

/// The values with which an ID token must agree.
pub struct IdTokenRules<'a> {
    pub provider: &'a ProviderSnapshot,
    pub client_id: &'a ClientId,
    /// The nonce of the sign-in transaction. `None` for a sign-in by device code.
    pub nonce: Option<&'a Nonce>,
    pub access_token: Option<&'a AccessToken>,
    pub now: OffsetDateTime,
}

/// The claims of a verified ID token.
#[derive(Clone, Debug)]
pub struct VerifiedIdToken {
    pub issuer: String,
    pub subject: String,
    /// `tid` and `oid`, at Microsoft only. At other providers no rule verifies them, and a user may be able to choose them.
    pub tenant_id: Option<String>,
    pub object_id: Option<String>,
    /// The names that may be shown, in the order that [`UserNames`] documents.
    pub name: Option<String>,
    pub preferred_username: Option<String>,
    pub email: Option<String>,
    pub login_hint: Option<String>,
    pub provider_session: Option<String>,
    pub membership: Membership,
    /// The authentication contexts that the user has satisfied (`acrs`).
    pub contexts: Vec<String>,
    /// The time when the user authenticated at the provider (`auth_time`), in seconds since 1970.
    pub authenticated_at: Option<i64>,
    /// The class of the authentication (`acr`), which the provider defines.
    pub acr: Option<String>,
}

impl VerifiedIdToken {
    /// Returns the name to show; `None` if the ID token has none. A subject identifier is never a name.
    pub fn display_name(&self) -> Option<&str> {
        [&self.name, &self.preferred_username, &self.email].into_iter().flatten().next().map(String::as_str)
    }
}

/// An ID token or logout token whose signature, issuer, audience and times are verified.
pub(super) struct Authentic {
    algorithm: SignatureAlgorithm,
    claims: UnverifiedClaims,
    /// The verified tenant. `None` for a provider without tenants.
    pub(super) tenant: Option<String>,
    /// The JSON of the claims as received, from which claims are read that only ID tokens or only logout tokens have.
    pub(super) payload: Vec<u8>,
}

impl Authentic {
    pub(super) fn issuer(&self) -> &str {
        self.claims.iss.as_deref().unwrap_or_default()
    }

    /// Returns the user's object ID (`oid`). `None` if the tenant was not verified.
    pub(super) fn object_id(&self) -> Option<&str> {
        self.claims.oid.as_deref().filter(|_| self.tenant.is_some())
    }

    pub(super) fn expires_at(&self) -> i64 {
        self.claims.exp.unwrap_or_default()
    }
}

/// Verifies an ID token and returns its claims. The comments in this file have the numbers of the rules in OpenID
/// Connect Core 1.0 §3.1.3.7. Rule 1 is left out, because this app does not request encrypted tokens. Rules 12 and 13
/// (`acr`, `auth_time`) follow where a right needs them, because the client then requests authentication again.
pub fn verify(raw: &RawIdToken, rules: &IdTokenRules<'_>) -> Result<VerifiedIdToken, IdTokenError> {
    let token = authentic(raw.secret(), TokenType::Id, rules.provider, rules.client_id, rules.now)?;
    of_response(&token, rules.nonce, rules.access_token)?;
    Ok(verified(token))
}

/// Compares an authentic ID token with the authorization request and with the rest of the token response.
fn of_response(
    token: &Authentic,
    sent: Option<&Nonce>,
    access_token: Option<&AccessToken>,
) -> Result<(), IdTokenError> {
    nonce(&token.claims, sent)?;
    access_token_hash(token, access_token)?;
    required(token.claims.sub.as_deref(), "sub").map(drop)
}

/// Verifies the rules that ID tokens and logout tokens have in common (Back-Channel Logout 1.0 §2.6).
pub(super) fn authentic(
    text: &str,
    kind: TokenType,
    provider: &ProviderSnapshot,
    client_id: &ClientId,
    now: OffsetDateTime,
) -> Result<Authentic, IdTokenError> {
    // Rules 7 and 8: this app accepts the algorithm from this provider.
    let token = Compact::parse(text, kind)?;
    if !provider.accepts(token.algorithm) {
        return Err(IdTokenError::Algorithm(token.algorithm.name()));
    }
    let policy = &provider.issuer_policy;
    let claims = if policy.is_microsoft() { token.claims.normalized() } else { token.claims };
    let issuer = required(claims.iss.as_deref(), "iss")?;
    // Rule 2: the issuer. It determines the valid keys, so it is verified before the signature.
    let tenant = policy.tenant(origin(issuer, &claims))?;
    // Rule 6: the signature.
    let (algorithm, key_id) = (token.algorithm, token.key_id.as_deref());
    let key = provider.keys.find(WantedKey { algorithm, key_id, issuer, tenant: tenant.as_deref() })?;
    if !key.has_signed(token.signed, &token.signature) {
        return Err(IdTokenError::Signature);
    }
    audience(&claims, client_id, policy.is_microsoft())?;
    times(&claims, now.unix_timestamp())?;
    // This check comes last, because its error names the tenant to an administrator, and a forged token must not do that.
    policy.require_allowed(tenant.as_deref())?;
    Ok(Authentic { algorithm, claims, tenant, payload: token.payload })
}

fn origin<'a>(iss: &'a str, claims: &'a UnverifiedClaims) -> TokenOrigin<'a> {
    let policy = claims.tfp.as_deref().or(claims.acr.as_deref());
    TokenOrigin { iss, tid: claims.tid.as_deref(), ver: claims.ver.as_deref(), policy }
}

/// Returns a required claim of a token. An empty text counts as missing.
fn required<'a>(claim: Option<&'a str>, name: &'static str) -> Result<&'a str, IdTokenError> {
    claim.filter(|text| !text.is_empty()).ok_or(IdTokenError::MissingClaim(name))
}

/// Rule 3: the token is for this app (`aud`) and for no other client, because this app trusts no other client. Rules 4
/// and 5: it was also issued to this app (`azp`).
///
/// Microsoft compares client IDs without regard to case, so an ID in upper case in the settings is accepted there.
fn audience(claims: &UnverifiedClaims, client_id: &ClientId, is_microsoft: bool) -> Result<(), IdTokenError> {
    let clients = claims.aud.as_ref().ok_or(IdTokenError::MissingClaim("aud"))?.clients();
    let own = client_id.as_str();
    let is_own = |client: &String| client == own || (is_microsoft && is_guid(own) && client.eq_ignore_ascii_case(own));
    if !clients.iter().any(is_own) {
        return Err(IdTokenError::Audience);
    }
    if !clients.iter().all(is_own) {
        return Err(IdTokenError::OtherAudiences);
    }
    if claims.azp.as_ref().is_some_and(|party| !is_own(party)) {
        return Err(IdTokenError::AuthorizedParty);
    }
    Ok(())
}

/// Rules 9 and 10: the token has not expired (`exp`), and was not issued in the future (`iat`). Also checks `nbf` (RFC
/// 7519 §4.1.5).
fn times(claims: &UnverifiedClaims, now: i64) -> Result<(), IdTokenError> {
    let expires_at = claims.exp.ok_or(IdTokenError::MissingClaim("exp"))?;
    let issued_at = claims.iat.ok_or(IdTokenError::MissingClaim("iat"))?;
    if now >= expires_at.saturating_add(LEEWAY_SECONDS) {
        return Err(IdTokenError::Expired(now.saturating_sub(expires_at)));
    }
    if let Some(not_before) = claims.nbf.filter(|not_before| *not_before > now.saturating_add(LEEWAY_SECONDS)) {
        return Err(IdTokenError::NotYetValid(not_before.saturating_sub(now)));
    }
    if issued_at > now.saturating_add(LEEWAY_SECONDS) {
        return Err(IdTokenError::IssuedInTheFuture(issued_at.saturating_sub(now)));
    }
    Ok(())
}

/// Rule 11: the token has the nonce of the sign-in. If no nonce was sent, the token must not have one.
fn nonce(claims: &UnverifiedClaims, sent: Option<&Nonce>) -> Result<(), IdTokenError> {
    match (sent, &claims.nonce) {
        (None, None) => Ok(()),
        (None, Some(_)) => Err(IdTokenError::UnexpectedNonce),
        (Some(_), None) => Err(IdTokenError::MissingClaim("nonce")),
        // Hashes are compared, so that the duration of the comparison reveals nothing about the nonce.
        (Some(sent), Some(named)) if Sha256::digest(named) == Sha256::digest(sent.secret()) => Ok(()),
        (Some(_), Some(_)) => Err(IdTokenError::Nonce),
    }
}

/// §3.1.3.8: `at_hash`, if present, is the left half of the hash of the access token.
fn access_token_hash(token: &Authentic, access_token: Option<&AccessToken>) -> Result<(), IdTokenError> {
    let (Some(named), Some(access_token)) = (&token.claims.at_hash, access_token) else { return Ok(()) };
    let hash = token.algorithm.hash(access_token.secret().as_bytes());
    let left_half = hash.as_ref().get(..hash.as_ref().len() / 2).unwrap_or_default();
    if URL_SAFE_NO_PAD.encode(left_half) == *named { Ok(()) } else { Err(IdTokenError::AccessTokenHash) }
}

fn verified(token: Authentic) -> VerifiedIdToken {
    let names = UserNames::read(&token.payload);
    let object_id = token.object_id().map(str::to_owned);
    let Authentic { claims, tenant, .. } = token;
    let rights = &claims.rights;
    VerifiedIdToken {
        membership: rights.membership(),
        contexts: texts(&rights.acrs).unwrap_or_default(),
        authenticated_at: rights.authenticated_at(),
        acr: claims.acr.filter(|acr| !acr.is_empty() && acr.len() <= LONGEST_ACR),
        issuer: claims.iss.unwrap_or_default(),
        subject: claims.sub.unwrap_or_default(),
        tenant_id: tenant,
        object_id,
        name: names.name,
        preferred_username: names.preferred_username,
        email: names.email,
        login_hint: claims.login_hint,
        provider_session: claims.sid,
    }
}

#[cfg(test)]
mod tests;
