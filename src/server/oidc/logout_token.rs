//! The logout token: verified after OpenID Connect Back-Channel Logout 1.0 §2.6, every rule of it, before a session ends.
//!
//! Rule 1 is about encrypted tokens, which no provider was asked for. Whether a token was used before (rule 8) is for the store
//! to know, and whom it means (rules 9 to 11) as well.

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

/// The member of `events` that makes a token one for this purpose (§2.4).
const EVENT: &str = "http://schemas.openid.net/event/backchannel-logout";
/// §2.4 would have a token live for two minutes at most. So long is what this app remembers a token for.
const LONGEST_LIFE_SECONDS: i64 = 10 * 60;
/// Longer names are none that a provider gives.
const LONGEST_NAME: usize = 1024;

/// What a logout token has to agree with.
pub struct LogoutTokenRules<'a> {
    pub provider: &'a ProviderSnapshot,
    pub client_id: &'a ClientId,
    pub now: OffsetDateTime,
}

/// What a verified logout token says: whose session ended at the provider.
#[derive(Clone, Debug)]
pub struct VerifiedLogoutToken {
    pub issuer: String,
    /// `sub`: a person. Without [`Self::provider_session`] all sessions of this person end.
    pub subject: Option<String>,
    pub tenant_id: Option<String>,
    pub object_id: Option<String>,
    /// `sid`: one session of the provider.
    pub provider_session: Option<String>,
    /// `jti`: the name of this one token.
    pub token_id: String,
    /// Until then it could be sent again, in seconds since 1970.
    pub replayable_until: i64,
}

/// The claims that ID tokens do not have, or that may not be of any other type here. A `sid` that is overlooked would end all
/// sessions of the person instead of one.
#[derive(Deserialize)]
struct OwnClaims {
    sub: Option<String>,
    sid: Option<String>,
    jti: Option<String>,
    events: Option<Value>,
    #[serde(default, deserialize_with = "id_token::is_there")]
    nonce: bool,
}

/// Verifies a logout token and returns what it says. The numbers are those of the rules in §2.6.
pub fn verify_logout_token(
    compact: &str,
    rules: &LogoutTokenRules<'_>,
) -> Result<VerifiedLogoutToken, LogoutTokenError> {
    // Rules 2 to 4: signature, `alg`, `iss`, `aud`, `iat` and `exp`, in the same way as an ID token; and its type.
    let token = id_token::authentic(compact, TokenType::LogoutToken, rules.provider, rules.client_id, rules.now)?;
    let own: OwnClaims = serde_json::from_slice(&token.payload).map_err(|_| LogoutTokenError::Malformed)?;
    // Rule 5: a person, a session, or both.
    let (subject, provider_session) = (name(own.sub)?, name(own.sid)?);
    if subject.is_none() && provider_session.is_none() {
        return Err(LogoutTokenError::NobodyNamed);
    }
    // Rule 6: the event.
    if !own.events.as_ref().and_then(|events| events.get(EVENT)).is_some_and(Value::is_object) {
        return Err(LogoutTokenError::NoEvent);
    }
    // Rule 7: no nonce, so that it can never pass for an ID token.
    if own.nonce {
        return Err(LogoutTokenError::Nonce);
    }
    let token_id = name(own.jti)?.ok_or(LogoutTokenError::NoTokenId)?;
    let expires_at = token.expires_at();
    if expires_at.saturating_sub(rules.now.unix_timestamp()) > LONGEST_LIFE_SECONDS {
        return Err(LogoutTokenError::LivesTooLong(LONGEST_LIFE_SECONDS));
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

/// An empty text counts as missing.
fn name(claim: Option<String>) -> Result<Option<String>, LogoutTokenError> {
    match claim.filter(|text| !text.is_empty()) {
        Some(text) if text.len() > LONGEST_NAME => Err(LogoutTokenError::Malformed),
        name => Ok(name),
    }
}

#[cfg(test)]
mod tests;
