//! The access token that a client sends to the protected API: verified by the rules for APIs of Entra ID (versions 1.0 and 2.0)
//! and of RFC 7519, RFC 8725 and RFC 9068 §4.
//!
//! The signature, the issuer and the times have the same rules as an ID token. The rest differs: the audience is the API, the
//! client may be another app, and the token says what its user (`scp`) or its app (`roles`) may do.

mod claims;
mod error;

use openidconnect::ClientId;
use time::OffsetDateTime;

use self::claims::ApiClaims;
use super::{Compact, IdTokenError, TokenType, UnverifiedClaims, origin, required, texts, times};
use crate::server::{
    entra::IssuerPolicy,
    oidc::{Groups, ProviderSnapshot, SignatureAlgorithm, WantedKey},
};
pub use error::AccessTokenError;

/// The values with which an access token must agree.
pub struct AccessTokenRules<'a> {
    pub provider: &'a ProviderSnapshot,
    /// The accepted audiences: client IDs and application ID URIs of this API.
    pub audiences: &'a [String],
    /// The client IDs of the apps that may call the API. `None` accepts every app.
    pub clients: Option<&'a [String]>,
    pub now: OffsetDateTime,
}

/// The claims of a verified access token.
#[derive(Clone, Debug)]
pub struct VerifiedAccessToken {
    pub tenant_id: String,
    pub subject: String,
    /// The object ID of the user, or of the app's service principal.
    pub object_id: Option<String>,
    /// The app to which the token was issued (`azp` or `appid`).
    pub client_id: ClientId,
    pub holder: TokenHolder,
    /// The app roles of the user, or of the app (`roles`).
    pub roles: Vec<String>,
    /// The groups of the user, if the token lists them (`groups`).
    pub groups: Groups,
    /// The authentication contexts that the user has satisfied (`acrs`).
    pub contexts: Vec<String>,
    /// Whether the client declares that it handles claims challenges (`xms_cc`).
    pub handles_claims_challenges: bool,
    /// The expiry of the token, in seconds since 1970.
    pub expires_at: i64,
}

/// The party for which a client uses the API.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TokenHolder {
    /// A user, who has consented to these scopes (`scp`).
    User { scopes: Vec<String> },
    /// No user: the app acts for itself.
    App,
}

/// Verifies an access token and returns its claims.
pub fn verify_access_token(
    compact: &str,
    rules: &AccessTokenRules<'_>,
) -> Result<VerifiedAccessToken, AccessTokenError> {
    let policy = &rules.provider.issuer_policy;
    if !policy.is_microsoft() {
        return Err(AccessTokenError::OtherProvider);
    }
    let token = Compact::parse(compact, TokenType::Access)?;
    // Entra ID signs access tokens with RS256 only.
    if token.algorithm != SignatureAlgorithm::Rs256 {
        return Err(IdTokenError::Algorithm(token.algorithm.name()).into());
    }
    // Only Microsoft Graph can verify its access tokens, because their signature covers a hash of the header's nonce.
    if token.has_nonce_header {
        return Err(AccessTokenError::ForGraph);
    }
    let claims = token.claims.normalized();
    let issuer = required(claims.iss.as_deref(), "iss")?;
    let from = policy.of_access_token(origin(issuer, &claims)).map_err(IdTokenError::from)?;
    let wanted = WantedKey {
        algorithm: token.algorithm,
        key_id: token.key_id.as_deref(),
        issuer: &from.issuer_of_keys,
        tenant: from.tenant.as_deref(),
    };
    let key = rules.provider.keys.find(wanted).map_err(IdTokenError::from)?;
    if !key.has_signed(token.signed, &token.signature) {
        return Err(IdTokenError::Signature.into());
    }
    let own = ApiClaims::read(&token.payload)?;
    audience(&claims, rules.audiences)?;
    times(&claims, rules.now.unix_timestamp())?;
    policy.require_allowed(from.tenant.as_deref()).map_err(IdTokenError::from)?;
    let client_id = client(&claims, &own, rules.clients)?;
    let holder = holder(policy, &claims, &own)?;
    Ok(VerifiedAccessToken {
        tenant_id: from.tenant.ok_or(AccessTokenError::OtherProvider)?,
        subject: required(claims.sub.as_deref(), "sub")?.to_owned(),
        object_id: claims.oid,
        client_id,
        holder,
        roles: texts(&claims.rights.roles).unwrap_or_default(),
        groups: claims.rights.membership().groups,
        contexts: texts(&claims.rights.acrs).unwrap_or_default(),
        handles_claims_challenges: own.handles_claims_challenges(),
        expires_at: claims.exp.unwrap_or_default(),
    })
}

/// Requires that the token is for this API and for no other (`aud`). Microsoft compares the names without regard to case.
fn audience(claims: &UnverifiedClaims, accepted: &[String]) -> Result<(), AccessTokenError> {
    let named = claims.aud.as_ref().ok_or(IdTokenError::MissingClaim("aud"))?.clients();
    let is_own = |name: &String| accepted.iter().any(|audience| audience.eq_ignore_ascii_case(name));
    if !named.is_empty() && named.iter().all(is_own) { Ok(()) } else { Err(AccessTokenError::Audience) }
}

/// Returns the client of the token: `azp` in version 2.0, `appid` in version 1.0. An ID token names none, and it may have a
/// `nonce` or a hash of another token.
fn client(
    claims: &UnverifiedClaims,
    own: &ApiClaims,
    allowed: Option<&[String]>,
) -> Result<ClientId, AccessTokenError> {
    if claims.nonce.is_some() || claims.at_hash.is_some() || own.c_hash {
        return Err(AccessTokenError::IsIdToken);
    }
    let named = claims.azp.as_deref().or(own.appid.as_deref()).filter(|client| !client.is_empty());
    let client = named.ok_or(AccessTokenError::IsIdToken)?;
    if allowed.is_some_and(|allowed| !allowed.iter().any(|id| id.eq_ignore_ascii_case(client))) {
        return Err(AccessTokenError::Client);
    }
    Ok(ClientId::new(client.to_owned()))
}

/// Returns whether a user or an app is behind the token. The optional claim `idtyp` says so. Without it, a token without
/// scopes whose subject is its object (the service principal) is that of an app, except at Azure AD B2C.
fn holder(policy: &IssuerPolicy, claims: &UnverifiedClaims, own: &ApiClaims) -> Result<TokenHolder, AccessTokenError> {
    let scopes: Vec<_> = own.scp.as_deref().unwrap_or_default().split_ascii_whitespace().map(str::to_owned).collect();
    let is_own_subject = claims.oid.is_some() && claims.oid.as_deref().map(str::to_ascii_lowercase) == own.subject();
    match (own.idtyp.as_deref(), scopes.is_empty()) {
        (Some("app"), true) => Ok(TokenHolder::App),
        (None, true) if policy.subject_tells_apps() && is_own_subject => Ok(TokenHolder::App),
        (None | Some("user"), false) => Ok(TokenHolder::User { scopes }),
        _ => Err(AccessTokenError::NeitherUserNorApp),
    }
}

#[cfg(test)]
mod tests;
