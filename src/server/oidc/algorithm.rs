//! The signature algorithms that this app verifies (RFC 7518 §3.1).
//!
//! The list is fixed in this app, so that a token can never choose `none`, or an HMAC whose key is public. The metadata
//! of a provider other than Microsoft selects algorithms from the list; Microsoft's tokens are signed by RS256.

use aws_lc_rs::digest::{self, Digest};

/// A signature algorithm of ID tokens and logout tokens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SignatureAlgorithm {
    Rs256,
    Ps256,
    Es256,
    Es384,
}

/// Names of signature algorithms that RFC 7518 and RFC 8037 register, apart from those that this app verifies. An error
/// message repeats only registered names, because the header of a token may contain any text.
const REGISTERED: [&str; 10] =
    ["none", "HS256", "HS384", "HS512", "RS384", "RS512", "PS384", "PS512", "ES512", "EdDSA"];

impl SignatureAlgorithm {
    const ALL: [Self; 4] = [Self::Rs256, Self::Ps256, Self::Es256, Self::Es384];

    /// Returns the registered name of the algorithm, as the header member `alg` of a token contains it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Rs256 => "RS256",
            Self::Ps256 => "PS256",
            Self::Es256 => "ES256",
            Self::Es384 => "ES384",
        }
    }

    /// Returns the algorithm of a registered name; `None` if this app does not verify it. The comparison is case-sensitive
    /// (RFC 7515 §4.1.1).
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|algorithm| algorithm.name() == name)
    }

    /// Hashes bytes with the hash function of the signature algorithm, as the claim `at_hash` requires it (OpenID
    /// Connect Core 1.0 §3.1.3.6).
    pub fn hash(self, bytes: &[u8]) -> Digest {
        let function = match self {
            Self::Rs256 | Self::Ps256 | Self::Es256 => &digest::SHA256,
            Self::Es384 => &digest::SHA384,
        };
        digest::digest(function, bytes)
    }
}

/// Returns the name of a token's algorithm for error messages: the value of `alg` if it is registered, otherwise a
/// fixed text.
pub(super) fn registered_name(alg: &str) -> &'static str {
    let ours = SignatureAlgorithm::parse(alg).map(SignatureAlgorithm::name);
    ours.or_else(|| REGISTERED.into_iter().find(|known| known.eq_ignore_ascii_case(alg)))
        .unwrap_or("an unregistered name")
}

#[cfg(test)]
mod tests {
    use super::{SignatureAlgorithm, registered_name};

    #[test]
    fn an_algorithm_is_known_by_its_exact_name() {
        for algorithm in SignatureAlgorithm::ALL {
            assert_eq!(SignatureAlgorithm::parse(algorithm.name()), Some(algorithm));
        }
        for other in ["", "none", "HS256", "rs256", "RS512", "ES512", "EdDSA", "RS256 "] {
            assert_eq!(SignatureAlgorithm::parse(other), None, "{other}");
        }
    }

    #[test]
    fn a_message_repeats_registered_names_only() {
        assert_eq!(registered_name("nOnE"), "none");
        assert_eq!(registered_name("PS256"), "PS256");
        assert_eq!(registered_name("<script>"), "an unregistered name");
    }
}
