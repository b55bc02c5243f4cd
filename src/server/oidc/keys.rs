//! The provider's signing keys (RFC 7517), each with the issuer whose tokens it may verify.
//!
//! The type of the crate openidconnect drops the member `issuer` of Microsoft's keys. Without it a key of one cloud, or
//! of the personal accounts, would verify the tokens of another. AWS-LC, a dependency of rustls, verifies the
//! signatures.

use aws_lc_rs::{
    rsa::PublicKeyComponents,
    signature::{
        ECDSA_P256_SHA256_FIXED, ECDSA_P384_SHA384_FIXED, ParsedPublicKey, RSA_PKCS1_2048_8192_SHA256,
        RSA_PSS_2048_8192_SHA256,
    },
};
use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use serde::{Deserialize, Deserializer};
use serde_json::Value;

use super::{SignatureAlgorithm, WrongMember, members};
use crate::server::{entra::is_key_for, lenient::lenient};

/// The accepted lengths of RSA keys in bits. Shorter keys are not safe (NIST SP 800-131A), and longer keys only cost
/// time.
const BITS: std::ops::RangeInclusive<usize> = 2048..=8192;

/// The keys of a provider that can verify an algorithm of this app's list.
#[derive(Debug)]
pub struct SigningKeys {
    keys: Vec<SigningKey>,
}

/// A public key of the provider.
struct SigningKey {
    key_id: Option<String>,
    /// The issuer whose tokens the key verifies, or a template with `{tenantid}` for the issuers of all tenants. With
    /// `None` the key verifies tokens of every issuer.
    issuer: Option<String>,
    /// A verifier for each algorithm of the key. The type and the curve of the key determine the algorithms, so that a token
    /// cannot use a key with another algorithm (RFC 8725 §3.1).
    verifiers: Vec<(SignatureAlgorithm, ParsedPublicKey)>,
}

/// The claims and header members of a token that determine its key.
#[derive(Clone, Copy, Debug)]
pub struct WantedKey<'a> {
    pub algorithm: SignatureAlgorithm,
    pub key_id: Option<&'a str>,
    pub issuer: &'a str,
    pub tenant: Option<&'a str>,
}

/// A public key of the provider, together with one algorithm.
#[derive(Clone, Copy, Debug)]
pub struct VerificationKey<'a>(&'a ParsedPublicKey);

/// Why the provider's key document contains no usable keys.
#[derive(Clone, Debug, thiserror::Error)]
pub enum SigningKeysError {
    #[error("the document is not a JSON web key set")]
    NotAKeySet(#[source] WrongMember),
    #[error("no key of the set can verify a signature algorithm that this app accepts")]
    NoSigningKey,
}

/// The reason for which no key can verify a token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoKey {
    /// No key has the key ID of the token: the provider may have rotated its keys.
    Unknown,
    /// The key is for the tokens of other issuers.
    OfOtherIssuer,
    /// The key is of another type or curve than the algorithm of the token needs.
    OfOtherAlgorithm,
    /// Several keys are possible, and the token does not name one.
    Ambiguous,
}

/// The members of a JSON web key that this app uses. It does not use `x5u` and `x5c`.
///
/// The members that limit the use of the key must have the right type.
#[derive(Deserialize)]
struct Jwk {
    kty: String,
    r#use: Option<String>,
    #[serde(default, deserialize_with = "purposes")]
    key_ops: Option<Vec<String>>,
    alg: Option<String>,
    #[serde(default, deserialize_with = "lenient")]
    kid: Option<String>,
    /// RSA (RFC 7518 §6.3).
    #[serde(default, deserialize_with = "lenient")]
    n: Option<String>,
    #[serde(default, deserialize_with = "lenient")]
    e: Option<String>,
    /// Elliptic curves (RFC 7518 §6.2).
    #[serde(default, deserialize_with = "lenient")]
    crv: Option<String>,
    #[serde(default, deserialize_with = "lenient")]
    x: Option<String>,
    #[serde(default, deserialize_with = "lenient")]
    y: Option<String>,
    issuer: Option<String>,
}

/// Reads `key_ops`: a list, or one purpose as text. A value of another type allows no purpose.
fn purposes<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Vec<String>>, D::Error> {
    Ok(match Value::deserialize(deserializer)? {
        Value::Null => None,
        Value::String(purpose) => Some(vec![purpose]),
        other => Some(serde_json::from_value(other).unwrap_or_default()),
    })
}

impl SigningKeys {
    /// Parses a JSON web key set. Ignores keys for other purposes and keys of unknown form (RFC 7517 §5).
    pub fn parse(document: &[u8]) -> Result<Self, SigningKeysError> {
        #[derive(Deserialize)]
        struct Set {
            keys: Vec<Value>,
        }
        let set: Set = members::read(document).map_err(SigningKeysError::NotAKeySet)?;
        let jwks = set.keys.into_iter().filter_map(|key| serde_json::from_value::<Jwk>(key).ok());
        let keys: Vec<_> = jwks.filter_map(SigningKey::of).collect();
        if keys.is_empty() { Err(SigningKeysError::NoSigningKey) } else { Ok(Self { keys }) }
    }

    /// Finds the key that a token names by its `kid`. A token without `kid` is accepted only if exactly one key fits its
    /// algorithm (OpenID Connect Core 1.0 §10.1).
    pub fn find(&self, wanted: WantedKey<'_>) -> Result<VerificationKey<'_>, NoKey> {
        let named = || self.keys.iter().filter(|key| wanted.key_id.is_none() || key.key_id.as_deref() == wanted.key_id);
        let of_issuer = || named().filter(|key| is_key_for(key.issuer.as_deref(), wanted.issuer, wanted.tenant));
        let mut fitting = of_issuer().filter_map(|key| key.verifier(wanted.algorithm));
        let Some(first) = fitting.next() else {
            let is_of_issuer = of_issuer().next().is_some();
            let otherwise = if is_of_issuer { NoKey::OfOtherAlgorithm } else { NoKey::OfOtherIssuer };
            return Err(named().next().map_or(NoKey::Unknown, |_| otherwise));
        };
        // A key set may list the same key once for each of its issuers.
        let is_only_one = fitting.all(|another| another.as_ref() == first.as_ref());
        if is_only_one { Ok(VerificationKey(first)) } else { Err(NoKey::Ambiguous) }
    }
}

impl SigningKey {
    fn of(jwk: Jwk) -> Option<Self> {
        let is_for_signing = jwk.r#use.as_deref().is_none_or(|purpose| purpose == "sig")
            && jwk.key_ops.as_ref().is_none_or(|purposes| purposes.iter().any(|purpose| purpose == "verify"));
        let mut verifiers = match jwk.kty.as_str() {
            "RSA" if is_for_signing => rsa(&jwk)?,
            "EC" if is_for_signing => elliptic_curve(&jwk)?,
            _ => return None,
        };
        verifiers.retain(|(algorithm, _)| jwk.alg.as_deref().is_none_or(|named| named == algorithm.name()));
        (!verifiers.is_empty()).then_some(Self { key_id: jwk.kid, issuer: jwk.issuer, verifiers })
    }

    fn verifier(&self, wanted: SignatureAlgorithm) -> Option<&ParsedPublicKey> {
        self.verifiers.iter().find(|(algorithm, _)| *algorithm == wanted).map(|(_, key)| key)
    }
}

impl VerificationKey<'_> {
    /// Returns whether the signature of the message is valid, by the algorithm for which the key was found.
    pub fn has_signed(&self, message: &[u8], signature: &[u8]) -> bool {
        self.0.verify_sig(message, signature).is_ok()
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

fn rsa(jwk: &Jwk) -> Option<Vec<(SignatureAlgorithm, ParsedPublicKey)>> {
    let (modulus, exponent) = (number(jwk.n.as_deref()?)?, number(jwk.e.as_deref()?)?);
    let bits = modulus.len() * 8 - usize::try_from(modulus.first()?.leading_zeros()).ok()?;
    // With the exponent 1 a signature equals the padded message, so that a forged one would verify.
    if !BITS.contains(&bits) || exponent == [1] {
        return None;
    }
    let public = PublicKeyComponents { n: modulus, e: exponent };
    Some(vec![
        (SignatureAlgorithm::Rs256, public.to_parsed_public_key(&RSA_PKCS1_2048_8192_SHA256).ok()?),
        (SignatureAlgorithm::Ps256, public.to_parsed_public_key(&RSA_PSS_2048_8192_SHA256).ok()?),
    ])
}

fn elliptic_curve(jwk: &Jwk) -> Option<Vec<(SignatureAlgorithm, ParsedPublicKey)>> {
    let (length, algorithm, verification) = match jwk.crv.as_deref()? {
        "P-256" => (32, SignatureAlgorithm::Es256, &ECDSA_P256_SHA256_FIXED),
        "P-384" => (48, SignatureAlgorithm::Es384, &ECDSA_P384_SHA384_FIXED),
        _ => return None,
    };
    let [x, y] = [&jwk.x, &jwk.y].map(|coordinate| decoded(coordinate.as_deref().unwrap_or_default()));
    let (x, y) = (x.filter(|x| x.len() == length)?, y.filter(|y| y.len() == length)?);
    // The byte 4 marks an uncompressed point (SEC 1 §2.3.3).
    let point = [&[4][..], &x, &y].concat();
    Some(vec![(algorithm, ParsedPublicKey::new(verification, point).ok()?)])
}

/// Decodes a `Base64urlUInt` (RFC 7518 §2), and drops the leading zeros that some providers write.
fn number(text: &str) -> Option<Vec<u8>> {
    let bytes = decoded(text)?;
    let significant = bytes.iter().position(|byte| *byte != 0)?;
    bytes.get(significant..).map(<[u8]>::to_vec)
}

fn decoded(text: &str) -> Option<Vec<u8>> {
    URL_SAFE_NO_PAD.decode(text.trim_end_matches('=')).ok()
}

#[cfg(test)]
pub(super) mod tests;
