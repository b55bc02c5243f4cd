//! The provider's metadata document (OpenID Connect Discovery 1.0 §3), as far as this app uses it.
//!
//! A member that has no value is to be left out (RFC 8414 §3.2). Some providers write `null` or an empty list instead: both say
//! nothing here, too. Members that this app does not use may be whatever they like; one that it does use, and that has
//! another type, makes the document useless, because nobody can tell what it was to say. The error names it.

use serde::{Deserialize, Deserializer};
use url::Url;

use super::members::{self, WrongMember};
use crate::server::{
    entra::{Authority, EndpointUser},
    http,
};

/// What the metadata document says. `{tenantid}` may stand in `issuer`, so it is text here, never compared as it is.
#[derive(Clone, Debug, Deserialize)]
pub struct ProviderMetadata {
    pub issuer: String,
    pub authorization_endpoint: Url,
    pub token_endpoint: Url,
    pub jwks_uri: Url,
    pub end_session_endpoint: Option<Url>,
    pub device_authorization_endpoint: Option<Url>,
    #[serde(default, deserialize_with = "list")]
    pub token_endpoint_auth_methods_supported: Option<Vec<String>>,
    /// What it says that it knows; not every provider says it.
    #[serde(default, deserialize_with = "list")]
    pub scopes_supported: Option<Vec<String>>,
    /// What its tokens say of people; not every provider says it.
    #[serde(default, deserialize_with = "list")]
    pub claims_supported: Option<Vec<String>>,
    /// Whether every authorization response names its issuer (RFC 9207 §3).
    #[serde(default, deserialize_with = "flag")]
    pub authorization_response_iss_parameter_supported: bool,
}

/// Why a metadata document is refused.
#[derive(Debug, thiserror::Error)]
pub enum MetadataError {
    #[error("this is no metadata document")]
    NotMetadata(#[from] WrongMember),
    #[error("the metadata document names `{0}` at an address that is neither https nor on loopback")]
    Address(&'static str),
    #[error("the metadata document names `{0}` at a host that is not the authority's")]
    ForeignHost(&'static str),
}

impl ProviderMetadata {
    /// Parses a metadata document.
    pub fn parse(document: &[u8]) -> Result<Self, MetadataError> {
        let metadata: Self = members::read(document)?;
        let refused = metadata.named().find(|(_, url, _)| !http::is_allowed(url)).map(|(name, ..)| name);
        match refused {
            Some(name) => Err(MetadataError::Address(name)),
            None => Ok(metadata),
        }
    }

    /// Returns the endpoints that this app itself calls; the others are for the browser. Every endpoint has to be on a host
    /// that the authority's metadata may name.
    pub fn called_endpoints(&self, authority: &Authority) -> Result<impl Iterator<Item = &Url>, MetadataError> {
        match self.named().find(|(_, url, user)| !authority.may_name(url, *user)) {
            Some((name, ..)) => Err(MetadataError::ForeignHost(name)),
            None => Ok([&self.token_endpoint, &self.jwks_uri].into_iter().chain(&self.device_authorization_endpoint)),
        }
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
        let Some(methods) = &self.token_endpoint_auth_methods_supported else { return true };
        let has = |name: &str| methods.iter().any(|method| method == name);
        (has("client_secret_basic") && methods.first().is_some_and(|first| first != "client_secret_post"))
            || !has("client_secret_post")
    }
}

/// A list with nothing in it says what its absence says.
fn list<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Vec<String>>, D::Error> {
    Ok(Option::<Vec<String>>::deserialize(deserializer)?.filter(|list| !list.is_empty()))
}

fn flag<'de, D: Deserializer<'de>>(deserializer: D) -> Result<bool, D::Error> {
    Ok(Option::deserialize(deserializer)?.unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use std::error::Error as _;

    use super::{Authority, MetadataError, ProviderMetadata, Url};

    fn parse_with(members: &str) -> Result<ProviderMetadata, MetadataError> {
        ProviderMetadata::parse(document("https://op.example/t", &format!(",{members}")).as_bytes())
    }

    #[test]
    fn what_has_no_value_is_not_there() {
        for members in [
            r#""end_session_endpoint":null,"device_authorization_endpoint":null"#,
            r#""token_endpoint_auth_methods_supported":null,"scopes_supported":null,"claims_supported":null"#,
            r#""token_endpoint_auth_methods_supported":[],"scopes_supported":[],"claims_supported":[]"#,
            r#""authorization_response_iss_parameter_supported":null"#,
        ] {
            let metadata = parse_with(members).unwrap();
            assert!(metadata.end_session_endpoint.is_none() && metadata.device_authorization_endpoint.is_none());
            assert!(
                metadata.wants_basic_credential() && metadata.takes_offline_access() && metadata.may_name_tenants()
            );
            assert!(!metadata.authorization_response_iss_parameter_supported);
        }
    }

    #[test]
    fn what_is_not_used_may_be_anything() {
        for value in ["5", "null", "[null]", "{}", "\"no address\""] {
            for name in ["check_session_iframe", "userinfo_endpoint", "code_challenge_methods_supported", "acr"] {
                assert!(parse_with(&format!(r#""{name}":{value}"#)).is_ok(), "{name} {value}");
            }
        }
    }

    #[test]
    fn what_is_used_and_of_another_type_is_named() {
        for (name, value) in [
            ("end_session_endpoint", "5"),
            ("end_session_endpoint", "\"\""),
            ("device_authorization_endpoint", "{}"),
            ("token_endpoint_auth_methods_supported", "\"client_secret_post\""),
            ("scopes_supported", "{}"),
            ("claims_supported", "true"),
            ("authorization_response_iss_parameter_supported", "\"true\""),
        ] {
            let error = parse_with(&format!(r#""{name}":{value}"#)).unwrap_err();
            let said = error.source().unwrap().to_string();
            assert!(said.contains(&format!("`{name}`")), "{said}");
        }
        for (name, value) in [("issuer", "[]"), ("token_endpoint", "null"), ("jwks_uri", "\"/keys\"")] {
            let whole = document("https://op.example/t", "");
            let mut whole: serde_json::Value = serde_json::from_str(&whole).unwrap();
            whole[name] = serde_json::from_str(value).unwrap();
            let error = ProviderMetadata::parse(whole.to_string().as_bytes()).unwrap_err();
            let said = error.source().unwrap().to_string();
            assert!(said.contains(&format!("`{name}`")), "{said}");
            whole.as_object_mut().unwrap().remove(name);
            let error = ProviderMetadata::parse(whole.to_string().as_bytes()).unwrap_err();
            let said = error.source().unwrap().to_string();
            assert!(said.contains(&format!("`{name}` is missing")), "{said}");
        }
    }

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
    fn a_regional_host_is_asked_by_this_app_and_never_shown_to_a_person() {
        let authority = Authority::parse_authority("https://login.microsoftonline.com/common").unwrap();
        let regional = "https://westeurope.login.microsoft.com/t";
        let refused = |document: String| {
            let document = document.replace("op.example", "login.microsoftonline.com");
            ProviderMetadata::parse(document.as_bytes()).unwrap().called_endpoints(&authority).err()
        };
        assert!(refused(document(regional, "")).is_none());
        let signed_out = format!(r#","end_session_endpoint":"{regional}" "#);
        let named = refused(document("https://op.example/t", &signed_out));
        assert!(matches!(named, Some(MetadataError::ForeignHost("end_session_endpoint"))));
        let signed_in = document("https://op.example/t", "").replace("https://op.example/a", regional);
        assert!(matches!(refused(signed_in), Some(MetadataError::ForeignHost("authorization_endpoint"))));
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
