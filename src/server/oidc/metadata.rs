//! The provider's metadata document (OpenID Connect Discovery 1.0 §3), as far as this app uses it.

use serde::Deserialize;
use url::Url;

use crate::server::{entra::Authority, http};

/// What the metadata document says. `{tenantid}` may stand in `issuer`, so it is text here, never compared as it is.
#[derive(Clone, Debug, Deserialize)]
pub struct ProviderMetadata {
    pub issuer: String,
    pub authorization_endpoint: Url,
    pub token_endpoint: Url,
    pub jwks_uri: Url,
    pub end_session_endpoint: Option<Url>,
    pub device_authorization_endpoint: Option<Url>,
    #[serde(default)]
    pub token_endpoint_auth_methods_supported: Vec<String>,
    /// What it says that it knows; not every provider says it.
    pub scopes_supported: Option<Vec<String>>,
    /// What its tokens say of people; not every provider says it.
    pub claims_supported: Option<Vec<String>>,
    /// Whether every authorization response names its issuer (RFC 9207 §3).
    #[serde(default)]
    pub authorization_response_iss_parameter_supported: bool,
}

/// Why a metadata document is refused.
#[derive(Debug, thiserror::Error)]
pub enum MetadataError {
    #[error("the metadata document is not JSON of the expected shape")]
    NotMetadata(#[source] serde_json::Error),
    #[error("the metadata document names `{0}` at an address that is neither https nor on loopback")]
    Address(&'static str),
    #[error("the metadata document names `{0}` at a host that is not the authority's")]
    ForeignHost(&'static str),
}

impl ProviderMetadata {
    /// Parses a metadata document.
    pub fn parse(document: &[u8]) -> Result<Self, MetadataError> {
        let metadata: Self = serde_json::from_slice(document).map_err(MetadataError::NotMetadata)?;
        let refused = metadata.named().find(|(_, url)| !http::is_allowed(url)).map(|(name, _)| name);
        match refused {
            Some(name) => Err(MetadataError::Address(name)),
            None => Ok(metadata),
        }
    }

    /// Returns the endpoints that this app itself calls; the others are for the browser. Every endpoint has to be on a host
    /// that the authority's metadata may name.
    pub fn called_endpoints(&self, authority: &Authority) -> Result<impl Iterator<Item = &Url>, MetadataError> {
        match self.named().find(|(_, url)| !authority.may_name(url)) {
            Some((name, _)) => Err(MetadataError::ForeignHost(name)),
            None => Ok([&self.token_endpoint, &self.jwks_uri].into_iter().chain(&self.device_authorization_endpoint)),
        }
    }

    fn named(&self) -> impl Iterator<Item = (&'static str, &Url)> {
        let addresses = [
            ("authorization_endpoint", Some(&self.authorization_endpoint)),
            ("token_endpoint", Some(&self.token_endpoint)),
            ("jwks_uri", Some(&self.jwks_uri)),
            ("end_session_endpoint", self.end_session_endpoint.as_ref()),
            ("device_authorization_endpoint", self.device_authorization_endpoint.as_ref()),
        ];
        addresses.into_iter().filter_map(|(name, url)| Some((name, url?)))
    }

    /// Says whether `offline_access` may be asked for (OpenID Connect Core 1.0 §11): some providers refuse a request with a
    /// scope that they do not list.
    pub fn takes_offline_access(&self) -> bool {
        self.scopes_supported.as_ref().is_none_or(|known| known.iter().any(|scope| scope == "offline_access"))
    }

    /// Says whether its tokens can name people by tenant and object (`tid`, `oid`), as those of Entra ID do.
    pub fn may_name_tenants(&self) -> bool {
        self.claims_supported.as_ref().is_none_or(|known| known.iter().any(|claim| claim == "tid" || claim == "oid"))
    }

    /// Says whether the client authenticates by HTTP Basic at the token endpoint (RFC 6749 §2.3.1).
    ///
    /// Entra ID takes the credential in the form. Where a document says nothing, Basic is the default of
    /// OpenID Connect Discovery 1.0 §3.
    pub fn wants_basic_credential(&self) -> bool {
        let methods = &self.token_endpoint_auth_methods_supported;
        let has = |name: &str| methods.iter().any(|method| method == name);
        methods.is_empty()
            || (has("client_secret_basic") && methods.first().is_some_and(|first| first != "client_secret_post"))
            || !has("client_secret_post")
    }
}

#[cfg(test)]
mod tests {
    use super::{Authority, MetadataError, ProviderMetadata, Url};

    fn document(token_endpoint: &str, methods: &str) -> String {
        format!(
            r#"{{"issuer":"https://op.example","authorization_endpoint":"https://op.example/a",
                "token_endpoint":"{token_endpoint}","jwks_uri":"https://op.example/k"{methods}}}"#
        )
    }

    #[test]
    fn an_endpoint_over_plain_http_is_refused() {
        let parsed = ProviderMetadata::parse(document("http://op.example/t", "").as_bytes());
        assert!(matches!(parsed, Err(MetadataError::Address("token_endpoint"))));
    }

    #[test]
    fn an_endpoint_at_a_host_that_is_not_the_authoritys_is_refused() {
        let called = |authority: &Authority, token_endpoint: &str| {
            let document = document(token_endpoint, "").replace("op.example", "login.microsoftonline.com");
            let metadata = ProviderMetadata::parse(document.as_bytes()).unwrap();
            metadata.called_endpoints(authority).map(|called| called.map(Url::to_string).collect::<Vec<_>>())
        };
        let microsoft = Authority::parse_authority("https://login.microsoftonline.com/common").unwrap();
        assert!(matches!(
            called(&microsoft, "https://evil.example/t"),
            Err(MetadataError::ForeignHost("token_endpoint"))
        ));
        let endpoints = ["https://login.windows.net/t", "https://login.microsoftonline.com/k"];
        assert_eq!(called(&microsoft, endpoints[0]).unwrap(), endpoints);
        let other = Authority::parse_oidc_authority("https://op.example").unwrap();
        assert!(called(&other, "https://tokens.example/t").is_ok());
    }

    #[test]
    fn entra_gets_the_credential_in_the_form_and_others_by_basic() {
        let basic = |methods: &str| {
            ProviderMetadata::parse(document("https://op.example/t", methods).as_bytes())
                .unwrap()
                .wants_basic_credential()
        };
        let supported = |list: &str| format!(r#","token_endpoint_auth_methods_supported":[{list}]"#);
        assert!(basic(""));
        assert!(basic(&supported(r#""client_secret_basic","client_secret_jwt","client_secret_post""#)));
        assert!(!basic(&supported(r#""client_secret_post","private_key_jwt","client_secret_basic""#)));
        assert!(!basic(&supported(r#""none","client_secret_post""#)));
    }
}
