//! When the client secret expires. Only the app registration knows it, so it is read from Microsoft Graph.

use std::sync::{Arc, Mutex, PoisonError};

use openidconnect::{ClientId, ClientSecret};
use url::Url;

use crate::server::{
    auth::{AppTokenRequest, AuthError, RelyingParty},
    config::Config,
    entra::{ApplicationRecord, ApplicationRecordError, graph_resource},
    http::{Http, Limits},
    oidc::{ClientCredential, CredentialExpiry, ExpiringCredential},
};

/// The expiry of the client secret, as far as it is known.
pub struct SecretExpiry {
    /// `None` if the credential is not a secret, or if no Graph has the registration.
    registration: Option<Registration>,
    known: Mutex<Option<KnownExpiry>>,
}

/// An expiry, and the secret to which it belongs.
struct KnownExpiry {
    secret: ClientSecret,
    expiry: CredentialExpiry,
}

/// The secret, and where its registration is found.
struct Registration {
    client_id: ClientId,
    credential: ClientCredential,
    graph: Url,
    /// The resource of the token for this Graph.
    resource: String,
}

/// Why the expiry could not be read.
#[derive(Debug, thiserror::Error)]
enum SecretExpiryError {
    #[error("the provider issued no token for the app itself")]
    Token(#[source] Arc<AuthError>),
    #[error("the app registration could not be read")]
    Record(#[from] ApplicationRecordError),
}

impl SecretExpiry {
    pub fn new(config: &Config) -> Self {
        let is_registered_at_graph = config.authority.may_be_microsoft() && !config.authority.is_b2c();
        let graph = config.graph().filter(|_| is_registered_at_graph && config.client_credential.secret().is_some());
        let registration = graph.map(|graph| Registration {
            client_id: config.client_id.clone(),
            credential: config.client_credential.clone(),
            resource: graph_resource(&graph, config.authority.cloud()),
            graph,
        });
        Self { registration, known: Mutex::default() }
    }

    /// Returns the expiry of the current secret. `None` if it is unknown, as after a rotation of the secret until the next read.
    pub fn known(&self) -> Option<CredentialExpiry> {
        let current = self.registration.as_ref()?.credential.secret()?;
        let known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        known.as_ref().filter(|known| known.secret.secret() == current.secret()).map(|known| known.expiry.clone())
    }

    /// Reads the expiry from Graph. A failure is only logged at the level `debug`, because the app works without this knowledge.
    pub async fn read(&self, relying_party: &RelyingParty, http: &Http, limits: Limits) {
        let Some(registration) = &self.registration else { return };
        match registration.expiry(relying_party, http, limits).await {
            Ok(found) => {
                if found.is_none() {
                    tracing::debug!("the app registration names no expiry for the client secret");
                }
                *self.known.lock().unwrap_or_else(PoisonError::into_inner) = found;
            }
            Err(error) => tracing::debug!(
                error = &error as &dyn std::error::Error,
                "the expiry of the client secret could not be read from the app registration"
            ),
        }
    }
}

impl Registration {
    async fn expiry(
        &self,
        relying_party: &RelyingParty,
        http: &Http,
        limits: Limits,
    ) -> Result<Option<KnownExpiry>, SecretExpiryError> {
        let request = AppTokenRequest { resource: &self.resource, tenant: None, refused: None };
        let token = relying_party.token_of_app(request).await.map_err(SecretExpiryError::Token)?;
        let record = ApplicationRecord::read(http, (&self.graph, &self.client_id), &token, limits).await?;
        let Some(secret) = self.credential.secret() else { return Ok(None) };
        Ok(record.secret(secret.secret()).map(|found| {
            let expiry = CredentialExpiry {
                kind: ExpiringCredential::Secret,
                file: "CLIENT_SECRET".into(),
                valid_from: found.valid_from,
                expires_at: found.expires_at,
            };
            KnownExpiry { secret, expiry }
        }))
    }
}
