//! The ID token of a refresh (OpenID Connect Core 1.0 §12.2): verified like the ID token of a sign-in.
//!
//! It must also be about the same user as the session's ID token. Without this check a response for another user would
//! replace the ID token of a session, and an old response could restore a role that was removed.

use openidconnect::{AccessToken, ClientId, Nonce};
use time::OffsetDateTime;

use super::{
    IdTokenError, ProviderSnapshot, RawIdToken, TokenType, VerifiedIdToken, authentic, claims::UnverifiedClaims,
    compact::Compact, of_response, verified,
};

/// The values with which the ID token of a refresh must agree.
pub struct RefreshedIdTokenRules<'a> {
    pub provider: &'a ProviderSnapshot,
    pub client_id: &'a ClientId,
    /// The ID token of the session. It was verified before it was stored, so only its claims are compared.
    pub before: &'a RawIdToken,
    /// The access token of the same refresh response.
    pub access_token: Option<&'a AccessToken>,
    pub now: OffsetDateTime,
}

/// The rule that the ID token of a refresh breaks. No text quotes a token.
#[derive(Clone, Debug, thiserror::Error)]
pub enum RefreshedIdTokenError {
    #[error("the ID token of the refresh did not verify")]
    IdToken(#[from] IdTokenError),
    #[error("the ID token of the session could not be read, so that the one of the refresh cannot be compared with it")]
    Before,
    #[error("the ID token of the refresh comes from another issuer (`iss`) than the one of the session")]
    OtherIssuer,
    #[error("the ID token of the refresh is about another user (`sub`) than the one of the session")]
    OtherSubject,
    #[error("the ID token of the refresh is about a user of another tenant (`tid`) than the one of the session")]
    OtherTenant,
    #[error("the ID token of the refresh is about another user (`oid`) than the one of the session")]
    OtherObject,
    #[error("the ID token of the refresh was issued {0} seconds before the one of the session (`iat`)")]
    Older(i64),
}

impl RefreshedIdTokenError {
    /// Returns whether the provider may have rotated its keys, so that a verification with newer keys may succeed.
    pub fn is_unknown_key(&self) -> bool {
        matches!(self, Self::IdToken(IdTokenError::UnknownKey))
    }
}

/// Verifies the ID token of a refresh response, and returns its claims.
///
/// All rules for the ID token of a sign-in apply. In addition `iss` and `sub`, and at Microsoft `tid` and `oid`, must
/// equal those of the session's ID token, and `iat` must not be earlier. The nonce may be missing, but if it is
/// present, it must equal that of the session's ID token.
pub fn verify_refreshed(
    raw: &RawIdToken,
    rules: &RefreshedIdTokenRules<'_>,
) -> Result<VerifiedIdToken, RefreshedIdTokenError> {
    let &RefreshedIdTokenRules { provider, client_id, access_token, now, .. } = rules;
    let is_microsoft = provider.issuer_policy.is_microsoft();
    let before = claims(rules.before, is_microsoft).ok_or(RefreshedIdTokenError::Before)?;
    let token = authentic(raw.secret(), TokenType::Id, provider, client_id, now)?;
    let after = &token.claims;
    let nonce = after.nonce.as_ref().and(before.nonce.clone()).map(Nonce::new);
    of_response(&token, nonce.as_ref(), access_token)?;
    if after.iss != before.iss {
        return Err(RefreshedIdTokenError::OtherIssuer);
    }
    if after.sub != before.sub {
        return Err(RefreshedIdTokenError::OtherSubject);
    }
    if is_microsoft && differs(after.tid.as_ref(), before.tid.as_ref()) {
        return Err(RefreshedIdTokenError::OtherTenant);
    }
    if is_microsoft && differs(after.oid.as_ref(), before.oid.as_ref()) {
        return Err(RefreshedIdTokenError::OtherObject);
    }
    let age = before.iat.unwrap_or_default().saturating_sub(after.iat.unwrap_or_default());
    if age > 0 { Err(RefreshedIdTokenError::Older(age)) } else { Ok(verified(token)) }
}

/// Returns whether an identifier in the ID token of the refresh differs from that of the session. A missing identifier
/// does not differ, because some refresh responses have fewer claims.
fn differs(after: Option<&String>, before: Option<&String>) -> bool {
    after.zip(before).is_some_and(|(after, before)| after != before)
}

fn claims(raw: &RawIdToken, is_microsoft: bool) -> Option<UnverifiedClaims> {
    let claims = Compact::parse(raw.secret(), TokenType::Id).ok()?.claims;
    Some(if is_microsoft { claims.normalized() } else { claims })
}
