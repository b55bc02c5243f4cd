//! The compact form of a signed JWT (RFC 7515 §3.1): taken apart, its header judged, its claims not yet believed.

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use serde::{Deserialize, Deserializer, de::IgnoredAny};

use super::{IdTokenError, UnverifiedClaims};

/// With 200 groups an ID token of Microsoft has some 12,000 bytes.
const LONGEST: usize = 32 * 1024;

/// An ID token before its signature was verified.
pub(super) struct Compact<'a> {
    pub(super) key_id: Option<String>,
    pub(super) claims: UnverifiedClaims,
    pub(super) signed: &'a [u8],
    pub(super) signature: Vec<u8>,
}

/// The header. Where the token says its key comes from (`jku`, `jwk`, `x5u`, `x5c`) is not even read: keys come from
/// the provider's metadata only.
#[derive(Deserialize)]
struct Header {
    alg: String,
    kid: Option<String>,
    typ: Option<String>,
    #[serde(default, deserialize_with = "is_there")]
    crit: bool,
}

impl<'a> Compact<'a> {
    /// Parses the compact form, and refuses what no ID token has.
    pub(super) fn parse(text: &'a str) -> Result<Self, IdTokenError> {
        if text.len() > LONGEST {
            return Err(IdTokenError::TooLong(LONGEST));
        }
        let (signed, signature) = text.rsplit_once('.').ok_or(IdTokenError::Malformed)?;
        let (header, claims) = signed.split_once('.').ok_or(IdTokenError::Malformed)?;
        let header: Header = json(header)?;
        // The list is ours, never the token's: no `none`, no HMAC with a public key or the client's secret as its key.
        if header.alg != "RS256" {
            return Err(IdTokenError::Algorithm);
        }
        // RFC 7515 §4.1.11: none of them is understood here.
        if header.crit {
            return Err(IdTokenError::CriticalHeader);
        }
        // RFC 8725 §3.11: a token of another kind must not pass for an ID token.
        if header.typ.is_some_and(|typ| !typ.eq_ignore_ascii_case("JWT")) {
            return Err(IdTokenError::OtherType);
        }
        let signature = URL_SAFE_NO_PAD.decode(signature).map_err(|_| IdTokenError::Malformed)?;
        Ok(Self { key_id: header.kid, claims: json(claims)?, signed: signed.as_bytes(), signature })
    }
}

fn json<T: for<'de> Deserialize<'de>>(part: &str) -> Result<T, IdTokenError> {
    let bytes = URL_SAFE_NO_PAD.decode(part).map_err(|_| IdTokenError::Malformed)?;
    serde_json::from_slice(&bytes).map_err(|_| IdTokenError::Malformed)
}

fn is_there<'de, D: Deserializer<'de>>(deserializer: D) -> Result<bool, D::Error> {
    IgnoredAny::deserialize(deserializer).map(|_| true)
}
