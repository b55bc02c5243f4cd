//! The relying party: this app, as the OpenID provider knows it.

use std::{convert::Infallible, sync::Arc, time::Duration};

use openidconnect::{ClientId, Nonce, RedirectUrl};
use url::Url;

use super::{AuthError, Scopes, respites::Respites};
use crate::{
    paths::Base,
    server::{
        clock,
        config::{Config, SignOutPaths},
        entra::Authority,
        http::{self, Http, Limits},
        keyed_locks::KeyedLocks,
        oidc::{
            self, ClientCredential, IdTokenError, IdTokenRules, OpenIdProvider, ProviderSnapshot, RawIdToken,
            ResponseMode, TokenEndpoint, TokenResponse, VerifiedIdToken, WhoAsks,
        },
        session::Journey,
    },
};

/// This app, as the OpenID provider knows it.
pub struct RelyingParty {
    name: String,
    pub(super) client_id: ClientId,
    credential: ClientCredential,
    /// None: people sign in by device code.
    pub(super) redirect_uri: Option<RedirectUrl>,
    pub(super) response_mode: ResponseMode,
    scopes: Scopes,
    public_url: Url,
    base: Base,
    provider: OpenIdProvider,
    edit_profile: Option<OpenIdProvider>,
    reset_password: Option<OpenIdProvider>,
    /// One refresh at a time per session.
    pub(super) refreshes: KeyedLocks,
    /// Refreshes that failed a moment ago.
    pub(super) respites: Respites,
    /// One question at a time per device authorization.
    pub(super) device_questions: KeyedLocks,
    sign_out_paths: SignOutPaths,
    pub(super) http: Arc<Http>,
    limits: Limits,
}

impl RelyingParty {
    /// Makes the relying party; the provider is asked on first use, or by [`Self::keep_provider_known`].
    pub fn new(config: &Config, http: Arc<Http>, limits: Limits) -> Self {
        let provider =
            |authority: &Authority| OpenIdProvider::new(authority.clone(), config.allowed_tenants.clone(), limits);
        let user_flows = config.b2c.as_ref();
        Self {
            name: name_of(config),
            client_id: config.client_id.clone(),
            credential: config.client_credential.clone(),
            redirect_uri: config.redirect_uri.clone(),
            response_mode: config.response_mode,
            scopes: Scopes::new(config.authority.kind(), &config.scopes, config.endpoint.as_ref()),
            public_url: config.public_url.clone(),
            base: Base::of(config.public_url.path()),
            provider: provider(&config.authority),
            edit_profile: user_flows.and_then(|flows| flows.edit_profile.as_ref()).map(provider),
            reset_password: user_flows.and_then(|flows| flows.reset_password.as_ref()).map(provider),
            refreshes: KeyedLocks::default(),
            respites: Respites::default(),
            device_questions: KeyedLocks::default(),
            sign_out_paths: config.sign_out_paths.clone(),
            http,
            limits,
        }
    }

    /// Returns the name that its records carry: the address of the provider's metadata, and the client's ID. Sessions of another
    /// name are not taken up.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Returns the provider.
    pub fn provider(&self) -> &OpenIdProvider {
        &self.provider
    }

    /// Returns what is asked for, at which endpoint.
    pub fn scopes(&self) -> &Scopes {
        &self.scopes
    }

    /// Says whether people sign in by device code, because there is no address to come back to.
    pub fn signs_in_by_device_code(&self) -> bool {
        self.redirect_uri.is_none()
    }

    /// Says whether the provider's answers come as forms (`response_mode=form_post`).
    pub fn is_answered_by_forms(&self) -> bool {
        self.response_mode == ResponseMode::FormPost
    }

    /// Returns the path of the redirect URI below the base, where the callback is mounted.
    pub fn callback_path(&self) -> Option<String> {
        self.redirect_uri.as_ref().and_then(|uri| self.base.strip(uri.url().path())).map(str::to_owned)
    }

    /// Returns where the provider says that somebody has signed out there.
    pub fn sign_out_paths(&self) -> &SignOutPaths {
        &self.sign_out_paths
    }

    /// Returns where the app begins below its host.
    pub fn base(&self) -> &Base {
        &self.base
    }

    /// Returns the address of one of this app's pages, for the provider to lead back to. It comes from the settings,
    /// never from a request's `Host`.
    pub fn own_address(&self, path: &str) -> Url {
        let mut address = self.public_url.clone();
        address.set_path(&self.base.join(path));
        address
    }

    /// Returns the host and port of this app's address, if people open it on the machine that it runs on.
    pub fn host_on_this_machine(&self) -> Option<String> {
        let host = self.public_url.host_str().filter(|_| http::is_loopback(&self.public_url))?;
        Some(self.public_url.port().map_or_else(|| host.to_owned(), |port| format!("{host}:{port}")))
    }

    /// Says whether people can be sent on this journey.
    pub fn offers(&self, journey: Journey) -> bool {
        self.redirect_uri.is_some() && self.provider_of(journey).is_some()
    }

    fn provider_of(&self, journey: Journey) -> Option<&OpenIdProvider> {
        match journey {
            Journey::SignIn => Some(&self.provider),
            Journey::EditProfile => self.edit_profile.as_ref(),
            Journey::ResetPassword => self.reset_password.as_ref(),
        }
    }

    /// Returns what is known of the provider of a journey.
    pub async fn snapshot_of(&self, journey: Journey) -> Result<Arc<ProviderSnapshot>, AuthError> {
        let provider = self.provider_of(journey).ok_or(AuthError::UnknownTransaction)?;
        Ok(provider.snapshot(&self.http).await?)
    }

    /// Returns what is known of the provider.
    pub async fn snapshot(&self) -> Result<Arc<ProviderSnapshot>, AuthError> {
        Ok(self.provider.snapshot(&self.http).await?)
    }

    /// Keeps the provider known, in each of its journeys, for as long as the server runs.
    pub async fn keep_provider_known(&self) -> Infallible {
        tokio::select! {
            never = self.provider.keep_known(&self.http) => never,
            never = keep_known(self.edit_profile.as_ref(), &self.http) => never,
            never = keep_known(self.reset_password.as_ref(), &self.http) => never,
        }
    }

    /// Returns how long the provider may take for one answer.
    pub(super) fn patience(&self) -> Duration {
        self.limits.time
    }

    pub(super) fn token_endpoint<'a>(&'a self, snapshot: &'a ProviderSnapshot) -> TokenEndpoint<'a> {
        TokenEndpoint {
            http: &self.http,
            metadata: &snapshot.metadata,
            client_id: &self.client_id,
            credential: &self.credential,
            limits: self.limits,
        }
    }

    /// Verifies the ID token of a token response with what is known of the journey's own provider. When no key has its key ID,
    /// the provider may have rotated its keys: they are fetched once more.
    pub(super) async fn verify(
        &self,
        journey: Journey,
        snapshot: &Arc<ProviderSnapshot>,
        response: &TokenResponse,
        nonce: Option<&Nonce>,
    ) -> Result<(VerifiedIdToken, RawIdToken), AuthError> {
        let raw = response.id_token.clone().ok_or(AuthError::NoIdToken)?;
        let rules = |provider| IdTokenRules {
            provider,
            client_id: &self.client_id,
            nonce,
            access_token: response.access_token.as_ref(),
            now: clock::now(),
        };
        let verified = match oidc::verify(&raw, &rules(snapshot)) {
            Err(IdTokenError::UnknownKey) => {
                let provider = self.provider_of(journey).ok_or(AuthError::UnknownTransaction)?;
                let newer = provider.newer_than(snapshot, WhoAsks::Provider, &self.http).await?;
                let newer = newer.ok_or(IdTokenError::UnknownKey)?;
                oidc::verify(&raw, &rules(&newer))?
            }
            verified => verified?,
        };
        Ok((verified, raw))
    }
}

async fn keep_known(provider: Option<&OpenIdProvider>, http: &Http) -> Infallible {
    match provider {
        Some(provider) => provider.keep_known(http).await,
        None => std::future::pending().await,
    }
}

/// For whose keys the provider is asked (`appid`), is no part of the name: that may be set later, and nobody has to sign in again.
fn name_of(config: &Config) -> String {
    let mut metadata = config.authority.metadata_url();
    metadata.set_query(None);
    format!("{metadata} {}", config.client_id.as_str())
}
