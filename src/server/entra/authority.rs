//! The authority: the address of a tenant or provider, and its kind.

mod b2c;
mod endpoint;
mod error;
mod spelling;

use url::Url;

use super::{
    clouds::{self, Cloud},
    is_guid,
};
use crate::{model::Provider, server::http::is_loopback};

pub(super) use b2c::custom_domain as b2c_custom_domain;
pub use endpoint::EndpointUser;
pub use error::AuthorityError;

/// Names that stand for many tenants at once.
const ALIASES: [&str; 3] = ["common", "organizations", "consumers"];
const WELL_KNOWN: &str = "/.well-known/openid-configuration";

/// Where people sign in. The address has neither a trailing slash nor `/v2.0` when it comes from `AUTHORITY`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Authority {
    kind: AuthorityKind,
    /// Without a trailing slash: what is appended begins with one.
    address: String,
    metadata_url: Url,
}

/// Which kind of tenant answers at the authority.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AuthorityKind {
    /// One workforce tenant, by its ID (a GUID) or one of its domains.
    Workforce { tenant: String },
    /// Many tenants: `common`, `organizations` or `consumers`.
    MultiTenant { alias: String },
    /// An external tenant (`ciamlogin.com`).
    External,
    /// A user flow or custom policy of an Azure AD B2C tenant: the first part of its domain, and the policy's name.
    B2c { tenant: String, policy: String },
    /// Any OpenID provider, or a custom domain (`OIDC_AUTHORITY`).
    OpenId,
}

impl Authority {
    /// Parses `AUTHORITY`: a workforce tenant or an external tenant at one of Microsoft's hosts, or on loopback.
    ///
    /// The case of the tenant makes no difference, nor do doubled slashes, `/v2.0` or the path of the metadata.
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
            // As MSAL does: the subdomain of an external tenant is the name of its first domain.
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

    /// Makes the authority of an Azure AD B2C policy from the name of the tenant, e.g. `contoso`, and that of the policy,
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
    /// A tenant at one of Microsoft's own hosts is what `AUTHORITY` would have made of it: only its host says which
    /// issuer belongs to it.
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

    /// Returns this authority as a stand-in on this machine answers for it: the metadata comes from there, and everything
    /// else, above all which issuers belong to it, stays as it is. Nothing, if `origin` is not on this machine.
    pub fn answered_by(mut self, origin: &Url) -> Option<Self> {
        if !is_loopback(origin) {
            return None;
        }
        let mut metadata_url = origin.join(self.metadata_url.path()).ok()?;
        metadata_url.set_query(self.metadata_url.query());
        self.metadata_url = metadata_url;
        Some(self)
    }

    /// Returns this authority as an application asks it that has a signing key of its own (claims mapping): its metadata then
    /// leads to the keys of that application, which those of the tenant do not have.
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

    /// Returns which kind of tenant answers here.
    pub const fn kind(&self) -> &AuthorityKind {
        &self.kind
    }

    /// Returns the address of the provider's metadata (OpenID Connect Discovery 1.0, section 4).
    pub fn metadata_url(&self) -> Url {
        self.metadata_url.clone()
    }

    /// Returns the authority without a trailing slash, e.g. `https://login.microsoftonline.com/common`.
    pub fn address(&self) -> &str {
        &self.address
    }

    /// Returns the cloud of Microsoft that the tenant is in; none for other providers, and for a custom domain, whose
    /// address does not tell.
    pub fn cloud(&self) -> Option<&'static Cloud> {
        match self.kind {
            AuthorityKind::Workforce { .. } | AuthorityKind::MultiTenant { .. } => {
                Cloud::of_sign_in_host(Url::parse(&self.address).ok()?.host_str()?)
            }
            AuthorityKind::External | AuthorityKind::B2c { .. } => Some(Cloud::public()),
            AuthorityKind::OpenId => None,
        }
    }

    /// Returns the host, with the port when it is not the usual one, to show to the person who signs in.
    pub fn host(&self) -> String {
        let host = self.metadata_url.host_str().unwrap_or_default();
        self.metadata_url.port().map_or_else(|| host.to_owned(), |port| format!("{host}:{port}"))
    }

    /// Returns the kind of provider as pages know it.
    pub const fn provider(&self) -> Provider {
        match self.kind {
            AuthorityKind::Workforce { .. } | AuthorityKind::MultiTenant { .. } => Provider::Workforce,
            AuthorityKind::External | AuthorityKind::B2c { .. } => Provider::External,
            AuthorityKind::OpenId => Provider::OpenId,
        }
    }
}

fn parse_address(text: &str) -> Result<Url, AuthorityError> {
    let url = Url::parse(text).map_err(|_| AuthorityError::NotAbsolute)?;
    match url.scheme() {
        "https" => {}
        "http" if is_loopback(&url) => {}
        "http" => return Err(AuthorityError::NotHttps),
        _ => return Err(AuthorityError::NotAbsolute),
    }
    let plain = url.username().is_empty() && url.password().is_none();
    if !plain || url.query().is_some() || url.fragment().is_some() {
        return Err(AuthorityError::TooMuch);
    }
    Ok(url)
}

/// Microsoft's hosts that are no authority's address, in either variable.
fn refuse_other_purposes(host: &str) -> Result<(), AuthorityError> {
    if host == "b2clogin.com" || host.ends_with(".b2clogin.com") {
        return Err(AuthorityError::B2cAddress);
    }
    if clouds::is_regional(host) { Err(AuthorityError::RegionalHost) } else { Ok(()) }
}

/// `{subdomain}.ciamlogin.com`: the subdomain.
fn subdomain_of_external_tenant(host: &str) -> Option<&str> {
    host.strip_suffix(".ciamlogin.com").filter(|name| is_label(name))
}

fn is_domain(text: &str) -> bool {
    text.contains('.') && text.split('.').all(is_label)
}

fn is_label(text: &str) -> bool {
    (1..=63).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
}

#[cfg(test)]
mod tests;
