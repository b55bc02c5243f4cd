//! The app registration that settings need, independent of the form in which it is printed.

use openidconnect::Scope;

use crate::{
    cli::command_error::CommandError,
    paths::{self, Base},
    server::{
        config::{CredentialKind, RegistrationSettings},
        entra::{Authority, AuthorityKind, Cloud, admin_consent_endpoint, is_guid},
        oidc::ApiScopes,
    },
};

/// The application ID of Microsoft Graph in every cloud.
pub const GRAPH: &str = "00000003-0000-0000-c000-000000000000";
/// Permissions that users of other tenants grant at the sign-in, and customers of an external tenant cannot grant.
const OF_EVERY_SIGN_IN: [&str; 3] = ["openid", "profile", "offline_access"];

/// An app registration.
pub struct Registration {
    pub name: String,
    /// The client ID of an existing registration.
    pub client_id: Option<String>,
    /// The value of `signInAudience` (Microsoft Graph, resource type application).
    pub audience: &'static str,
    pub redirect_uris: Vec<String>,
    /// The front-channel logout URL. Entra ID requires https, so it is missing for an app on http.
    pub front_channel_logout_url: Option<String>,
    /// Whether users sign in by device code, which needs a public client.
    pub is_public_client: bool,
    pub permissions: Vec<ApiPermissions>,
    /// Whether an administrator must consent, because users cannot.
    pub needs_admin_consent: bool,
    pub credential: Option<CredentialKind>,
    pub cloud: &'static Cloud,
}

/// Delegated permissions of one API.
pub struct ApiPermissions {
    /// The application ID of the API, or the name with which its scopes begin.
    pub api: String,
    pub names: Vec<String>,
}

impl Registration {
    /// Derives the registration from the settings and from the scopes that pages need in addition.
    pub fn new(name: String, settings: &RegistrationSettings, of_pages: Vec<Scope>) -> Result<Self, CommandError> {
        let authority = &settings.authority;
        if !authority.may_be_microsoft() {
            let problem = "OIDC_AUTHORITY names a provider other than Microsoft, so there is no app registration to print. \
                           See the section \"Any other OpenID provider\" of src/docs/connect.md.";
            return Err(CommandError(problem.to_owned()));
        }
        let is_external = is_external(authority);
        let is_public_client = settings.redirect_uri.is_none();
        Ok(Self {
            name,
            client_id: settings.client_id.clone(),
            audience: audience(authority),
            redirect_uris: redirect_uris(settings),
            front_channel_logout_url: front_channel_logout_url(settings),
            is_public_client,
            permissions: permissions(settings, of_pages, is_external),
            needs_admin_consent: is_external,
            credential: settings.credential.clone(),
            cloud: authority.cloud().unwrap_or_else(Cloud::public),
        })
    }

    /// Whether personal accounts may sign in. Their tokens have version 2 only.
    pub fn has_personal_accounts(&self) -> bool {
        self.audience.contains("Personal")
    }

    /// Returns the host that the issuers of this cloud name.
    pub fn issuer_host(&self) -> &'static str {
        self.cloud.sign_in_hosts().first().copied().unwrap_or("login.microsoftonline.com")
    }
}

impl ApiPermissions {
    /// Returns the application ID of the API, if its name contains it (`api://<application ID>`).
    pub fn application_id(&self) -> Option<&str> {
        let id = self.api.strip_prefix("api://").unwrap_or(&self.api);
        is_guid(id).then_some(id)
    }
}

/// Returns whether this is an external tenant. A custom domain of Microsoft belongs to one, unless its path names a policy.
fn is_external(authority: &Authority) -> bool {
    matches!(authority.kind(), AuthorityKind::External | AuthorityKind::OpenId) && !authority.is_b2c()
}

fn audience(authority: &Authority) -> &'static str {
    match authority.kind() {
        AuthorityKind::MultiTenant { alias } if alias == "organizations" => "AzureADMultipleOrgs",
        AuthorityKind::MultiTenant { alias } if alias == "consumers" => "PersonalMicrosoftAccount",
        AuthorityKind::MultiTenant { .. } => "AzureADandPersonalMicrosoftAccount",
        // User flows of Azure AD B2C work only with this audience.
        _ if authority.is_b2c() => "AzureADandPersonalMicrosoftAccount",
        _ => "AzureADMyOrg",
    }
}

fn redirect_uris(settings: &RegistrationSettings) -> Vec<String> {
    let callback = settings.redirect_uri.as_ref().map(|redirect_uri| redirect_uri.as_str().to_owned());
    let consent = admin_consent_endpoint(&settings.authority).map(|_| own(settings, paths::ADMIN_CONSENT_RESULT));
    callback.into_iter().chain([own(settings, paths::SIGNED_OUT)]).chain(consent).collect()
}

fn front_channel_logout_url(settings: &RegistrationSettings) -> Option<String> {
    let is_https = settings.public_url.scheme() == "https";
    is_https.then(|| own(settings, &settings.sign_out_paths.front_channel))
}

/// Returns the address of one of the app's own paths.
fn own(settings: &RegistrationSettings, path: &str) -> String {
    let mut address = settings.public_url.clone();
    address.set_path(&Base::of(address.path()).join(path));
    address.into()
}

fn permissions(settings: &RegistrationSettings, of_pages: Vec<Scope>, is_external: bool) -> Vec<ApiPermissions> {
    // Microsoft Graph rejects tokens of Azure AD B2C, so the app has no pages that call it there.
    let of_pages = if settings.authority.is_b2c() { Vec::new() } else { of_pages };
    let of_sign_in = OF_EVERY_SIGN_IN.map(|scope| Scope::new(scope.to_owned()));
    let of_sign_in = is_external.then_some(of_sign_in).into_iter().flatten();
    let of_apis = settings.apis.scopes().cloned();
    let scopes = of_sign_in.chain(settings.scopes.iter().cloned()).chain(of_apis).chain(of_pages);
    ApiScopes::of_resources(scopes).iter().map(of_api).filter(|permissions| !permissions.names.is_empty()).collect()
}

fn of_api(scopes: &ApiScopes) -> ApiPermissions {
    let mut names: Vec<String> = Vec::new();
    for scope in scopes.scopes() {
        let name = scope.rsplit('/').next().unwrap_or_default();
        // `.default` means the permissions that are already registered. The scope of an app for itself is its ID.
        let is_name = name != ".default" && !is_guid(name);
        if is_name && !names.iter().any(|known| known.eq_ignore_ascii_case(name)) {
            names.push(name.to_owned());
        }
    }
    ApiPermissions { api: scopes.resource().unwrap_or(GRAPH).to_owned(), names }
}
