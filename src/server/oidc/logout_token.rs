//! The logout token: verified by every rule of OpenID Connect Back-Channel Logout 1.0 §2.6 before a session ends.
//!
//! Rule 1 does not apply, because this app does not request encrypted tokens. The store checks whether a token was used
//! before (rule 8) and finds the sessions that it names (rules 9 to 11).

mod error;

use openidconnect::ClientId;
use serde::Deserialize;
use serde_json::Value;
use time::OffsetDateTime;

use super::{
    ProviderSnapshot,
    id_token::{self, LEEWAY_SECONDS, TokenType},
};
pub use error::LogoutTokenError;

/// The required member of the claim `events` (§2.4).
const EVENT: &str = "http://schemas.openid.net/event/backchannel-logout";
/// Upper bound of a logout token's remaining lifetime. §2.4 recommends two minutes. The bound limits how long used
/// tokens are remembered.
const LONGEST_TOKEN_LIFETIME_SECONDS: i64 = 10 * 60;
/// Upper bound of `sub`, `sid` and `jti`, in bytes. Providers use shorter values.
const LONGEST_NAME: usize = 1024;

/// The values with which a logout token must agree.
pub struct LogoutTokenRules<'a> {
    pub provider: &'a ProviderSnapshot,
    pub client_id: &'a ClientId,
    pub now: OffsetDateTime,
}

/// The claims of a verified logout token, which name the session or the user that signed out at the provider.
#[derive(Clone, Debug)]
pub struct VerifiedLogoutToken {
    pub issuer: String,
    /// `sub`: the user. If [`Self::provider_session`] is `None`, all sessions of this user end.
    pub subject: Option<String>,
    pub tenant_id: Option<String>,
    pub object_id: Option<String>,
    /// `sid`: the session at the provider that ended.
    pub provider_session: Option<String>,
    /// `jti`: the ID of this logout token.
    pub token_id: String,
    /// The end of the time in which a replay of the logout token would be valid, in seconds since 1970.
    pub replayable_until: i64,
}

/// The claims that ID tokens do not have, or that must have the right type in a logout token. If a malformed `sid` were
/// ignored, all sessions of the user would end instead of one.
#[derive(Deserialize)]
struct OwnClaims {
    sub: Option<String>,
    sid: Option<String>,
    jti: Option<String>,
    events: Option<Value>,
    #[serde(default, deserialize_with = "id_token::is_present")]
    nonce: bool,
}

/// Verifies a logout token and returns its claims. Comments below have the numbers of the rules in §2.6.
pub fn verify_logout_token(
    compact: &str,
    rules: &LogoutTokenRules<'_>,
) -> Result<VerifiedLogoutToken, LogoutTokenError> {
    // Rules 2 to 4: signature, `alg`, `iss`, `aud`, `iat` and `exp`, in the same way as for an ID token; also its type.
    let token = id_token::authentic(compact, TokenType::BackChannel, rules.provider, rules.client_id, rules.now)?;
    let own: OwnClaims = serde_json::from_slice(&token.payload).map_err(|_| LogoutTokenError::Malformed)?;
    // Rule 5: the token names a user, a session, or both.
    let (subject, provider_session) = (name(own.sub)?, name(own.sid)?);
    if subject.is_none() && provider_session.is_none() {
        return Err(LogoutTokenError::NoUserOrSession);
    }
    // Rule 6: the token contains the event of Back-Channel Logout.
    if !own.events.as_ref().and_then(|events| events.get(EVENT)).is_some_and(Value::is_object) {
        return Err(LogoutTokenError::NoEvent);
    }
    // Rule 7: no nonce, so that a logout token can never be used as an ID token.
    if own.nonce {
        return Err(LogoutTokenError::Nonce);
    }
    let token_id = name(own.jti)?.ok_or(LogoutTokenError::NoTokenId)?;
    let expires_at = token.expires_at();
    if expires_at.saturating_sub(rules.now.unix_timestamp()) > LONGEST_TOKEN_LIFETIME_SECONDS {
        return Err(LogoutTokenError::LivesTooLong(LONGEST_TOKEN_LIFETIME_SECONDS));
    }
    Ok(VerifiedLogoutToken {
        issuer: token.issuer().to_owned(),
        subject,
        object_id: token.object_id().map(str::to_owned),
        tenant_id: token.tenant,
        provider_session,
        token_id,
        replayable_until: expires_at.saturating_add(LEEWAY_SECONDS),
    })
}

/// Returns an identifier of the logout token (`sub`, `sid` or `jti`). An empty text counts as missing; a text that is
/// too long makes the token invalid.
fn name(claim: Option<String>) -> Result<Option<String>, LogoutTokenError> {
    match claim.filter(|text| !text.is_empty()) {
        Some(text) if text.len() > LONGEST_NAME => Err(LogoutTokenError::Malformed),
        name => Ok(name),
    }
}

#[cfg(test)]
mod tests;
