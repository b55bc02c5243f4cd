//! The settings of an app that is connected to a real tenant, or to another OpenID provider.

use std::{fmt, path::PathBuf};

use openidconnect::{ClientId, RedirectUrl, Scope};
use url::Url;

use super::{
    account_settings::AccountSettings,
    address,
    authority::{allowed_tenants, authority, has_custom_signing_key},
    b2c::{self, B2cFlows},
    client_credential::client_credential,
    downstream::Downstream,
    finding::{Missing, ValueProblem},
    protected_api::ProtectedApi,
    reader::{Reader, Reported},
    response_mode,
    session_keys::session_keys_file,
    session_lifetimes::SessionLifetimes,
    session_store::SessionStoreSetting,
    sign_out_paths::SignOutPaths,
    site::Site,
    variable::Variable,
};
use crate::server::{
    entra::{AllowedTenants, Authority, is_guid},
    oidc::{ClientCredential, ResponseMode},
};

/// The settings for a real tenant, parsed and consistent.
#[derive(Clone)]
pub struct Config {
    pub site: Site,
    pub client_id: ClientId,
    /// The client secret, certificate, assertion file or managed identity. A public client has none of them and no redirect
    /// URI: its users sign in by device code.
    pub client_credential: ClientCredential,
    pub authority: Authority,
    /// The other user flows, if the authority is a user flow of Azure AD B2C.
    pub b2c: Option<B2cFlows>,
    /// The redirect URI. `None` means sign-in by device code.
    pub redirect_uri: Option<RedirectUrl>,
    pub response_mode: ResponseMode,
    /// How sign-ins choose the account at the provider.
    pub account: AccountSettings,
    /// The configured scopes, without the scopes of every sign-in. The scopes of the API at the endpoint come first.
    pub scopes: Vec<Scope>,
    /// The downstream API; `None` removes the button that calls it.
    pub endpoint: Option<Url>,
    /// Whether the endpoint is Microsoft Graph or a gateway in front of it, so that tokens for Graph may be sent there.
    pub endpoint_is_graph: bool,
    /// The protected API of this app. `None` means that its routes do not exist.
    pub protected_api: Option<ProtectedApi>,
    pub session_store: SessionStoreSetting,
    /// `SESSION_KEYS_FILE`; `None` means that the app keeps a file of session keys beside the sessions.
    pub session_keys_file: Option<PathBuf>,
    pub session_lifetimes: SessionLifetimes,
    /// The address of the app that users open.
    pub public_url: Url,
    /// The paths at which the provider reports a sign-out.
    pub sign_out_paths: SignOutPaths,
    pub allowed_tenants: AllowedTenants,
    /// Whether the provider is the built-in dev tenant.
    pub dev_tenant: bool,
}

impl Config {
    pub(super) fn read(reader: &mut Reader<'_>, site: &Site) -> Result<Self, Reported> {
        let authority = authority(reader);
        let known_authority = authority.as_ref().ok().map(|(authority, _)| authority);
        let client_id = client_id(reader, known_authority);
        let client_credential = client_credential(reader, client_id.as_ref().ok(), known_authority);
        let allowed_tenants = allowed_tenants(reader, known_authority);
        let custom_signing_key = has_custom_signing_key(reader, known_authority);
        let redirect_uri = address::redirect_uri(reader);
        let response_mode = response_mode::read(reader);
        let known_redirect_uri = redirect_uri.as_ref().ok().and_then(Option::as_ref);
        let public_url = address::public_url(reader, known_redirect_uri, site.listen.port());
        address::check_port(reader, known_redirect_uri, site.listen);
        let callback_path = address::callback_path(known_redirect_uri, public_url.as_ref().ok());
        let account = AccountSettings::read(reader);
        let sign_out_paths = SignOutPaths::read(reader, callback_path);
        let is_b2c = b2c::is_b2c_configured(reader);
        let downstream = Downstream::read(reader, known_authority, is_b2c);
        let protected_api = ProtectedApi::read(reader);
        let session_store = SessionStoreSetting::read(reader, SessionStoreSetting::FILE);
        let session_keys_file = session_keys_file(reader, session_store.as_ref().ok(), public_url.as_ref().ok());
        let session_lifetimes = SessionLifetimes::read(reader);
        if reader.is_set(Variable::RedirectUri.name()) && matches!(client_credential, Ok(ClientCredential::Public)) {
            reader.report(Variable::ClientSecret, Missing::SecretOfRedirectUri);
        }
        let ((authority, b2c), client_id, downstream) = (authority?, client_id?, downstream?);
        Ok(Self {
            site: site.clone(),
            authority: if custom_signing_key? { authority.with_keys_of(&client_id) } else { authority },
            client_id,
            client_credential: client_credential?,
            b2c,
            redirect_uri: redirect_uri?,
            response_mode: response_mode?,
            account: account?,
            scopes: downstream.scopes,
            endpoint: downstream.endpoint,
            endpoint_is_graph: downstream.endpoint_is_graph,
            protected_api: protected_api?,
            session_store: session_store?,
            session_keys_file: session_keys_file?,
            session_lifetimes: session_lifetimes?,
            public_url: public_url?,
            sign_out_paths: sign_out_paths?,
            allowed_tenants: allowed_tenants?,
            dev_tenant: false,
        })
    }
}

impl fmt::Debug for Config {
    /// This implementation is written by hand, so that a new field appears in a log only after a decision that it may.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Config")
            .field("site", &self.site)
            .field("client_id", &self.client_id.as_str())
            .field("client_credential", &name_of(&self.client_credential))
            .field("authority", &self.authority.address())
            .field("b2c", &self.b2c)
            .field("redirect_uri", &self.redirect_uri.as_ref().map(|redirect_uri| redirect_uri.as_str()))
            .field("response_mode", &self.response_mode)
            .field("account", &self.account)
            .field("scopes", &self.scopes)
            .field("endpoint", &self.endpoint.as_ref().map(|endpoint| (endpoint.host_str(), endpoint.path())))
            .field("endpoint_is_graph", &self.endpoint_is_graph)
            .field("protected_api", &self.protected_api)
            .field("session_store", &self.session_store)
            .field("session_keys_file", &self.session_keys_file)
            .field("session_lifetimes", &self.session_lifetimes)
            .field("public_url", &self.public_url.as_str())
            .field("sign_out_paths", &self.sign_out_paths)
            .field("allowed_tenants", &self.allowed_tenants)
            .field("dev_tenant", &self.dev_tenant)
            .finish()
    }
}

/// Returns a text for the kind of a credential, without the credential.
const fn name_of(credential: &ClientCredential) -> &'static str {
    match credential {
        ClientCredential::Public => "public client",
        ClientCredential::Secret(_) | ClientCredential::SecretFile(_) => "secret (not shown)",
        ClientCredential::Certificate(_) => "certificate",
        ClientCredential::AssertionFile(_) => "file with an assertion",
        ClientCredential::ManagedIdentity(_) => "managed identity",
    }
}

/// Reads `CLIENT_ID`. Microsoft issues IDs in lower case and accepts any case in requests, so that an ID in capital
/// letters would differ from the `aud` of every token. Other providers may distinguish upper and lower case.
fn client_id(reader: &mut Reader<'_>, authority: Option<&Authority>) -> Result<ClientId, Reported> {
    let Some(text) = reader.setting(Variable::ClientId)? else {
        return Err(reader.report(Variable::ClientId, Missing::Always));
    };
    if is_guid(&text) && authority.is_none_or(Authority::may_be_microsoft) {
        return Ok(ClientId::new(text.to_ascii_lowercase()));
    }
    if !reader.is_set(Variable::OidcAuthority.name()) && !is_guid(&text) {
        return Err(reader.report(Variable::ClientId, ValueProblem::NotApplicationId));
    }
    if !text.bytes().all(|byte| byte.is_ascii_graphic()) {
        return Err(reader.report(Variable::ClientId, ValueProblem::SpaceOrOutsideAscii));
    }
    Ok(ClientId::new(text))
}
