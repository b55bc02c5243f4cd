//! The ID token: verified after OpenID Connect Core 1.0 §3.1.3.7, every rule of it, before a claim is used.
//!
//! openidconnect's verifier knows no issuer that is a template and no key that is for one issuer only, its errors quote the
//! token, and its RSA takes four times as long as that of AWS-LC. `id_token/tests` has one test for each rule; the dev tenant's
//! tests compare with openidconnect.

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
use claims::UnverifiedClaims;
use compact::Compact;
pub(super) use compact::{TokenType, is_there};
pub use error::IdTokenError;
pub use refreshed::{RefreshedIdTokenError, RefreshedIdTokenRules, verify_refreshed};

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
    /// `tid` and `oid`, at Microsoft only: elsewhere no rule verifies them, and a user could have any value in them.
    pub tenant_id: Option<String>,
    pub object_id: Option<String>,
    /// The names that may be shown, in the order that [`UserNames`] documents.
    pub name: Option<String>,
    pub preferred_username: Option<String>,
    pub email: Option<String>,
    pub login_hint: Option<String>,
    pub provider_session: Option<String>,
    pub membership: Membership,
    /// The authentication contexts that the person has met (`acrs`).
    pub contexts: Vec<String>,
}

impl VerifiedIdToken {
    /// Returns the name to show; `None` if the ID token has none. A subject identifier is never a name.
    pub fn display_name(&self) -> Option<&str> {
        [&self.name, &self.preferred_username, &self.email].into_iter().flatten().next().map(String::as_str)
    }
}

/// A token that the provider has signed for this app, and that is valid now.
pub(super) struct Authentic {
    algorithm: SignatureAlgorithm,
    claims: UnverifiedClaims,
    /// `None` at a provider without tenants that a rule verifies.
    pub(super) tenant: Option<String>,
    /// The claims as they came, for those that are of one kind of token only.
    pub(super) payload: Vec<u8>,
}

impl Authentic {
    pub(super) fn issuer(&self) -> &str {
        self.claims.iss.as_deref().unwrap_or_default()
    }

    /// Returns `oid`, where the tenant that it belongs to was verified.
    pub(super) fn object_id(&self) -> Option<&str> {
        self.claims.oid.as_deref().filter(|_| self.tenant.is_some())
    }

    pub(super) fn expires_at(&self) -> i64 {
        self.claims.exp.unwrap_or_default()
    }
}

/// Verifies an ID token and returns what it says. The numbers are those of the rules in §3.1.3.7; rule 1 is about encrypted
/// tokens, which this app does not ask for, and rule 13 about `max_age`, which it does not send.
pub fn verify(raw: &RawIdToken, rules: &IdTokenRules<'_>) -> Result<VerifiedIdToken, IdTokenError> {
    let token = authentic(raw.secret(), TokenType::IdToken, rules.provider, rules.client_id, rules.now)?;
    of_response(&token, rules.nonce, rules.access_token)?;
    Ok(verified(token))
}

/// Compares an authentic ID token with the request and with the rest of the token response.
fn of_response(
    token: &Authentic,
    sent: Option<&Nonce>,
    access_token: Option<&AccessToken>,
) -> Result<(), IdTokenError> {
    nonce(&token.claims, sent)?;
    access_token_hash(token, access_token)?;
    required(token.claims.sub.as_deref(), "sub").map(drop)
}

/// Verifies what logout tokens have in common with ID tokens: "in the same way" (Back-Channel Logout 1.0 §2.6).
pub(super) fn authentic(
    text: &str,
    kind: TokenType,
    provider: &ProviderSnapshot,
    client_id: &ClientId,
    now: OffsetDateTime,
) -> Result<Authentic, IdTokenError> {
    // Rules 7 and 8: the algorithm is one that this app accepts from this provider.
    let token = Compact::parse(text, kind)?;
    if !provider.accepts(token.algorithm) {
        return Err(IdTokenError::Algorithm(token.algorithm.name()));
    }
    let policy = &provider.issuer_policy;
    let claims = if policy.is_microsoft() { token.claims.normalized() } else { token.claims };
    let issuer = required(claims.iss.as_deref(), "iss")?;
    // Rule 2: the issuer. It decides which keys count, so it comes before the signature.
    let tenant = policy.tenant(origin(issuer, &claims))?;
    // Rule 6: the signature.
    let (algorithm, key_id) = (token.algorithm, token.key_id.as_deref());
    let key = provider.keys.find(WantedKey { algorithm, key_id, issuer, tenant: tenant.as_deref() })?;
    if !key.has_signed(token.signed, &token.signature) {
        return Err(IdTokenError::Signature);
    }
    audience(&claims, client_id, policy.is_microsoft())?;
    times(&claims, now.unix_timestamp())?;
    // Only an authentic token may tell an administrator which tenant tried to sign in.
    policy.require_allowed(tenant.as_deref())?;
    Ok(Authentic { algorithm, claims, tenant, payload: token.payload })
}

fn origin<'a>(iss: &'a str, claims: &'a UnverifiedClaims) -> TokenOrigin<'a> {
    let policy = claims.tfp.as_deref().or(claims.acr.as_deref());
    TokenOrigin { iss, tid: claims.tid.as_deref(), ver: claims.ver.as_deref(), policy }
}

/// An empty text counts as missing.
fn required<'a>(claim: Option<&'a str>, name: &'static str) -> Result<&'a str, IdTokenError> {
    claim.filter(|text| !text.is_empty()).ok_or(IdTokenError::MissingClaim(name))
}

/// Rule 3: the token is for this app, and for no other client, because this app trusts no other.
/// Rules 4 and 5: the client that it was issued to is this app, too.
///
/// Microsoft compares client IDs without regard to case, so there an ID in upper case in the settings means the same.
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

/// §3.1.3.8: if there is an `at_hash`, it is the left half of the hash of the access token.
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
    VerifiedIdToken {
        membership: Membership::of(&claims.roles, &claims.groups, claims.has_groups_elsewhere()),
        contexts: texts(&claims.acrs).unwrap_or_default(),
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
