//! The provider's signing keys (RFC 7517), each with the issuer whose tokens it is for.
//!
//! Why not openidconnect's type: it drops the `issuer` that Microsoft writes beside each key, and without it a key of one
//! cloud or of the personal accounts would verify the tokens of another. The arithmetic is that of AWS-LC, which rustls
//! brings along.

use aws_lc_rs::{
    rsa::PublicKeyComponents,
    signature::{ParsedPublicKey, RSA_PKCS1_2048_8192_SHA256},
};
use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use serde::Deserialize;
use serde_json::Value;

use crate::server::entra::is_key_for;

/// Shorter keys are no longer safe (NIST SP 800-131A); longer ones only cost time.
const BITS: std::ops::RangeInclusive<usize> = 2048..=8192;

/// The keys of a provider that can verify RS256, by which every ID token must be signed.
#[derive(Debug)]
pub struct SigningKeys {
    keys: Vec<SigningKey>,
}

/// A public key of the provider.
pub struct SigningKey {
    key_id: Option<String>,
    /// One issuer, or all that a template with `{tenantid}` stands for; none means every issuer of the set.
    issuer: Option<String>,
    public: ParsedPublicKey,
}

/// Why a document holds no keys.
#[derive(Debug, thiserror::Error)]
pub enum SigningKeysError {
    #[error("this is no JSON web key set")]
    NotAKeySet(#[source] serde_json::Error),
    #[error("no key of the set can verify RS256")]
    NoSigningKey,
}

/// Why there is no key for a token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoKey {
    /// No key has the key ID: the provider may have rotated its keys.
    Unknown,
    /// The key is for the tokens of other issuers.
    OfOtherIssuer,
    /// Several keys are possible, and the token does not say which one it is.
    Ambiguous,
}

/// A JSON web key, as far as it matters here. `jku`, `x5u` and `x5c` do not.
#[derive(Deserialize)]
struct Jwk {
    kty: String,
    r#use: Option<String>,
    key_ops: Option<Vec<String>>,
    alg: Option<String>,
    kid: Option<String>,
    n: String,
    e: String,
    issuer: Option<String>,
}

impl SigningKeys {
    /// Parses a JSON web key set. Keys for other purposes are left out, and so are keys that are not understood
    /// (RFC 7517 §5).
    pub fn parse(document: &[u8]) -> Result<Self, SigningKeysError> {
        #[derive(Deserialize)]
        struct Set {
            keys: Vec<Value>,
        }
        let set: Set = serde_json::from_slice(document).map_err(SigningKeysError::NotAKeySet)?;
        let jwks = set.keys.into_iter().filter_map(|key| serde_json::from_value::<Jwk>(key).ok());
        let keys: Vec<_> = jwks.filter_map(SigningKey::of).collect();
        if keys.is_empty() { Err(SigningKeysError::NoSigningKey) } else { Ok(Self { keys }) }
    }

    /// Finds the key that a token of this issuer and tenant names by its `kid`. A token that names none is understood only
    /// where there is but one key (OpenID Connect Core 1.0 §10.1).
    pub fn find(&self, key_id: Option<&str>, issuer: &str, tenant: Option<&str>) -> Result<&SigningKey, NoKey> {
        let named = || self.keys.iter().filter(|key| key_id.is_none() || key.key_id.as_deref() == key_id);
        let mut found = named().filter(|key| is_key_for(key.issuer.as_deref(), issuer, tenant));
        let first = found.next().ok_or_else(|| named().next().map_or(NoKey::Unknown, |_| NoKey::OfOtherIssuer))?;
        // The same key may stand in the set once for each of its issuers.
        let only_one = found.all(|another| another.public.as_ref() == first.public.as_ref());
        if only_one { Ok(first) } else { Err(NoKey::Ambiguous) }
    }
}

impl SigningKey {
    fn of(jwk: Jwk) -> Option<Self> {
        let is_for_signing = jwk.kty == "RSA"
            && jwk.r#use.is_none_or(|purpose| purpose == "sig")
            && jwk.key_ops.is_none_or(|purposes| purposes.iter().any(|purpose| purpose == "verify"))
            && jwk.alg.is_none_or(|algorithm| algorithm == "RS256");
        if !is_for_signing {
            return None;
        }
        let (modulus, exponent) = (number(&jwk.n)?, number(&jwk.e)?);
        let bits = modulus.len() * 8 - usize::try_from(modulus.first()?.leading_zeros()).ok()?;
        // An exponent of 1 would make every signature its own message.
        if !BITS.contains(&bits) || exponent == [1] {
            return None;
        }
        let public = PublicKeyComponents { n: modulus, e: exponent };
        let public = public.to_parsed_public_key(&RSA_PKCS1_2048_8192_SHA256).ok()?;
        Some(Self { key_id: jwk.kid, issuer: jwk.issuer, public })
    }

    /// Says whether the provider signed this message with this key, by RS256 (RFC 7518 §3.3).
    pub fn has_signed(&self, message: &[u8], signature: &[u8]) -> bool {
        self.public.verify_sig(message, signature).is_ok()
    }
}

impl std::fmt::Debug for SigningKey {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter
            .debug_struct("SigningKey")
            .field("key_id", &self.key_id)
            .field("issuer", &self.issuer)
            .finish_non_exhaustive()
    }
}

/// `Base64urlUInt` (RFC 7518 §2), without the zeros in front that some providers write.
fn number(text: &str) -> Option<Vec<u8>> {
    let bytes = URL_SAFE_NO_PAD.decode(text.trim_end_matches('=')).ok()?;
    let significant = bytes.iter().position(|byte| *byte != 0)?;
    bytes.get(significant..).map(<[u8]>::to_vec)
}

#[cfg(test)]
pub(super) mod tests;
