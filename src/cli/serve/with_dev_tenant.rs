//! Starts the app together with the built-in dev tenant.

use std::path::Path;

use openidconnect::{ClientId, ClientSecret, RedirectUrl, Scope};
use url::Url;

use crate::{
    cli::{command_error::CommandError, console::print_message},
    dev_tenant::{self, Connection, Flavour, Options, RefreshMode},
    paths,
    server::{
        causes::with_causes,
        config::{AccountSettings, Config, DevTenantSettings, SessionStoreSetting},
        entra::{AllowedTenants, Authority},
        oidc::{ClientCredential, ResponseMode},
    },
};

/// Starts the dev tenant, announces it, and returns the configuration with which the app uses it.
pub(super) async fn start(settings: DevTenantSettings) -> Result<Config, CommandError> {
    let redirect_uri = own_address(&settings.public_url, paths::DEV_TENANT_CALLBACK);
    let options = Options {
        listen: settings.listen,
        redirect_uris: vec![
            redirect_uri.to_string(),
            own_address(&settings.public_url, paths::ADMIN_CONSENT_RESULT).to_string(),
        ],
        post_logout_redirect_uris: vec![own_address(&settings.public_url, paths::SIGNED_OUT).to_string()],
        front_channel_logout_urls: vec![
            own_address(&settings.public_url, &settings.sign_out_paths.front_channel).to_string(),
        ],
        state_file: match &settings.session_store {
            SessionStoreSetting::Sqlite(path) => Some(path.with_file_name("dev-tenant.json")),
            SessionStoreSetting::Redis(_) | SessionStoreSetting::Postgres(_) => {
                Some(Path::new(SessionStoreSetting::DEV_TENANT_FILE).with_file_name("dev-tenant.json"))
            }
            SessionStoreSetting::Memory => None,
        },
        production_markers: settings.production_markers.clone(),
        allow_host: settings.allow_host.clone(),
        refresh: RefreshMode::Entra,
        flavour: Flavour::Workforce,
        public_origin: None,
    };
    let connection = dev_tenant::run(options).await.map_err(|error| CommandError(with_causes(&error)))?;
    let config = config_of(&settings, &connection, redirect_uri)?;
    print_message(&banner(&connection));
    Ok(config)
}

/// Returns a configuration in which the dev tenant is like any other tenant (rule DT-1).
fn config_of(settings: &DevTenantSettings, connection: &Connection, redirect_uri: Url) -> Result<Config, CommandError> {
    let impossible =
        |error: &dyn std::fmt::Display| CommandError(format!("the addresses of the dev tenant are not valid: {error}"));
    Ok(Config {
        site: settings.site.clone(),
        client_id: ClientId::new(connection.client_id.clone()),
        client_credential: ClientCredential::Secret(ClientSecret::new(connection.client_secret.clone())),
        authority: Authority::parse_authority(&connection.authority)
            .map_err(|error| impossible(&format!("{error:?}")))?,
        b2c: None,
        redirect_uri: Some(RedirectUrl::from_url(redirect_uri)),
        response_mode: ResponseMode::Query,
        account: AccountSettings::default(),
        scopes: vec![Scope::new("User.Read".to_owned())],
        endpoint: Some(Url::parse(&connection.endpoint).map_err(|error| impossible(&error))?),
        endpoint_is_graph: true,
        protected_api: settings.protected_api.clone(),
        session_store: settings.session_store.clone(),
        session_keys_file: settings.session_keys_file.clone(),
        session_lifetimes: settings.session_lifetimes,
        public_url: settings.public_url.clone(),
        sign_out_paths: settings.sign_out_paths.clone(),
        allowed_tenants: AllowedTenants::Any,
        dev_tenant: true,
    })
}

fn banner(connection: &Connection) -> String {
    let lines: Vec<_> = connection.personas.iter().map(|(name, what)| format!("    {name} ({what})")).collect();
    let (origin, lines) = (&connection.origin, lines.join("\n"));
    format!(
        "\n  No tenant is configured, so the app uses the built-in dev tenant at {origin}.\n  You can sign in as\n{lines}\n"
    )
}

fn own_address(public_url: &Url, path: &str) -> Url {
    let mut address = public_url.clone();
    address.set_path(path);
    address
}
