//! The rules that an ID token can break: one variant for each. No text quotes the token.

use crate::server::{entra::IssuerRefused, oidc::keys::NoKey};

/// The rule that an ID token breaks (OpenID Connect Core 1.0 §3.1.3.7, RFC 7515, RFC 8725).
#[derive(Clone, Debug, thiserror::Error)]
pub enum IdTokenError {
    #[error("the ID token is longer than {0} bytes")]
    TooLong(usize),
    #[error("the ID token is not a signed JWT in its compact form")]
    Malformed,
    #[error("the ID token's type (`typ`) is that of another kind of token")]
    OtherType,
    /// The registered name of the algorithm, never text of the token.
    #[error("the ID token's signature algorithm (`alg`) is {0}, which this app does not accept from this provider")]
    Algorithm(&'static str),
    #[error("the ID token's header requires extensions that this app does not support (`crit`)")]
    CriticalHeader,
    #[error("the ID token has no claim `{0}`")]
    MissingClaim(&'static str),
    #[error("the ID token's issuer was rejected")]
    Issuer(#[from] IssuerRefused),
    #[error(
        "no key of the provider has the ID token's key ID (with Entra ID, an app with a custom signing key needs CUSTOM_SIGNING_KEY=on)"
    )]
    UnknownKey,
    #[error("the ID token's key is for the tokens of other issuers")]
    KeyOfOtherIssuer,
    #[error("the ID token's key is of another type or curve than its signature algorithm (`alg`) needs")]
    KeyOfOtherAlgorithm,
    #[error("several keys could have signed the ID token, and it does not name one (`kid`)")]
    AmbiguousKey,
    #[error("the ID token's signature does not verify")]
    Signature,
    #[error("the ID token is for another client (`aud`)")]
    Audience,
    #[error("the ID token is for other clients, too (`aud`), which this app has no reason to trust")]
    OtherAudiences,
    #[error("the ID token was issued to another client (`azp`)")]
    AuthorizedParty,
    #[error("the ID token expired {0} seconds ago: check the clock of this machine")]
    Expired(i64),
    #[error("the ID token is not valid for another {0} seconds: check the clock of this machine")]
    NotYetValid(i64),
    #[error("the ID token was issued {0} seconds from now: check the clock of this machine")]
    IssuedInTheFuture(i64),
    #[error("the ID token's nonce is not the one of this sign-in")]
    Nonce,
    #[error("the ID token has a nonce, although this sign-in sent none")]
    UnexpectedNonce,
    #[error("the ID token belongs to another access token (`at_hash`)")]
    AccessTokenHash,
}

impl From<NoKey> for IdTokenError {
    fn from(why: NoKey) -> Self {
        match why {
            NoKey::Unknown => Self::UnknownKey,
            NoKey::OfOtherIssuer => Self::KeyOfOtherIssuer,
            NoKey::OfOtherAlgorithm => Self::KeyOfOtherAlgorithm,
            NoKey::Ambiguous => Self::AmbiguousKey,
        }
    }
}
