//! The ID token: verified after OpenID Connect Core 1.0 §3.1.3.7, every rule of it, before anybody reads a claim.
//!
//! Why not openidconnect's verifier: it knows no issuer that is a template and no key that is for one issuer only, its
//! errors quote the token, and its RSA takes four times as long as that of AWS-LC. `id_token/tests` has one test for each
//! rule; the dev tenant's tests compare with openidconnect.

mod claims;
mod compact;
mod error;

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use openidconnect::{AccessToken, ClientId, Nonce};
use sha2::{Digest as _, Sha256};
use time::OffsetDateTime;

use super::{
    ProviderSnapshot, RawIdToken,
    membership::{Membership, texts},
};
use crate::server::entra::TokenOrigin;
use claims::UnverifiedClaims;
use compact::Compact;
pub(super) use compact::{TokenType, is_there};
pub use error::IdTokenError;

/// Clocks may differ by so much.
pub(super) const LEEWAY_SECONDS: i64 = 60;

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
    pub membership: Membership,
    /// The authentication contexts that the person has met (`acrs`).
    pub contexts: Vec<String>,
}

/// A token that the provider has signed for this app, and that is valid now.
pub(super) struct Authentic {
    claims: UnverifiedClaims,
    pub(super) tenant: Option<String>,
    /// The claims as they came, for those that are of one kind of token only.
    pub(super) payload: Vec<u8>,
}

impl Authentic {
    pub(super) fn issuer(&self) -> &str {
        self.claims.iss.as_deref().unwrap_or_default()
    }

    pub(super) fn object_id(&self) -> Option<&str> {
        self.claims.oid.as_deref()
    }

    pub(super) fn expires_at(&self) -> i64 {
        self.claims.exp.unwrap_or_default()
    }
}

/// Verifies an ID token and returns what it says. The numbers are those of the rules in §3.1.3.7; rule 1 is about encrypted
/// tokens, which this app does not ask for, and rule 13 about `max_age`, which it does not send.
pub fn verify(raw: &RawIdToken, rules: &IdTokenRules<'_>) -> Result<VerifiedIdToken, IdTokenError> {
    let token = authentic(raw.secret(), TokenType::IdToken, rules.provider, rules.client_id, rules.now)?;
    let Authentic { claims, tenant, .. } = token;
    nonce(&claims, rules.nonce)?;
    access_token_hash(&claims, rules.access_token)?;
    required(claims.sub.as_deref(), "sub")?;
    Ok(verified(claims, tenant))
}

/// Verifies what logout tokens have in common with ID tokens: "in the same way" (Back-Channel Logout 1.0 §2.6).
pub(super) fn authentic(
    text: &str,
    kind: TokenType,
    provider: &ProviderSnapshot,
    client_id: &ClientId,
    now: OffsetDateTime,
) -> Result<Authentic, IdTokenError> {
    // Rules 7 and 8: the algorithm is RS256.
    let token = Compact::parse(text, kind)?;
    let claims = token.claims;
    let issuer = required(claims.iss.as_deref(), "iss")?;
    // Rule 2: the issuer. It decides which keys count, so it comes before the signature.
    let tenant = provider.issuer_policy.accept(origin(issuer, &claims))?;
    // Rule 6: the signature.
    let key = provider.keys.find(token.key_id.as_deref(), issuer, tenant.as_deref())?;
    if !key.has_signed(token.signed, &token.signature) {
        return Err(IdTokenError::Signature);
    }
    audience(&claims, client_id)?;
    times(&claims, now.unix_timestamp())?;
    Ok(Authentic { claims, tenant, payload: token.payload })
}

fn origin<'a>(iss: &'a str, claims: &'a UnverifiedClaims) -> TokenOrigin<'a> {
    let policy = claims.tfp.as_deref().or(claims.acr.as_deref());
    TokenOrigin { iss, tid: claims.tid.as_deref(), ver: claims.ver.as_deref(), policy }
}

/// An empty text counts as missing.
fn required<'a>(claim: Option<&'a str>, name: &'static str) -> Result<&'a str, IdTokenError> {
    claim.filter(|text| !text.is_empty()).ok_or(IdTokenError::MissingClaim(name))
}

/// Rule 3: the token is for this app, and for nobody else, because this app knows of no other client to trust.
/// Rules 4 and 5: whoever it was issued to is this app, too.
fn audience(claims: &UnverifiedClaims, client_id: &ClientId) -> Result<(), IdTokenError> {
    let clients = claims.aud.as_ref().ok_or(IdTokenError::MissingClaim("aud"))?.clients();
    let is_own = |client: &String| client == client_id.as_str();
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

/// Rules 9 and 10, and `nbf` (RFC 7519 §4.1.5).
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

/// Rule 11: the nonce of the sign-in, or none where none was sent.
fn nonce(claims: &UnverifiedClaims, sent: Option<&Nonce>) -> Result<(), IdTokenError> {
    match (sent, &claims.nonce) {
        (None, None) => Ok(()),
        (None, Some(_)) => Err(IdTokenError::UnexpectedNonce),
        (Some(_), None) => Err(IdTokenError::MissingClaim("nonce")),
        // The time that it takes to compare two hashes tells nothing about what was hashed.
        (Some(sent), Some(named)) if Sha256::digest(named) == Sha256::digest(sent.secret()) => Ok(()),
        (Some(_), Some(_)) => Err(IdTokenError::Nonce),
    }
}

/// §3.1.3.8: where there is an `at_hash`, it is the left half of the access token's SHA-256.
fn access_token_hash(claims: &UnverifiedClaims, access_token: Option<&AccessToken>) -> Result<(), IdTokenError> {
    let (Some(named), Some(access_token)) = (&claims.at_hash, access_token) else { return Ok(()) };
    let hash = Sha256::digest(access_token.secret());
    let left_half = hash.get(..hash.len() / 2).unwrap_or_default();
    if URL_SAFE_NO_PAD.encode(left_half) == *named { Ok(()) } else { Err(IdTokenError::AccessTokenHash) }
}

fn verified(claims: UnverifiedClaims, tenant_id: Option<String>) -> VerifiedIdToken {
    let first_of_list = claims.emails.get(0).and_then(serde_json::Value::as_str).map(str::to_owned);
    let membership = Membership::of(&claims.roles, &claims.groups, claims.has_groups_elsewhere());
    VerifiedIdToken {
        membership,
        contexts: texts(&claims.acrs).unwrap_or_default(),
        issuer: claims.iss.unwrap_or_default(),
        subject: claims.sub.unwrap_or_default(),
        tenant_id,
        object_id: claims.oid,
        name: claims.name,
        preferred_username: claims.preferred_username,
        email: claims.email.or(first_of_list),
        login_hint: claims.login_hint,
        provider_session: claims.sid,
    }
}

#[cfg(test)]
mod tests;
