//! The compact form of a signed JWT (RFC 7515 §3.1): decodes it and checks its header. The claims are not verified yet.

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use serde::{Deserialize, Deserializer, de::IgnoredAny};

use super::{IdTokenError, UnverifiedClaims};
use crate::server::oidc::{SignatureAlgorithm, algorithm::registered_name};

/// Upper bound of a token in bytes. An ID token of Microsoft with 200 groups has some 12,000 bytes.
const LONGEST: usize = 32 * 1024;

/// The kind of token that the header must name (`typ`).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TokenType {
    /// An ID token: the type is `JWT` or missing.
    Id,
    /// A logout token: the type is `logout+jwt`. Back-Channel Logout 1.0 §2.4 recommends that providers send this type,
    /// and ASVS 10.5.5 that apps require it. Without this check another kind of token of the provider could end
    /// sessions.
    BackChannel,
    /// An access token for the protected API: the type is `JWT`, or `at+jwt` (RFC 9068 §2.1).
    Access,
}

impl TokenType {
    /// Returns whether `typ` names this kind of token. The case is ignored, as is the prefix `application/` of the types of
    /// logout tokens and access tokens (RFC 7515 §4.1.9).
    fn is_named_by(self, typ: Option<&str>) -> bool {
        let is_one_of = |names: &[&str]| {
            typ.is_some_and(|typ| {
                let typ = typ.to_ascii_lowercase();
                names.contains(&typ.strip_prefix("application/").unwrap_or(&typ))
            })
        };
        match self {
            Self::Id => typ.is_none_or(|typ| typ.eq_ignore_ascii_case("JWT")),
            Self::BackChannel => is_one_of(&["logout+jwt"]),
            Self::Access => is_one_of(&["jwt", "at+jwt"]),
        }
    }
}

/// A decoded token before its signature is verified.
pub(super) struct Compact<'a> {
    pub(super) algorithm: SignatureAlgorithm,
    pub(super) key_id: Option<String>,
    /// Whether the header has a `nonce`, as access tokens for Microsoft Graph have.
    pub(super) has_nonce_header: bool,
    pub(super) claims: UnverifiedClaims,
    pub(super) payload: Vec<u8>,
    pub(super) signed: &'a [u8],
    pub(super) signature: Vec<u8>,
}

/// The header of a token. The members that name the source of a key (`jku`, `jwk`, `x5u`, `x5c`) are not read, because
/// keys come from the provider's metadata only.
#[derive(Deserialize)]
struct Header {
    alg: String,
    kid: Option<String>,
    typ: Option<String>,
    #[serde(default, deserialize_with = "is_present")]
    crit: bool,
    #[serde(default, deserialize_with = "is_present")]
    nonce: bool,
}

impl<'a> Compact<'a> {
    /// Parses the compact form, and rejects headers that a token of this kind must not have.
    pub(super) fn parse(text: &'a str, kind: TokenType) -> Result<Self, IdTokenError> {
        if text.len() > LONGEST {
            return Err(IdTokenError::TooLong(LONGEST));
        }
        let (signed, signature) = text.rsplit_once('.').ok_or(IdTokenError::Malformed)?;
        let (header, claims) = signed.split_once('.').ok_or(IdTokenError::Malformed)?;
        let header: Header = json(&decoded(header)?)?;
        // This app's list of algorithms excludes `none`, and HMAC with a public key or the client secret as its key.
        let unsupported = || IdTokenError::Algorithm(registered_name(&header.alg));
        let algorithm = SignatureAlgorithm::parse(&header.alg).ok_or_else(unsupported)?;
        // RFC 7515 §4.1.11: this app supports no critical extension.
        if header.crit {
            return Err(IdTokenError::CriticalHeader);
        }
        // RFC 8725 §3.11: a token of another kind must not be accepted as an ID token.
        if !kind.is_named_by(header.typ.as_deref()) {
            return Err(IdTokenError::OtherType);
        }
        let (payload, signature) = (decoded(claims)?, decoded(signature)?);
        let claims = UnverifiedClaims::parse(&payload).map_err(|_| IdTokenError::Malformed)?;
        let (key_id, has_nonce_header) = (header.kid, header.nonce);
        Ok(Self { algorithm, key_id, has_nonce_header, claims, payload, signed: signed.as_bytes(), signature })
    }
}

fn decoded(part: &str) -> Result<Vec<u8>, IdTokenError> {
    URL_SAFE_NO_PAD.decode(part).map_err(|_| IdTokenError::Malformed)
}

fn json<T: for<'de> Deserialize<'de>>(bytes: &[u8]) -> Result<T, IdTokenError> {
    serde_json::from_slice(bytes).map_err(|_| IdTokenError::Malformed)
}

/// Reads `true` for a member that is present, with any value.
pub fn is_present<'de, D: Deserializer<'de>>(deserializer: D) -> Result<bool, D::Error> {
    IgnoredAny::deserialize(deserializer).map(|_| true)
}
