//! The settings of an app that is connected to a real tenant, or to another OpenID provider.

use std::{fmt, path::PathBuf};

use openidconnect::{ClientId, ClientSecret, RedirectUrl, Scope};
use url::Url;

use super::{
    address,
    authority::{allowed_tenants, authority, has_custom_signing_key},
    b2c::{self, B2cFlows},
    reader::{Reader, Reported},
    response_mode,
    session_keys::session_keys_file,
    session_store::SessionStoreSetting,
    sign_out_paths::SignOutPaths,
    site::Site,
    variable::{CLIENT_ID, CLIENT_SECRET, CLIENT_SECRET_FILE, OIDC_AUTHORITY, REDIRECT_URI, SCOPE},
};
use crate::server::{
    entra::{AllowedTenants, Authority, AuthorityKind, Cloud, is_guid},
    oidc::{ApiScopes, ResponseMode},
};

/// What the app asks for at every sign-in anyway (OpenID Connect Core 1.0 §3.1.2.1, §5.4 and §11).
const ALWAYS_ASKED_FOR: [&str; 3] = ["openid", "profile", "offline_access"];

const NO_SCOPE_FOR_B2C: &str =
    "names no scope of the API, and without one Azure AD B2C gives no access token for ENDPOINT";
const NO_SCOPE_OF_GRAPH: &str =
    "names scopes of other APIs only, but ENDPOINT is Microsoft Graph, which takes no tokens of other APIs";

/// Everything that the app needs for a real tenant, parsed and consistent.
#[derive(Clone)]
pub struct Config {
    pub site: Site,
    pub client_id: ClientId,
    /// Always there when there is a redirect URI.
    pub client_secret: Option<ClientSecret>,
    pub authority: Authority,
    /// The other user flows, when the authority is one of Azure AD B2C.
    pub b2c: Option<B2cFlows>,
    /// None means that people sign in by device code.
    pub redirect_uri: Option<RedirectUrl>,
    pub response_mode: ResponseMode,
    /// The scopes of the downstream API, without those that are asked for anyway.
    pub scopes: Vec<Scope>,
    /// The downstream API; none hides the button.
    pub endpoint: Option<Url>,
    pub session_store: SessionStoreSetting,
    /// `SESSION_KEYS_FILE`; none means that the store has a file of keys of its own.
    pub session_keys_file: Option<PathBuf>,
    /// The origin under which people open the app.
    pub public_url: Url,
    /// Where the provider says that somebody has signed out there.
    pub sign_out_paths: SignOutPaths,
    pub allowed_tenants: AllowedTenants,
    /// Whether the provider is the built-in dev tenant.
    pub dev_tenant: bool,
}

impl Config {
    pub(super) fn read(reader: &mut Reader<'_>, site: &Site) -> Result<Self, Reported> {
        let client_id = client_id(reader);
        let client_secret = client_secret(reader);
        let authority = authority(reader);
        let b2c_is_meant = b2c::is_meant(reader);
        let known_authority = authority.as_ref().ok().map(|(authority, _)| authority);
        let allowed_tenants = allowed_tenants(reader, known_authority);
        let custom_signing_key = has_custom_signing_key(reader, known_authority);
        let redirect_uri = address::redirect_uri(reader);
        let response_mode = response_mode::read(reader);
        let known_redirect_uri = redirect_uri.as_ref().ok().and_then(Option::as_ref);
        let public_url = address::public_url(reader, known_redirect_uri, site.listen.port());
        let callback_path = address::callback_path(known_redirect_uri, public_url.as_ref().ok());
        let sign_out_paths = SignOutPaths::read(reader, callback_path);
        let default_scope = if b2c_is_meant { None } else { Some(SCOPE.example) };
        let scopes = scopes(reader, default_scope);
        let endpoint = address::endpoint(reader, known_authority, b2c_is_meant);
        if let (Ok(scopes), Ok(Some(endpoint))) = (&scopes, &endpoint) {
            check_scopes(reader, scopes, endpoint, known_authority, b2c_is_meant);
        }
        let session_store = SessionStoreSetting::read(reader, SessionStoreSetting::FILE);
        let session_keys_file = session_keys_file(reader, session_store.as_ref().ok(), public_url.as_ref().ok());
        if reader.is_set(REDIRECT_URI.name) && matches!(client_secret, Ok(None)) {
            reader.report(&CLIENT_SECRET, "is not set, but a sign-in with REDIRECT_URI needs it");
        }
        let ((authority, b2c), client_id) = (authority?, client_id?);
        Ok(Self {
            site: site.clone(),
            authority: if custom_signing_key? { authority.with_keys_of(&client_id) } else { authority },
            client_id,
            client_secret: client_secret?,
            b2c,
            redirect_uri: redirect_uri?,
            response_mode: response_mode?,
            scopes: scopes?,
            endpoint: endpoint?,
            session_store: session_store?,
            session_keys_file: session_keys_file?,
            public_url: public_url?,
            sign_out_paths: sign_out_paths?,
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
            .field("b2c", &self.b2c)
            .field("redirect_uri", &self.redirect_uri.as_ref().map(|redirect_uri| redirect_uri.as_str()))
            .field("response_mode", &self.response_mode)
            .field("scopes", &self.scopes)
            .field("endpoint", &self.endpoint.as_ref().map(|endpoint| (endpoint.host_str(), endpoint.path())))
            .field("session_store", &self.session_store)
            .field("session_keys_file", &self.session_keys_file)
            .field("public_url", &self.public_url.as_str())
            .field("sign_out_paths", &self.sign_out_paths)
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

fn scopes(reader: &mut Reader<'_>, default: Option<&str>) -> Result<Vec<Scope>, Reported> {
    let text = reader.setting(&SCOPE)?.or_else(|| default.map(str::to_owned)).unwrap_or_default();
    let mut scopes: Vec<Scope> = Vec::new();
    for scope in text.split_ascii_whitespace() {
        // RFC 6749, section 3.3.
        if !scope.bytes().all(|byte| byte.is_ascii_graphic() && !matches!(byte, b'"' | b'\\')) {
            let problem = format!("contains something that is no scope {}", reader.quote(scope));
            return Err(reader.report(&SCOPE, &problem));
        }
        if !ALWAYS_ASKED_FOR.contains(&scope) && scopes.iter().all(|known| known.as_str() != scope) {
            scopes.push(Scope::new(scope.to_owned()));
        }
    }
    Ok(scopes)
}

/// Reports scopes of which it is certain that no token for them serves at the endpoint.
///
/// The other way round nothing is certain: whoever answers at an address that is not Graph's may be a gateway in front of it.
fn check_scopes(
    reader: &mut Reader<'_>,
    scopes: &[Scope],
    endpoint: &Url,
    authority: Option<&Authority>,
    is_b2c: bool,
) {
    if is_b2c && scopes.is_empty() {
        reader.report(&SCOPE, NO_SCOPE_FOR_B2C);
    }
    // Only there does the name of a scope tell which API it is of.
    let is_entra = authority.is_some_and(|authority| {
        let kind = authority.kind();
        matches!(kind, AuthorityKind::Workforce { .. } | AuthorityKind::MultiTenant { .. } | AuthorityKind::External)
    });
    let is_graph = endpoint.host_str().and_then(Cloud::of_graph_host).is_some();
    let names_graph = || ApiScopes::of_resources(scopes.iter().cloned()).iter().any(|api| api.are_for(endpoint));
    if is_entra && is_graph && !scopes.is_empty() && !names_graph() {
        let advice = "Add a scope of Graph, such as User.Read; or write the address of your API into ENDPOINT, or nothing (ENDPOINT=).";
        reader.report_with_advice(&SCOPE, NO_SCOPE_OF_GRAPH, advice);
    }
}
