//! The provider's metadata document (OpenID Connect Discovery 1.0 §3), as far as this app uses it.

use serde::Deserialize;
use url::Url;

use crate::server::http;

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
}

impl ProviderMetadata {
    /// Parses a metadata document.
    pub fn parse(document: &[u8]) -> Result<Self, MetadataError> {
        let metadata: Self = serde_json::from_slice(document).map_err(MetadataError::NotMetadata)?;
        let addresses = [
            ("authorization_endpoint", Some(&metadata.authorization_endpoint)),
            ("token_endpoint", Some(&metadata.token_endpoint)),
            ("jwks_uri", Some(&metadata.jwks_uri)),
            ("end_session_endpoint", metadata.end_session_endpoint.as_ref()),
            ("device_authorization_endpoint", metadata.device_authorization_endpoint.as_ref()),
        ];
        let refused = addresses.into_iter().find(|(_, url)| url.is_some_and(|url| !http::is_allowed(url)));
        match refused.map(|(name, _)| name) {
            Some(name) => Err(MetadataError::Address(name)),
            None => Ok(metadata),
        }
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
    use super::{MetadataError, ProviderMetadata};

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
