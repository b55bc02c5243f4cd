//! The settings of an app that is connected to a real tenant, or to another OpenID provider.

use std::fmt;

use openidconnect::{ClientId, ClientSecret, RedirectUrl, Scope};
use url::Url;

use super::{
    address,
    reader::{Reader, Reported},
    session_store::SessionStoreSetting,
    site::Site,
    variable::{
        ALLOWED_TENANTS, AUTHORITY, CLIENT_ID, CLIENT_SECRET, CLIENT_SECRET_FILE, OIDC_AUTHORITY, REDIRECT_URI, SCOPE,
    },
};
use crate::server::entra::{AllowedTenants, Authority, AuthorityKind, is_guid};

/// Everything that the app needs for a real tenant, parsed and consistent.
#[derive(Clone)]
pub struct Config {
    pub site: Site,
    pub client_id: ClientId,
    /// Always there when there is a redirect URI.
    pub client_secret: Option<ClientSecret>,
    pub authority: Authority,
    /// None means that people sign in by device code.
    pub redirect_uri: Option<RedirectUrl>,
    /// The scopes of the downstream API, without those of OpenID Connect.
    pub scopes: Vec<Scope>,
    /// The downstream API; none hides the button.
    pub endpoint: Option<Url>,
    pub session_store: SessionStoreSetting,
    /// The origin under which people open the app.
    pub public_url: Url,
    pub allowed_tenants: AllowedTenants,
    /// Whether the provider is the built-in dev tenant.
    pub dev_tenant: bool,
}

impl Config {
    pub(super) fn read(reader: &mut Reader<'_>, site: &Site) -> Result<Self, Reported> {
        let client_id = client_id(reader);
        let client_secret = client_secret(reader);
        let authority = authority(reader);
        let allowed_tenants = allowed_tenants(reader, authority.as_ref().ok());
        let redirect_uri = address::redirect_uri(reader);
        let known_redirect_uri = redirect_uri.as_ref().ok().and_then(Option::as_ref);
        let public_url = address::public_url(reader, known_redirect_uri, site.listen.port());
        let scopes = scopes(reader);
        let endpoint = address::endpoint(reader);
        let session_store = SessionStoreSetting::read(reader, SessionStoreSetting::FILE);
        if reader.is_set(REDIRECT_URI.name) && matches!(client_secret, Ok(None)) {
            reader.report(&CLIENT_SECRET, "is not set, but a sign-in with REDIRECT_URI needs it");
        }
        if reader.is_set("B2C_TENANT_NAME") {
            let advice = "Set AUTHORITY to a workforce tenant or an external tenant, and remove the B2C variables.";
            let problem = "is set, but Azure AD B2C policies are not supported yet";
            reader.report_about("B2C_TENANT_NAME", problem, advice, AUTHORITY.example);
        }
        Ok(Self {
            site: site.clone(),
            client_id: client_id?,
            client_secret: client_secret?,
            authority: authority?,
            redirect_uri: redirect_uri?,
            scopes: scopes?,
            endpoint: endpoint?,
            session_store: session_store?,
            public_url: public_url?,
            allowed_tenants: allowed_tenants?,
            dev_tenant: false,
        })
    }
}

impl fmt::Debug for Config {
    /// Written by hand, so that a new field shows up in a log only if someone decides that it may.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Config")
            .field("site", &self.site)
            .field("client_id", &self.client_id.as_str())
            .field("client_secret", &self.client_secret.as_ref().map(|_| "(not shown)"))
            .field("authority", &self.authority.address())
            .field("redirect_uri", &self.redirect_uri.as_ref().map(|redirect_uri| redirect_uri.as_str()))
            .field("scopes", &self.scopes)
            .field("endpoint", &self.endpoint.as_ref().map(|endpoint| (endpoint.host_str(), endpoint.path())))
            .field("session_store", &self.session_store)
            .field("public_url", &self.public_url.as_str())
            .field("allowed_tenants", &self.allowed_tenants)
            .field("dev_tenant", &self.dev_tenant)
            .finish()
    }
}

fn client_id(reader: &mut Reader<'_>) -> Result<ClientId, Reported> {
    let Some(text) = reader.setting(&CLIENT_ID)? else { return Err(reader.report(&CLIENT_ID, "is not set")) };
    let is_microsoft = !reader.is_set(OIDC_AUTHORITY.name);
    // Never quoted: the secret gets pasted here often enough.
    if is_microsoft && !is_guid(&text) {
        return Err(reader.report(&CLIENT_ID, "is not an application ID (a GUID)"));
    }
    if !text.bytes().all(|byte| byte.is_ascii_graphic()) {
        return Err(reader.report(&CLIENT_ID, "contains a space or a character outside ASCII"));
    }
    Ok(ClientId::new(text))
}

fn client_secret(reader: &mut Reader<'_>) -> Result<Option<ClientSecret>, Reported> {
    if reader.is_set(CLIENT_SECRET.name) && reader.is_set(CLIENT_SECRET_FILE.name) {
        let problem = "is set together with CLIENT_SECRET";
        return Err(reader.report_with_advice(&CLIENT_SECRET_FILE, problem, "Remove one of the two."));
    }
    let (variable, secret) = match reader.secret(&CLIENT_SECRET)? {
        Some(secret) => (&CLIENT_SECRET, Some(secret)),
        None => (&CLIENT_SECRET_FILE, reader.secret_file(&CLIENT_SECRET_FILE)?),
    };
    let Some(secret) = secret else { return Ok(None) };
    // Other providers may well use GUIDs; Microsoft's addresses end with the tenant or with /v2.0.
    let is_microsoft =
        reader.value(OIDC_AUTHORITY.name).is_none_or(|base| base.trim_end_matches('/').ends_with("/v2.0"));
    if is_microsoft && is_guid(&secret) {
        let advice = "Under Certificates & secrets copy the Value column. It is shown only once: create a new secret if it is gone.";
        return Err(reader.report_with_advice(variable, "holds a GUID: this looks like the secret's ID", advice));
    }
    if !secret.bytes().all(|byte| byte.is_ascii_graphic() || byte == b' ') {
        return Err(reader.report(variable, "contains a character outside ASCII"));
    }
    Ok(Some(ClientSecret::new(secret)))
}

/// `OIDC_AUTHORITY` replaces `AUTHORITY`, as in Microsoft's tutorial.
fn authority(reader: &mut Reader<'_>) -> Result<Authority, Reported> {
    let (variable, text, parsed) = if let Some(text) = reader.setting(&OIDC_AUTHORITY)? {
        let parsed = Authority::parse_oidc_authority(&text);
        (&OIDC_AUTHORITY, text, parsed)
    } else if let Some(text) = reader.setting(&AUTHORITY)? {
        let parsed = Authority::parse_authority(&text);
        (&AUTHORITY, text, parsed)
    } else {
        return Err(reader.report(&AUTHORITY, "is not set"));
    };
    parsed.map_err(|error| {
        let problem = format!("{error} {}", reader.quote(&text));
        reader.report_with_advice(variable, &problem, error.advice())
    })
}

fn allowed_tenants(reader: &mut Reader<'_>, authority: Option<&Authority>) -> Result<AllowedTenants, Reported> {
    let many = authority.is_some_and(|authority| matches!(authority.kind(), AuthorityKind::MultiTenant { .. }));
    let Some(text) = reader.setting(&ALLOWED_TENANTS)? else {
        if many {
            return Err(reader.report(&ALLOWED_TENANTS, "is not set, but AUTHORITY stands for many tenants"));
        }
        return Ok(AllowedTenants::Any);
    };
    if text == "*" {
        return Ok(AllowedTenants::Any);
    }
    let tenants: Vec<String> =
        text.split([',', ' ']).filter(|tenant| !tenant.is_empty()).map(str::to_ascii_lowercase).collect();
    if tenants.is_empty() || !tenants.iter().all(|tenant| is_guid(tenant)) {
        let problem = format!("is not a list of tenant IDs (GUIDs) {}", reader.quote(&text));
        return Err(reader.report(&ALLOWED_TENANTS, &problem));
    }
    Ok(AllowedTenants::Listed(tenants))
}

fn scopes(reader: &mut Reader<'_>) -> Result<Vec<Scope>, Reported> {
    let text = reader.setting(&SCOPE)?.unwrap_or_else(|| SCOPE.example.to_owned());
    let mut scopes: Vec<Scope> = Vec::new();
    for scope in text.split_ascii_whitespace() {
        // RFC 6749, section 3.3.
        if !scope.bytes().all(|byte| byte.is_ascii_graphic() && !matches!(byte, b'"' | b'\\')) {
            let problem = format!("contains something that is no scope {}", reader.quote(scope));
            return Err(reader.report(&SCOPE, &problem));
        }
        if scopes.iter().all(|known| known.as_str() != scope) {
            scopes.push(Scope::new(scope.to_owned()));
        }
    }
    Ok(scopes)
}
