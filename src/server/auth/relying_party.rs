//! The relying party: this app, as it is registered at the OpenID provider.

mod one_tenant;
mod own_addresses;
mod providers;

use std::{convert::Infallible, sync::Arc, time::Duration};

use openidconnect::{ClientId, Nonce, RedirectUrl};
use url::Url;

use self::{own_addresses::OwnAddresses, providers::Providers};
use super::{AuthError, Scopes, token_cache, token_cache::TokenCache};
use crate::{
    paths::Base,
    server::{
        clock,
        config::{Config, SignOutPaths},
        entra::AllowedTenants,
        http::{Http, Limits},
        metrics::Metrics,
        oidc::{
            self, AssertionRules, ClientCredential, CredentialExpiry, IdTokenError, IdTokenRules, OpenIdProvider,
            ProviderSnapshot, RawIdToken, ResponseMode, TokenEndpoint, TokenResponse, TokenSender, UserInfoEndpoint,
            VerifiedIdToken,
        },
        session::{Journey, UserSession},
    },
};

/// The client registration, the providers of its journeys, and the addresses of this app.
pub struct RelyingParty {
    name: String,
    client_id: ClientId,
    credential: ClientCredential,
    assertion_rules: AssertionRules,
    response_mode: ResponseMode,
    scopes: Scopes,
    allowed_tenants: AllowedTenants,
    addresses: OwnAddresses,
    providers: Providers,
    limits: Limits,
    /// The tokens of the app itself.
    pub(super) app_tokens: TokenCache,
}

/// The provider whose ID token is expected, and the `nonce` that it must contain.
pub(super) struct ExpectedIdToken<'a> {
    pub journey: Journey,
    pub provider: &'a Arc<ProviderSnapshot>,
    /// The `nonce` of the authorization request. `None` for a sign-in by device code, whose request has no `nonce`.
    pub nonce: Option<&'a Nonce>,
}

impl RelyingParty {
    /// Creates the relying party. The provider's metadata is fetched on first use, or by [`Self::keep_provider_snapshot_fresh`].
    pub fn new(config: &Config, http: Arc<Http>, limits: Limits) -> Self {
        Self {
            name: name_of(config),
            client_id: config.client_id.clone(),
            credential: config.client_credential.clone(),
            assertion_rules: AssertionRules::of(&config.authority),
            response_mode: config.response_mode,
            scopes: Scopes::new(config.authority.kind(), &config.scopes, config.endpoint.as_ref()),
            allowed_tenants: config.allowed_tenants.clone(),
            addresses: OwnAddresses::new(config),
            providers: Providers::new(config, http, limits),
            limits,
            app_tokens: TokenCache::new(token_cache::OF_APP),
        }
    }

    /// Returns the name of this relying party, which is stored in every record: the URL of the provider's metadata and
    /// the client ID. A session with another name is rejected.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Whether the session of this user is valid here: it is of this relying party, and `ALLOWED_TENANTS` still lists
    /// the user's tenant.
    pub fn admits(&self, user: &UserSession) -> bool {
        let tenant = user.tenant_id.as_deref().unwrap_or_default();
        user.relying_party == self.name && self.allowed_tenants.allows(tenant)
    }

    /// Returns when the client credential expires. `None` unless it is a certificate or an assertion file.
    pub fn credential_expiry(&self) -> Option<CredentialExpiry> {
        self.credential.expiry()
    }

    /// Returns the provider of the sign-in.
    pub fn provider(&self) -> &OpenIdProvider {
        &self.providers.sign_in
    }

    /// Returns the scopes that each request to the provider names.
    pub fn scopes(&self) -> &Scopes {
        &self.scopes
    }

    /// Whether users sign in by device code, because no redirect URI is configured.
    pub fn signs_in_by_device_code(&self) -> bool {
        self.addresses.redirect_uri.is_none()
    }

    /// Whether the provider sends its responses as forms (`response_mode=form_post`).
    pub fn uses_form_post(&self) -> bool {
        self.response_mode == ResponseMode::FormPost
    }

    /// Returns the path of the redirect URI below the base path, where the callback is mounted.
    pub fn callback_path(&self) -> Option<&str> {
        self.addresses.callback_path()
    }

    /// Returns the paths where the provider reports a sign-out.
    pub fn sign_out_paths(&self) -> &SignOutPaths {
        &self.addresses.sign_out_paths
    }

    /// Returns the base path of the app below its host.
    pub fn base(&self) -> &Base {
        &self.addresses.base
    }

    /// Returns the absolute address of a page of this app, for a redirect back from the provider.
    pub fn own_address(&self, path: &str) -> Url {
        self.addresses.of(path)
    }

    /// Returns the host and port of this app's address if it is a loopback address. `None` otherwise.
    pub fn host_on_this_machine(&self) -> Option<String> {
        self.addresses.loopback_host()
    }

    /// Whether the journey (sign-in, profile edit or password reset) is configured, and a redirect URI with it.
    pub fn offers(&self, journey: Journey) -> bool {
        self.addresses.redirect_uri.is_some() && self.providers.of(journey).is_some()
    }

    /// Returns the metadata and keys of a journey's provider, cached or fetched.
    pub async fn snapshot_of(&self, journey: Journey) -> Result<Arc<ProviderSnapshot>, AuthError> {
        self.providers.snapshot(journey).await
    }

    /// Returns the metadata and keys of the sign-in's provider, cached or fetched.
    pub async fn snapshot(&self) -> Result<Arc<ProviderSnapshot>, AuthError> {
        self.providers.snapshot(Journey::SignIn).await
    }

    /// Keeps the metadata and keys of the providers up to date. Runs as long as the server.
    pub async fn keep_provider_snapshot_fresh(&self) -> Infallible {
        self.providers.keep_snapshot_fresh().await
    }

    /// Returns the metrics of the app.
    pub(super) fn metrics(&self) -> &Metrics {
        self.providers.http.metrics()
    }

    /// Returns the client ID of this app.
    pub fn client_id(&self) -> &ClientId {
        &self.client_id
    }

    pub(super) fn redirect_uri(&self) -> Option<&RedirectUrl> {
        self.addresses.redirect_uri.as_ref()
    }

    pub(super) fn response_mode(&self) -> ResponseMode {
        self.response_mode
    }

    /// Returns the timeout of one request to the provider.
    pub(super) fn request_timeout(&self) -> Duration {
        self.limits.time
    }

    pub(super) fn token_endpoint<'a>(&'a self, snapshot: &'a ProviderSnapshot) -> TokenEndpoint<'a> {
        self.token_endpoint_of(&snapshot.metadata)
    }

    pub(super) fn user_info_endpoint<'a>(&'a self, provider: &'a ProviderSnapshot) -> UserInfoEndpoint<'a> {
        UserInfoEndpoint { http: &self.providers.http, provider, limits: self.limits }
    }

    /// Returns metadata and keys of the sign-in's provider that are newer than `known`. `None` while refetching is
    /// rate-limited.
    pub(super) async fn newer_snapshot(
        &self,
        known: &Arc<ProviderSnapshot>,
        token_sender: TokenSender,
    ) -> Result<Option<Arc<ProviderSnapshot>>, AuthError> {
        self.providers.newer_snapshot(Journey::SignIn, known, token_sender).await
    }

    /// Verifies the ID token of a token response. An unknown key ID can mean that the provider has rotated its keys, so the
    /// keys are fetched once more.
    pub(super) async fn verify(
        &self,
        response: &TokenResponse,
        expected: ExpectedIdToken<'_>,
    ) -> Result<(VerifiedIdToken, RawIdToken), AuthError> {
        let raw = response.id_token.clone().ok_or(AuthError::NoIdToken)?;
        let rules = |provider| IdTokenRules {
            provider,
            client_id: &self.client_id,
            nonce: expected.nonce,
            access_token: response.access_token.as_ref(),
            now: clock::now(),
        };
        let verified = match oidc::verify(&raw, &rules(expected.provider)) {
            Err(IdTokenError::UnknownKey) => {
                let newer =
                    self.providers.newer_snapshot(expected.journey, expected.provider, TokenSender::Provider).await?;
                let newer = newer.ok_or(IdTokenError::UnknownKey)?;
                oidc::verify(&raw, &rules(&newer))?
            }
            verified => verified?,
        };
        Ok((verified, raw))
    }
}

/// Returns the name of the relying party. `appid` is left out of it, so that enabling `CUSTOM_SIGNING_KEY` later keeps
/// existing sessions.
fn name_of(config: &Config) -> String {
    let mut metadata = config.authority.metadata_url();
    metadata.set_query(None);
    format!("{metadata} {}", config.client_id.as_str())
}
