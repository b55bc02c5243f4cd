//! The authority: the address where people sign in, and which kind of tenant answers there.

use url::Url;

use super::is_guid;
use crate::{model::Provider, server::http::is_loopback};

/// Microsoft's hosts for workforce tenants: the public cloud with its aliases, China, the US government, and the
/// sovereign clouds of Europe and Asia (MSAL's instance discovery).
const WORKFORCE_HOSTS: [&str; 11] = [
    "login.microsoftonline.com",
    "login.windows.net",
    "login.microsoft.com",
    "login.partner.microsoftonline.cn",
    "login.chinacloudapi.cn",
    "login.microsoftonline.us",
    "login-us.microsoftonline.com",
    "login.usgovcloudapi.net",
    "login.sovcloud-identity.fr",
    "login.sovcloud-identity.de",
    "login.sovcloud-identity.sg",
];
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
    /// Any OpenID provider, or a custom domain (`OIDC_AUTHORITY`).
    OpenId,
}

/// Why an address is no authority. Its text follows the name of the variable.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum AuthorityError {
    #[error("is not an absolute address")]
    NotAbsolute,
    #[error("must begin with https:// (http:// is for this machine only)")]
    NotHttps,
    #[error("contains a user name, a password, a query or a fragment")]
    TooMuch,
    #[error("does not name a tenant")]
    NoTenant,
    #[error("names a tenant that is neither an ID (a GUID) nor a domain")]
    BadTenant,
    #[error("has more behind the tenant than an authority has")]
    TooLong,
    #[error("is not on one of Microsoft's sign-in hosts")]
    UnknownHost,
    #[error("is an Azure AD B2C address; B2C policies are not supported yet")]
    B2c,
    #[error("stands for many tenants, which only AUTHORITY can")]
    ManyTenants,
}

impl AuthorityError {
    /// Returns what to do about it.
    pub const fn advice(self) -> &'static str {
        match self {
            Self::NotAbsolute => "Write the whole address, from https:// on.",
            Self::NotHttps => "Write https:// instead of http://.",
            Self::TooMuch => "Leave out everything but https://, the host and the path.",
            Self::NoTenant => {
                "Append a slash and the Directory (tenant) ID, from the Overview of the app registration."
            }
            Self::BadTenant => "Copy the Directory (tenant) ID from the Overview of the app registration.",
            Self::TooLong => "Leave out everything behind the tenant.",
            Self::UnknownHost => {
                "For a custom domain or another OpenID provider use OIDC_AUTHORITY instead. Otherwise check the host."
            }
            Self::B2c => "Use a workforce tenant or an external tenant (Microsoft Entra External ID).",
            Self::ManyTenants => "Use AUTHORITY without /v2.0, together with ALLOWED_TENANTS.",
        }
    }
}

impl Authority {
    /// Parses `AUTHORITY`: a workforce tenant or an external tenant at one of Microsoft's hosts, or on loopback.
    ///
    /// A trailing slash, `/v2.0` and the path of the metadata are tolerated, because all three get copied along.
    pub fn parse_authority(text: &str) -> Result<Self, AuthorityError> {
        let url = parse_address(text)?;
        let host = url.host_str().unwrap_or_default();
        if host == "b2clogin.com" || host.ends_with(".b2clogin.com") {
            return Err(AuthorityError::B2c);
        }
        let subdomain = host.strip_suffix(".ciamlogin.com").filter(|name| !name.is_empty() && !name.contains('.'));
        if subdomain.is_none() && !is_workforce_host(host) && !is_loopback(&url) {
            return Err(AuthorityError::UnknownHost);
        }
        let tenant = match (tenant_of(url.path())?, subdomain) {
            (Some(tenant), _) => tenant.to_owned(),
            // As MSAL does: the subdomain of an external tenant is the name of its first domain.
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

    /// Parses `OIDC_AUTHORITY`: the address of any OpenID provider, to which the path of its metadata is appended.
    pub fn parse_oidc_authority(text: &str) -> Result<Self, AuthorityError> {
        let url = parse_address(text)?;
        let path = url.path();
        let path = path.strip_suffix(WELL_KNOWN).unwrap_or(path).trim_end_matches('/');
        let tenant = path.split('/').nth(1).unwrap_or_default();
        if is_workforce_host(url.host_str().unwrap_or_default()) && ALIASES.contains(&tenant) {
            return Err(AuthorityError::ManyTenants);
        }
        Self::new(AuthorityKind::OpenId, format!("{}{path}", url.origin().ascii_serialization()), "")
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

    /// Returns the host, with the port when it is not the usual one, to show to the person who signs in.
    pub fn host(&self) -> String {
        let host = self.metadata_url.host_str().unwrap_or_default();
        self.metadata_url.port().map_or_else(|| host.to_owned(), |port| format!("{host}:{port}"))
    }

    /// Returns the kind of provider as pages know it.
    pub const fn provider(&self) -> Provider {
        match self.kind {
            AuthorityKind::Workforce { .. } | AuthorityKind::MultiTenant { .. } => Provider::Workforce,
            AuthorityKind::External => Provider::External,
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

fn tenant_of(path: &str) -> Result<Option<&str>, AuthorityError> {
    let path = path.strip_suffix(WELL_KNOWN).unwrap_or(path).trim_end_matches('/');
    let path = path.strip_suffix("/v2.0").unwrap_or(path).trim_end_matches('/');
    match path.strip_prefix('/') {
        None => Ok(None),
        Some(tenant) if tenant.contains('/') => Err(AuthorityError::TooLong),
        Some(tenant) => Ok(Some(tenant)),
    }
}

fn is_workforce_host(host: &str) -> bool {
    // Regional hosts: `{region}.login.microsoft.com`.
    WORKFORCE_HOSTS.contains(&host)
        || host
            .strip_suffix(".login.microsoft.com")
            .is_some_and(|region| region.bytes().all(|byte| byte.is_ascii_alphanumeric()))
}

fn is_domain(text: &str) -> bool {
    text.contains('.')
        && text
            .split('.')
            .all(|label| !label.is_empty() && label.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-'))
}
