//! The members of the provider's metadata document that this app uses (OpenID Connect Discovery 1.0 §3).
//!
//! If a required member is wrong, the document is rejected, and the error names the member. An optional member of the wrong
//! type, or with an address that must not be requested, counts as missing, so that only the feature that needs it is off.
//! `null` and an empty list also count as missing (RFC 8414 §3.2).

use serde::{Deserialize, Deserializer};
use serde_json::Value;
use url::Url;

use super::{
    SignatureAlgorithm,
    members::{self, WrongMember},
};
use crate::server::{
    entra::{Authority, AuthorityKind, EndpointUser},
    http,
};

/// The members of the metadata document that this app uses. `issuer` is text, because it may contain the placeholder
/// `{tenantid}`.
#[derive(Clone, Debug, Deserialize)]
pub struct ProviderMetadata {
    pub issuer: String,
    pub authorization_endpoint: Url,
    pub token_endpoint: Url,
    pub jwks_uri: Url,
    #[serde(default, deserialize_with = "address")]
    pub end_session_endpoint: Option<Url>,
    #[serde(default, deserialize_with = "address")]
    pub device_authorization_endpoint: Option<Url>,
    #[serde(default, deserialize_with = "address")]
    pub userinfo_endpoint: Option<Url>,
    #[serde(default, deserialize_with = "list")]
    pub token_endpoint_auth_methods_supported: Option<Vec<String>>,
    #[serde(default, deserialize_with = "list")]
    pub token_endpoint_auth_signing_alg_values_supported: Option<Vec<String>>,
    /// The scopes that may be requested. Not every provider lists them.
    #[serde(default, deserialize_with = "list")]
    pub scopes_supported: Option<Vec<String>>,
    /// The claims of the provider's tokens. Not every provider lists them.
    #[serde(default, deserialize_with = "list")]
    pub claims_supported: Option<Vec<String>>,
    #[serde(default, deserialize_with = "list")]
    pub id_token_signing_alg_values_supported: Option<Vec<String>>,
    /// Whether every authorization response names its issuer (RFC 9207 §3).
    #[serde(default, deserialize_with = "flag")]
    pub authorization_response_iss_parameter_supported: bool,
}

/// Why a metadata document is rejected.
#[derive(Clone, Debug, thiserror::Error)]
pub enum MetadataError {
    #[error("the document is not the metadata of an OpenID provider")]
    NotMetadata(#[from] WrongMember),
    #[error("the metadata document names `{0}` at an address that is neither https nor on loopback")]
    Address(&'static str),
    #[error("the metadata document names `{0}` at a host that is not the authority's")]
    ForeignHost(&'static str),
}

impl ProviderMetadata {
    /// Parses a metadata document. Rejects it if a required address is neither https nor on loopback.
    pub fn parse(document: &[u8]) -> Result<Self, MetadataError> {
        let metadata: Self = members::read(document)?;
        let refused = metadata.named().find(|(_, url, _)| !http::is_allowed(url)).map(|(name, ..)| name);
        match refused {
            Some(name) => Err(MetadataError::Address(name)),
            None => Ok(metadata),
        }
    }

    /// Returns this metadata with the token endpoint of one tenant, in place of that of a name for several tenants, such as
    /// `common`. `None` if the endpoint's path does not begin with this name.
    pub fn in_tenant(mut self, alias: &str, tenant: &str) -> Option<Self> {
        let rest = self.token_endpoint.path().strip_prefix('/')?.strip_prefix(alias)?.to_owned();
        self.token_endpoint.set_path(&format!("/{tenant}{}", rest.starts_with('/').then_some(rest)?));
        Some(self)
    }

    /// Returns the endpoints that this app itself requests; the others are for the browser. Rejects the document if an endpoint
    /// is on a host that the authority's metadata must not name, because Microsoft's documents name Microsoft's hosts only.
    pub fn called_endpoints(&self, authority: &Authority) -> Result<impl Iterator<Item = &Url>, MetadataError> {
        match self.named().find(|(_, url, user)| !authority.may_name(url, *user)) {
            Some((name, ..)) => Err(MetadataError::ForeignHost(name)),
            None => Ok([&self.token_endpoint, &self.jwks_uri]
                .into_iter()
                .chain(&self.device_authorization_endpoint)
                .chain(self.userinfo_of(authority))),
        }
    }

    /// Returns the `UserInfo` endpoint if this app requests it. `None` at Microsoft, whose endpoint is Microsoft Graph.
    fn userinfo_of(&self, authority: &Authority) -> Option<&Url> {
        let is_requested = |url: &&Url| authority.may_name(url, EndpointUser::Program);
        self.userinfo_endpoint.as_ref().filter(|_| *authority.kind() == AuthorityKind::OpenId).filter(is_requested)
    }

    fn named(&self) -> impl Iterator<Item = (&'static str, &Url, EndpointUser)> {
        let addresses = [
            ("authorization_endpoint", Some(&self.authorization_endpoint), EndpointUser::Person),
            ("token_endpoint", Some(&self.token_endpoint), EndpointUser::Program),
            ("jwks_uri", Some(&self.jwks_uri), EndpointUser::Program),
            ("end_session_endpoint", self.end_session_endpoint.as_ref(), EndpointUser::Person),
            ("device_authorization_endpoint", self.device_authorization_endpoint.as_ref(), EndpointUser::Program),
        ];
        addresses.into_iter().filter_map(|(name, url, user)| Some((name, url?, user)))
    }

    /// Returns whether `offline_access` may be requested (OpenID Connect Core 1.0 §11), because some providers reject a request
    /// with a scope that they do not list.
    pub fn supports_offline_access(&self) -> bool {
        self.scopes_supported.as_ref().is_none_or(|known| known.iter().any(|scope| scope == "offline_access"))
    }

    /// Returns whether the provider lists a signature algorithm; `false` if it has no list. RS256 is accepted without
    /// being listed (OpenID Connect Core 1.0 §2).
    pub fn lists(&self, algorithm: SignatureAlgorithm) -> bool {
        let listed = self.id_token_signing_alg_values_supported.as_ref();
        listed.is_some_and(|listed| listed.iter().any(|name| name == algorithm.name()))
    }

    /// Returns whether the provider lists an algorithm for client assertions (`private_key_jwt`). `None` without a list.
    pub fn lists_for_assertions(&self, algorithm: SignatureAlgorithm) -> Option<bool> {
        let listed = self.token_endpoint_auth_signing_alg_values_supported.as_ref()?;
        Some(listed.iter().any(|name| name == algorithm.name()))
    }

    /// Returns whether the client authenticates by HTTP Basic at the token endpoint (RFC 6749 §2.3.1).
    ///
    /// If the provider lists `client_secret_post`, the secret is sent in the form, because providers encode a secret for Basic in
    /// different ways. Without a list, Basic is the default of OpenID Connect Discovery 1.0 §3.
    pub fn wants_basic_credential(&self) -> bool {
        let methods = self.token_endpoint_auth_methods_supported.as_deref().unwrap_or_default();
        !methods.iter().any(|method| method == "client_secret_post")
    }
}

/// Reads an optional address of the document. An address that must not be requested or opened counts as missing.
fn address<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Url>, D::Error> {
    let value = Value::deserialize(deserializer)?;
    Ok(value.as_str().and_then(|text| Url::parse(text).ok()).filter(http::is_allowed))
}

/// Reads a list of texts, or a text that separates its items by spaces. Items of another type are ignored. An empty list
/// counts as missing.
fn list<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Vec<String>>, D::Error> {
    let list: Vec<_> = match Value::deserialize(deserializer)? {
        Value::String(text) => text.split_whitespace().map(str::to_owned).collect(),
        Value::Array(items) => items.iter().filter_map(Value::as_str).map(str::to_owned).collect(),
        _ => Vec::new(),
    };
    Ok((!list.is_empty()).then_some(list))
}

fn flag<'de, D: Deserializer<'de>>(deserializer: D) -> Result<bool, D::Error> {
    let value = Value::deserialize(deserializer)?;
    Ok(value.as_bool().unwrap_or_else(|| value.as_str() == Some("true")))
}

#[cfg(test)]
mod tests;
