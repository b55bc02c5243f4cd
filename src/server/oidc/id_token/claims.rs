//! The claims of an ID token that this app acts on (OpenID Connect Core 1.0 §2 and §5.1), with those that Microsoft adds.
//!
//! A claim that the verification needs must have the right type. Claims that are only shown are read separately, by
//! [`UserNames`](crate::server::oidc::UserNames), because an odd name must not prevent a sign-in. For the same reason
//! unreadable characters are replaced in [`RightsClaims`], and never in an identifier.

use serde::{Deserialize, Deserializer, de};
use serde_json::{Number, Value};

use crate::server::{
    entra::normalized_guid,
    lenient::lenient,
    oidc::{membership::Membership, readable::readable},
};

/// The claims of an ID token or logout token before its verification.
#[derive(Deserialize)]
pub(super) struct UnverifiedClaims {
    pub(super) iss: Option<String>,
    pub(super) sub: Option<String>,
    pub(super) aud: Option<Audience>,
    pub(super) azp: Option<String>,
    #[serde(default, deserialize_with = "seconds")]
    pub(super) exp: Option<i64>,
    #[serde(default, deserialize_with = "seconds")]
    pub(super) nbf: Option<i64>,
    #[serde(default, deserialize_with = "seconds")]
    pub(super) iat: Option<i64>,
    pub(super) nonce: Option<String>,
    pub(super) at_hash: Option<String>,
    #[serde(default, deserialize_with = "lenient")]
    pub(super) tid: Option<String>,
    #[serde(default, deserialize_with = "lenient")]
    pub(super) ver: Option<String>,
    #[serde(default, deserialize_with = "lenient")]
    pub(super) tfp: Option<String>,
    #[serde(default, deserialize_with = "lenient")]
    pub(super) acr: Option<String>,
    #[serde(default, deserialize_with = "lenient")]
    pub(super) oid: Option<String>,
    #[serde(default, deserialize_with = "lenient")]
    pub(super) sid: Option<String>,
    #[serde(default, deserialize_with = "lenient")]
    pub(super) login_hint: Option<String>,
    #[serde(skip)]
    pub(super) rights: RightsClaims,
}

/// The claims about what the user may do.
#[derive(Default, Deserialize)]
pub(super) struct RightsClaims {
    #[serde(default)]
    pub(super) roles: Value,
    #[serde(default)]
    pub(super) groups: Value,
    #[serde(default)]
    pub(super) hasgroups: Value,
    /// The names of the claims that the token does not contain (OpenID Connect Core 1.0 §5.6.2). The address where they
    /// can be fetched (`_claim_sources`) is not read: Entra ID names the retired Azure AD Graph, and this app calls no
    /// address from a token.
    #[serde(default, rename = "_claim_names")]
    pub(super) claim_names: Value,
    #[serde(default)]
    pub(super) acrs: Value,
    #[serde(default)]
    auth_time: Value,
}

impl UnverifiedClaims {
    /// Reads the payload of a token.
    pub(super) fn parse(payload: &[u8]) -> serde_json::Result<Self> {
        let rights = serde_json::from_str(&readable(payload))?;
        Ok(Self { rights, ..serde_json::from_slice(payload)? })
    }

    /// Converts Microsoft's identifiers to lower case, because Microsoft compares GUIDs without regard to case.
    pub(super) fn normalized(self) -> Self {
        let aud = match self.aud {
            Some(Audience::One(client)) => Some(Audience::One(normalized_guid(client))),
            Some(Audience::Many(clients)) => Some(Audience::Many(clients.into_iter().map(normalized_guid).collect())),
            None => None,
        };
        Self {
            aud,
            azp: self.azp.map(normalized_guid),
            tid: self.tid.map(normalized_guid),
            oid: self.oid.map(normalized_guid),
            ..self
        }
    }
}

impl RightsClaims {
    /// Returns the app roles and groups of the user.
    pub(super) fn membership(&self) -> Membership {
        Membership::of(&self.roles, &self.groups, self.has_groups_elsewhere())
    }

    /// Returns whether the user has more groups than the token lists (overage).
    fn has_groups_elsewhere(&self) -> bool {
        self.hasgroups == Value::Bool(true) || self.claim_names.get("groups").is_some()
    }

    /// Returns the time of the authentication without the fraction of a second. `None` if it is missing or not a time.
    pub(super) fn authenticated_at(&self) -> Option<i64> {
        seconds(&self.auth_time).ok().flatten()
    }
}

/// The audience of a token (`aud`): the ID of one client, or a list of IDs (RFC 7519 §4.1.3).
#[derive(Deserialize)]
#[serde(untagged)]
pub(super) enum Audience {
    One(String),
    Many(Vec<String>),
}

impl Audience {
    pub(super) fn clients(&self) -> &[String] {
        match self {
            Self::One(client) => std::slice::from_ref(client),
            Self::Many(clients) => clients,
        }
    }
}

/// Reads a time of a token in seconds since 1970 (`NumericDate`, RFC 7519 §2). The fraction of a second is dropped.
fn seconds<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<i64>, D::Error> {
    let Some(number) = Option::<Number>::deserialize(deserializer)? else { return Ok(None) };
    let text = number.to_string();
    let whole = text.split('.').next().unwrap_or_default();
    whole.parse().map(Some).map_err(|_| de::Error::custom("no time"))
}
