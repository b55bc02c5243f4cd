//! The OpenID provider of each journey. At Azure AD B2C a user flow is an issuer with its own metadata and keys.

use std::{convert::Infallible, sync::Arc};

use crate::server::{
    auth::AuthError,
    config::Config,
    entra::Authority,
    http::{Http, Limits},
    oidc::{OpenIdProvider, ProviderSnapshot, TokenSender},
    session::Journey,
};

/// The providers, and the HTTP client that fetches their metadata and keys.
pub struct Providers {
    pub sign_in: OpenIdProvider,
    edit_profile: Option<OpenIdProvider>,
    reset_password: Option<OpenIdProvider>,
    pub http: Arc<Http>,
}

impl Providers {
    /// Reads the providers from the configuration. Nothing is fetched yet.
    pub fn new(config: &Config, http: Arc<Http>, limits: Limits) -> Self {
        let provider =
            |authority: &Authority| OpenIdProvider::new(authority.clone(), config.allowed_tenants.clone(), limits);
        let user_flows = config.b2c.as_ref();
        Self {
            sign_in: provider(&config.authority),
            edit_profile: user_flows.and_then(|flows| flows.edit_profile.as_ref()).map(provider),
            reset_password: user_flows.and_then(|flows| flows.reset_password.as_ref()).map(provider),
            http,
        }
    }

    /// Returns the provider of a journey. `None` if the journey is not configured.
    pub fn of(&self, journey: Journey) -> Option<&OpenIdProvider> {
        match journey {
            Journey::SignIn => Some(&self.sign_in),
            Journey::EditProfile => self.edit_profile.as_ref(),
            Journey::ResetPassword => self.reset_password.as_ref(),
        }
    }

    /// Returns the metadata and keys of a journey's provider, cached or fetched.
    pub async fn snapshot(&self, journey: Journey) -> Result<Arc<ProviderSnapshot>, AuthError> {
        let provider = self.of(journey).ok_or(AuthError::UnknownTransaction)?;
        Ok(provider.snapshot(&self.http).await?)
    }

    /// Returns a snapshot that is newer than `known`, because `known` has no key with the key ID of a token. `None`
    /// while refetching is rate-limited.
    pub async fn newer_snapshot(
        &self,
        journey: Journey,
        known: &Arc<ProviderSnapshot>,
        token_sender: TokenSender,
    ) -> Result<Option<Arc<ProviderSnapshot>>, AuthError> {
        let provider = self.of(journey).ok_or(AuthError::UnknownTransaction)?;
        Ok(provider.newer_than(known, token_sender, &self.http).await?)
    }

    /// Keeps the metadata and keys of every provider up to date. Runs as long as the server.
    pub async fn keep_snapshot_fresh(&self) -> Infallible {
        tokio::select! {
            never = self.sign_in.keep_snapshot_fresh(&self.http) => never,
            never = keep_snapshot_fresh(self.edit_profile.as_ref(), &self.http) => never,
            never = keep_snapshot_fresh(self.reset_password.as_ref(), &self.http) => never,
        }
    }
}

async fn keep_snapshot_fresh(provider: Option<&OpenIdProvider>, http: &Http) -> Infallible {
    match provider {
        Some(provider) => provider.keep_snapshot_fresh(http).await,
        None => std::future::pending().await,
    }
}
