//! The authority: the address of a tenant or provider, and its kind.

mod address;
mod b2c;
mod endpoint;
mod error;
mod kind;
mod spelling;

use url::Url;

use self::address::{is_domain, is_label, parse_address, refuse_other_purposes, subdomain_of_external_tenant};
use super::{clouds::Cloud, is_guid};
use crate::server::{entra::ProviderKind, http::is_loopback};

pub(super) use b2c::custom_domain as b2c_custom_domain;
pub use endpoint::EndpointUser;
pub use error::AuthorityError;
pub use kind::AuthorityKind;

/// The names of multi-tenant authorities.
const ALIASES: [&str; 3] = ["common", "organizations", "consumers"];
const WELL_KNOWN: &str = "/.well-known/openid-configuration";

/// A tenant or provider. The address has neither a trailing slash nor `/v2.0` when it comes from `AUTHORITY`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Authority {
    kind: AuthorityKind,
    /// The address without a trailing slash, because each appended path begins with a slash.
    address: String,
    metadata_url: Url,
}

impl Authority {
    /// Parses `AUTHORITY`: a workforce tenant or an external tenant at one of Microsoft's hosts, or on loopback.
    ///
    /// Ignores the case of the tenant, doubled slashes, `/v2.0` and the path of the metadata.
    pub fn parse_authority(text: &str) -> Result<Self, AuthorityError> {
        let url = parse_address(text)?;
        let host = url.host_str().unwrap_or_default();
        refuse_other_purposes(host)?;
        let subdomain = subdomain_of_external_tenant(host);
        if subdomain.is_none() && Cloud::of_sign_in_host(host).is_none() && !is_loopback(&url) {
            return Err(AuthorityError::UnknownHost);
        }
        let tenant = match (spelling::tenant_of(url.path())?, subdomain) {
            (Some(tenant), _) => tenant,
            // MSAL does the same: the subdomain of an external tenant is the name of the tenant's first domain.
            (None, Some(guid)) if is_guid(guid) => guid.to_owned(),
            (None, Some(subdomain)) => format!("{subdomain}.onmicrosoft.com"),
            (None, None) => return Err(AuthorityError::NoTenant),
        };
        let is_alias = ALIASES.contains(&tenant.as_str());
        if !(is_guid(&tenant) || is_domain(&tenant) || (is_alias && subdomain.is_none())) {
            return Err(AuthorityError::BadTenant);
        }
        let address = format!("{}/{tenant}", url.origin().ascii_serialization());
        let kind = match subdomain {
            Some(_) => AuthorityKind::External,
            None if is_alias => AuthorityKind::MultiTenant { alias: tenant },
            None => AuthorityKind::Workforce { tenant },
        };
        Self::new(kind, address, "/v2.0")
    }

    /// Creates the authority of an Azure AD B2C policy from the names of the tenant, e.g. `contoso`, and of the policy,
    /// e.g. `B2C_1_signupsignin`.
    pub fn parse_b2c(tenant_name: &str, user_flow: &str) -> Result<Self, AuthorityError> {
        let tenant = tenant_name.to_ascii_lowercase();
        let tenant = tenant.strip_suffix(".onmicrosoft.com").unwrap_or(&tenant);
        if !is_label(tenant) {
            return Err(AuthorityError::B2cTenant);
        }
        if !b2c::is_policy(user_flow) {
            return Err(AuthorityError::B2cPolicy);
        }
        let address = format!("https://{tenant}.b2clogin.com/{tenant}.onmicrosoft.com/{user_flow}");
        let kind = AuthorityKind::B2c { tenant: tenant.to_owned(), policy: user_flow.to_owned() };
        Self::new(kind, address, "/v2.0")
    }

    /// Parses `OIDC_AUTHORITY`: the address of any OpenID provider, to which the path of its metadata is appended.
    ///
    /// A tenant at one of Microsoft's own hosts is parsed like `AUTHORITY`, because its host determines the valid issuers.
    pub fn parse_oidc_authority(text: &str) -> Result<Self, AuthorityError> {
        let url = parse_address(text)?;
        let path = url.path();
        let path = path.strip_suffix(WELL_KNOWN).unwrap_or(path).trim_end_matches('/');
        let host = url.host_str().unwrap_or_default();
        let tenant = path.split('/').find(|part| !part.is_empty()).unwrap_or_default();
        let is_microsoft = Cloud::of_sign_in_host(host).is_some();
        if is_microsoft && ALIASES.iter().any(|alias| alias.eq_ignore_ascii_case(tenant)) {
            return Err(AuthorityError::ManyTenants);
        }
        refuse_other_purposes(host)?;
        if is_microsoft || subdomain_of_external_tenant(host).is_some() {
            return if spelling::has_version_two(path) {
                Self::parse_authority(text)
            } else {
                Err(AuthorityError::VersionOne)
            };
        }
        Self::new(AuthorityKind::OpenId, format!("{}{path}", url.origin().ascii_serialization()), "")
    }

    /// Returns this authority with the metadata address of a replacement provider (dev tenant) on this machine. Everything else
    /// is kept, so that the same issuers are valid. `None` if `origin` is not on this machine.
    pub fn with_replacement_provider(mut self, origin: &Url) -> Option<Self> {
        if !is_loopback(origin) {
            return None;
        }
        let mut metadata_url = origin.join(self.metadata_url.path()).ok()?;
        metadata_url.set_query(self.metadata_url.query());
        self.metadata_url = metadata_url;
        Some(self)
    }

    /// Returns this authority with the metadata for an application with a custom signing key (claims mapping). The keys of the
    /// tenant do not contain that key.
    #[must_use]
    pub fn with_keys_of(mut self, client_id: &str) -> Self {
        self.metadata_url.query_pairs_mut().append_pair("appid", client_id);
        self
    }

    fn new(kind: AuthorityKind, address: String, version: &str) -> Result<Self, AuthorityError> {
        let metadata_url =
            Url::parse(&format!("{address}{version}{WELL_KNOWN}")).map_err(|_| AuthorityError::NotAbsolute)?;
        Ok(Self { kind, address, metadata_url })
    }

    /// Returns the kind of tenant or provider.
    pub const fn kind(&self) -> &AuthorityKind {
        &self.kind
    }

    /// Returns the address of the provider's metadata (OpenID Connect Discovery 1.0, section 4).
    pub fn metadata_url(&self) -> Url {
        self.metadata_url.clone()
    }

    /// Returns the address of the authority without a trailing slash, e.g. `https://login.microsoftonline.com/common`.
    pub fn address(&self) -> &str {
        &self.address
    }

    /// Returns Microsoft's cloud of the tenant. `None` for other providers, and for a custom domain, because its address does
    /// not name a cloud.
    pub fn cloud(&self) -> Option<&'static Cloud> {
        match self.kind {
            AuthorityKind::Workforce { .. } | AuthorityKind::MultiTenant { .. } => {
                Cloud::of_sign_in_host(Url::parse(&self.address).ok()?.host_str()?)
            }
            AuthorityKind::External | AuthorityKind::B2c { .. } => Some(Cloud::public()),
            AuthorityKind::OpenId => None,
        }
    }

    /// Returns the provider's host, which the sign-in page shows, with its port unless that is the default.
    pub fn host(&self) -> String {
        let host = self.metadata_url.host_str().unwrap_or_default();
        self.metadata_url.port().map_or_else(|| host.to_owned(), |port| format!("{host}:{port}"))
    }

    /// Returns the kind of provider that pages distinguish.
    pub const fn provider(&self) -> ProviderKind {
        match self.kind {
            AuthorityKind::Workforce { .. } | AuthorityKind::MultiTenant { .. } => ProviderKind::Workforce,
            AuthorityKind::External | AuthorityKind::B2c { .. } => ProviderKind::External,
            AuthorityKind::OpenId => ProviderKind::OpenId,
        }
    }

    /// Returns whether this is a policy of Azure AD B2C.
    pub fn is_b2c(&self) -> bool {
        let is_custom_domain = || Url::parse(&self.address).is_ok_and(|address| b2c_custom_domain(&address).is_some());
        match self.kind {
            AuthorityKind::B2c { .. } => true,
            AuthorityKind::OpenId => is_custom_domain(),
            _ => false,
        }
    }

    /// Returns whether Microsoft may issue the tokens of this authority: at its own hosts, or at a custom domain, whose address
    /// ends with `/v2.0` and contains a tenant ID or a policy.
    pub fn may_be_microsoft(&self) -> bool {
        let is_custom_domain =
            || spelling::has_version_two(&self.address) && self.address.split('/').any(is_guid) || self.is_b2c();
        self.kind != AuthorityKind::OpenId || is_custom_domain()
    }
}

#[cfg(test)]
mod tests;
